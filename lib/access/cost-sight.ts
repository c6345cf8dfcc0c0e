import type { CostSight } from '@/lib/domain/costs/limit-costs';
import { isInScope, type Scope } from './actor';

/** What of a bill may be seen within a scope. */
export function toCostSight(scope: Scope): CostSight {
  const { regions, workloads } = scope;
  const nothing = { accountId: 'none', region: 'none', workloadId: 'none' };
  return {
    regions: regions === 'all' ? 'all' : (region) => isInScope(scope, { ...nothing, region }),
    workloads: workloads === 'all' ? 'all' : (workloadId) => isInScope(scope, { ...nothing, workloadId }),
  };
}
