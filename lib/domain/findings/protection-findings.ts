import { type FindingContext, type FindingDraft, sinceOr } from './finding';

/** Workloads that could not survive the loss of a region now, or have fewer regions left to do it with. */
export function protectionFindings({ overview, now }: FindingContext): readonly FindingDraft[] {
  const down = new Set(overview.regions.filter(({ health }) => health.state === 'down').map(({ code }) => code));
  return overview.workloads.flatMap((workload): FindingDraft[] => {
    const { protection, id, name, tier, accountId } = workload;
    const reduced = protection.state === 'at-risk' && workload.cells.some(({ region }) => down.has(region));
    if (protection.state !== 'unprotected' && !reduced) return [];
    return [
      {
        accountId,
        region: 'none',
        workloadId: id,
        subject: id,
        code: 'unprotected',
        severity: protection.state === 'unprotected' && tier <= 1 ? 'critical' : 'warning',
        sentence: `${name}: ${protection.sentence}`,
        evidence: workload.cells.map(({ region, role, health }) => `${region} (${role}): ${health.state}`),
        clear: 'Clears when another region is well and receives every store within the objective',
        since: sinceOr(protection.since, now),
      },
    ];
  });
}
