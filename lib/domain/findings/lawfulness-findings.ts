import { isLawful } from '../fleet';
import type { FindingContext, FindingDraft } from './finding';

/** Copies of a workload's data in regions where it may not be. */
export function lawfulnessFindings({ evidence, overview, now }: FindingContext): readonly FindingDraft[] {
  return overview.links.flatMap((link): FindingDraft[] => {
    const owner = evidence.workloads.find(({ id }) => id === link.workloadId)?.workload;
    if (link.standing !== 'unlawful' || owner === undefined) return [];
    const lawful = overview.links.some(
      (other) => other.workloadId === owner.id && other.storeId === link.storeId && isLawful(owner, other.target),
    );
    return [
      {
        accountId: owner.accountId,
        region: link.target,
        workloadId: owner.id,
        subject: link.id,
        code: 'target-unlawful',
        severity: 'warning',
        sentence: `${owner.name}: ${link.storeId} is copied to ${link.target}, where its data may not be`,
        evidence: [
          `Lawful regions: ${owner.lawfulRegions?.join(', ') ?? 'all'}`,
          lawful ? `${link.storeId} has a lawful target too` : `${link.storeId} has no lawful target`,
        ],
        clear: `Clears when ${link.resource} no longer replicates to ${link.target}, or the fleet declares it lawful`,
        since: now,
      },
    ];
  });
}
