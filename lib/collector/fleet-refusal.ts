import type { FindingEntity } from '@/lib/domain/entities';
import { toFinding, unlabelled } from '@/lib/domain/findings/finding';
import type { EpochMs } from '@/lib/domain/time';

/** Why the fleet file as it is now is not in use. */
export interface FleetRefusal {
  readonly file: string;
  /** One sentence each, with the place in the file. */
  readonly problems: readonly string[];
  /** Fleet time. */
  readonly since: EpochMs;
}

const mostProblems = 20;

/** What is known stays true of the last good fleet; what the file means to add is not watched. */
export function toRefusalFinding({ file, problems, since }: FleetRefusal, now: EpochMs): FindingEntity {
  const more = problems.length - mostProblems;
  return toFinding(
    {
      ...unlabelled,
      subject: 'fleet-file',
      code: 'fleet-file-refused',
      severity: 'warning',
      sentence: `The fleet file is refused (${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}); the last good fleet stays in use`,
      evidence: [...problems.slice(0, mostProblems), ...(more > 0 ? [`and ${more} more`] : [])],
      clear: `Correct ${file}; check it with: npm run fleet -- check`,
      since,
    },
    now,
  );
}
