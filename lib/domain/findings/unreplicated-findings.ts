import type { FindingContext, FindingDraft } from './finding';

/** Stores that nothing copies: known and accepted, or not; either way a person should know. */
export function unreplicatedFindings({ overview, now }: FindingContext): readonly FindingDraft[] {
  return overview.workloads.flatMap((workload) => {
    const stores = [...new Set(workload.queues.map(({ storeId }) => storeId))];
    return stores.map((storeId): FindingDraft => {
      const queues = workload.queues.filter((queue) => queue.storeId === storeId);
      return {
        accountId: workload.accountId,
        region: 'none',
        workloadId: workload.id,
        subject: `${workload.id}/${storeId}`,
        code: 'store-unprotected',
        severity: 'notice',
        sentence: `${workload.name}: ${storeId} is not replicated; what waits in it is out of reach while its region is lost`,
        evidence: queues.map(({ resource, stranded }) => `${resource}: ${stranded}`),
        clear: 'Stays while the queue is declared. Make sure that what it holds can be sent again',
        since: now,
      };
    });
  });
}
