import type { RoutingEntity } from '../entities';
import { isCurrent } from '../freshness';
import type { WorkloadView } from '../overview/types';
import type { FindingContext, FindingDraft } from './finding';

/** Answers of Route 53 that send users where they are not served, or not where the fleet says they should go. */
export function routingFindings({ evidence, overview, now }: FindingContext): readonly FindingDraft[] {
  return evidence.routings.flatMap((routing): FindingDraft[] => {
    const { answer } = routing;
    const workload = overview.workloads.find(({ id }) => id === routing.workloadId);
    if (!workload || answer.state !== 'observed' || !isCurrent(answer, routing.answerCadence, now)) return [];
    const words = unexpected(routing, workload, answer.value.region);
    if (words === 'none') return [];
    return [
      {
        accountId: routing.accountId,
        region: answer.value.region === 'unrecognised' ? 'none' : answer.value.region,
        workloadId: routing.workloadId,
        subject: routing.id,
        code: 'routing-unexpected',
        severity: words.severity,
        sentence: `${routing.hostname} ${words.sentence}`,
        evidence: [`Policy: ${routing.policy}`, `Answer: ${answer.value.addresses.join(', ')}`],
        clear: words.clear,
        since: now,
      },
    ];
  });
}

/** What is wrong with an answer that leads to `region`, which may be `unrecognised`. */
export function unexpected(
  routing: RoutingEntity,
  workload: WorkloadView,
  region: string,
): { severity: FindingDraft['severity']; sentence: string; clear: string } | 'none' {
  if (region === 'unrecognised') {
    const clear = 'Compare the records of the name with the load balancers of the workload';
    return { severity: 'warning', sentence: 'answers an address that is none of the workload’s', clear };
  }
  const cell = workload.cells.find((one) => one.region === region);
  if (cell?.health.state === 'down') {
    const lever = routing.controls.length > 0 ? 'its routing controls are turned' : 'its records leave that region';
    const sentence = `still sends users to ${region}, which is down for ${workload.name}`;
    return { severity: 'critical', sentence, clear: `Clears when ${lever}, or when ${region} serves again` };
  }
  if (cell?.role === 'standby') {
    const clear = 'Clears when users are sent to the primary again, or when the fleet declares the new roles';
    return { severity: 'notice', sentence: `sends users to ${region}, the standby of ${workload.name}`, clear };
  }
  return 'none';
}
