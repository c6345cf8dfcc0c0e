import type { WorkloadDeclaration } from '../fleet-declaration';
import type { MinuteView } from '../minute-facts';
import { responseSecondsOf } from '../traffic';

/** Median milliseconds that the targets of a workload in a region take to answer in a minute, by their load and by faults. */
export function answerMs(view: MinuteView, { id, capacity, ...workload }: WorkloadDeclaration, region: string): number {
  const inService =
    view.capacity(id, region)?.inService ?? capacity.find((each) => each.region === region)?.inService ?? 0;
  const perMinute = Math.max(inService, 0.001) * workload.requestsPerSecondPerInstance * 60;
  return responseSecondsOf(view.requests(id, region) / perMinute) * 1000 * view.slowness(id, region);
}
