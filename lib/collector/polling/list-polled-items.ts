import type { PolledItem, TurnUse } from '@/lib/domain/polling/polled-item';
import type { BilledTurn, SourcePlan, SourceTask } from '../source';
import { assumePlan } from './assume-plan';

const nothing: TurnUse = { requests: 0, units: {} };

/** Everything of the tasks that AWS bills, as far as the plan tells and the declarations let one assume. */
export function listPolledItems(tasks: readonly SourceTask[], plan: SourcePlan): readonly PolledItem[] {
  const atMost = assumePlan(plan, 'at-most');
  const most = billedTurns(tasks, atMost.plan);
  const least = atMost.isAssumed ? billedTurns(tasks, assumePlan(plan, 'at-least').plan) : most;
  return [...most.values()].map(({ task, turn }) => {
    const { id, purpose, usualSeconds, longestSeconds } = turn;
    return {
      ...{ id, purpose, usualSeconds, longestSeconds },
      accountId: task.accountId,
      region: task.region,
      call: task.call,
      atLeast: least.get(id)?.turn ?? nothing,
      atMost: turn,
    };
  });
}

function billedTurns(
  tasks: readonly SourceTask[],
  plan: SourcePlan,
): ReadonlyMap<string, { readonly task: SourceTask; readonly turn: BilledTurn }> {
  const turns = tasks.flatMap((task) => (task.bills?.(plan) ?? []).map((turn) => ({ task, turn })));
  return new Map(turns.map((each) => [each.turn.id, each]));
}
