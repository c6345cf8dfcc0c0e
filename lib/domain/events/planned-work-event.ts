import type { Workload } from '../fleet';
import { type TimelineEvent, toEvent } from './event';

/** The work the fleet file declares for a workload. */
export function plannedWorkEvents({
  id,
  accountId,
  plannedWork = [],
}: Pick<Workload, 'id' | 'accountId' | 'plannedWork'>): readonly TimelineEvent[] {
  return plannedWork.map(({ startAt, endAt, reason }) =>
    toEvent({
      source: 'fleet-file',
      key: `${id}/${endAt}/${reason}`,
      at: startAt,
      begins: 'known',
      until: endAt,
      kind: 'planned-work',
      severity: 'notice',
      accountId,
      region: 'none',
      workloadId: id,
      sentence: `Planned work: ${reason}`,
      detail: 'Declared in the fleet file.',
    }),
  );
}
