import { isInScope, type Scope } from '@/lib/access/actor';
import { type Budget, labelsOfBudget } from '@/lib/domain/costs/budgets/budget';
import type { FleetAccount, Workload } from '@/lib/domain/fleet';
import type { StandingFinding } from '@/lib/domain/reports/executive/evidence';
import { readEntities } from '@/lib/persistence/entities';
import type { Store } from '@/lib/persistence/store';
import type { ReportedFleet } from './reporting-ports';

/**
 * What a report was frozen with and the record does not keep: what the fleet file declared, and findings as they stood. It is
 * stored beside the report, so that a file that is changed later restates nothing.
 */
export interface Declared {
  readonly fleetName: string;
  readonly accounts: readonly Pick<FleetAccount, 'id' | 'name'>[];
  readonly workloads: readonly Workload[];
  readonly budgets: readonly Budget[];
  /** Of an edition that was frozen; empty before the first. */
  readonly findings: readonly StandingFinding[];
}

/** What is declared now, within a scope. */
export async function readDeclared(store: Store, fleet: ReportedFleet, scope: Scope): Promise<Declared> {
  const { entities } = await readEntities(store, { kinds: ['workload'] });
  return {
    fleetName: fleet.name,
    accounts: fleet.accounts
      .filter(({ id }) => isInScope(scope, { accountId: id, region: 'none', workloadId: 'none' }))
      .map(({ id, name }) => ({ id, name })),
    workloads: entities
      .filter(({ labels }) => isInScope(scope, labels))
      .flatMap(({ entity }) => (entity.kind === 'workload' ? [entity.workload] : [])),
    budgets: (fleet.budgets ?? []).filter((budget) => isInScope(scope, { ...labelsOfBudget(budget), region: 'none' })),
    findings: [],
  };
}

/** What an edition was frozen with. Throws where it is not there: without it nothing can be compared. */
export function parseDeclared(text: string | null): Declared {
  if (text === null) throw new Error('The edition does not say what was declared when it was frozen.');
  return JSON.parse(text) as Declared;
}
