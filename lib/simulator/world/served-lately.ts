import type { WorkloadService } from './serving';
import type { ServedSpan, WorldState } from './world-state';

const windowSeconds = 60;

/**
 * Remembers how users were served in the seconds from `from` on, for a minute. Seconds that are alike make one span, so
 * that how time is cut never shows.
 */
export function rememberServed(
  state: WorldState,
  from: number,
  seconds: number,
  services: ReadonlyMap<string, WorkloadService>,
): void {
  state.served ??= {};
  const to = from + seconds;
  for (const [workload, service] of services) {
    const spans = state.served[workload] ?? [];
    state.served[workload] = spans;
    const { demanded } = service;
    const served = servedOf(service);
    const last = spans.at(-1);
    if (last?.to === from && last.demanded === demanded && last.served === served) last.to = to;
    else spans.push({ from, to, demanded, served });
    while ((spans[0]?.to ?? Number.POSITIVE_INFINITY) <= to - windowSeconds) spans.shift();
    const first = spans[0];
    if (first !== undefined) first.from = Math.max(first.from, to - windowSeconds);
  }
}

/** The share of a workload's requests that were served over the last minute, 0…1; undefined where there were none. */
export function servedShareLately(spans: readonly ServedSpan[] = []): number | undefined {
  let demanded = 0;
  let served = 0;
  for (const span of spans) {
    demanded += span.demanded * (span.to - span.from);
    served += span.served * (span.to - span.from);
  }
  return demanded === 0 ? undefined : served / demanded;
}

/** Requests per minute that get their answer. */
function servedOf(service: WorkloadService): number {
  return service.regions.reduce((sum, each) => sum + each.requests - each.errors, 0);
}
