import type { FindingEntity } from '../entities';
import type { Workload } from '../fleet';
import type { EpochMs } from '../time';
import type { PlannedWindow } from './types';

/** Work that AWS announced, as a finding. */
export interface AnnouncedWork {
  readonly finding: FindingEntity;
  readonly closed: { readonly at: EpochMs } | 'open';
}

/** What the fleet file declares, and what AWS announced for a region the workload runs in. */
export function listPlannedWork(
  { plannedWork = [], regions }: Workload,
  announced: readonly AnnouncedWork[],
  now: EpochMs,
): readonly PlannedWindow[] {
  return [
    ...plannedWork.map((work) => ({ ...work, saidBy: 'fleet-file' as const })),
    ...announced.flatMap(({ finding, closed }): PlannedWindow[] => {
      const { span, region, sentence } = finding;
      if (span === undefined || !(region === 'none' || regions.some((one) => one.region === region))) return [];
      const closedAt = closed === 'open' ? now : closed.at;
      const endAt = span.endAt === 'none' ? closedAt : span.endAt;
      return [{ startAt: span.startAt, endAt, reason: sentence, saidBy: 'aws-health' }];
    }),
  ];
}
