import { idsOf } from './check-names';
import type { FleetEntries } from './fleet-entries';
import { type Complaint, quote } from './fleet-problem';

/** A budget is for the fleet, for one account or for one workload, each of them declared. */
export function checkBudgets({ budgets, declared }: FleetEntries): readonly Complaint[] {
  return budgets.flatMap(({ index, entry: { account, workload } }): Complaint[] => {
    const at = (field: string) => ['budgets', index, field];
    if (account !== undefined && workload !== undefined) {
      return [
        { path: at('workload'), message: 'cannot stand beside account: write two budgets, or neither for the fleet' },
      ];
    }
    return [
      ...unknown(account, idsOf(declared.accounts), (name) => ({
        path: at('account'),
        message: `names an account that is not declared: add ${name} to accounts`,
      })),
      ...unknown(workload, idsOf(declared.workloads), (name) => ({
        path: at('workload'),
        message: `names a workload that is not declared: add ${name} to workloads`,
      })),
    ];
  });
}

function unknown(
  name: string | undefined,
  known: readonly string[],
  complain: (name: string) => Complaint,
): readonly Complaint[] {
  return name === undefined || known.includes(name) ? [] : [complain(quote(name))];
}
