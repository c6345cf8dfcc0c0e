import type { LinkView, WorkloadView } from '../overview/types';
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
        evidence: [...regionsInTrouble(workload), ...copiesThatDoNotProtect(overview.links, workload)],
        clear: 'Clears when another region is well and receives every store within the objective',
        since: sinceOr(protection.since, now),
      },
    ];
  });
}

/** What is well is no evidence of being unprotected, and would go on being read after it is true. */
function regionsInTrouble({ cells }: WorkloadView): string[] {
  return cells.flatMap(({ region, role, health }) =>
    health.state === 'healthy' ? [] : [`${region} (${role}): ${health.state}`],
  );
}

function copiesThatDoNotProtect(links: readonly LinkView[], workload: WorkloadView): string[] {
  return links
    .filter((link) => link.workloadId === workload.id && link.standing !== 'rebuildable')
    .flatMap(({ storeId, source, target, standing, verdict }) => {
      const name = `${storeId} ${source} → ${target}`;
      if (standing === 'unlawful') return [`${name}: its data may not be served from there`];
      return verdict.state === 'met' || verdict.state === 'no-objective' ? [] : [`${name}: ${verdict.sentence}`];
    });
}
