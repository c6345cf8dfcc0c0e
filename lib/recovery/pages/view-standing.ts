import type { Decision } from '@/lib/domain/recovery/decision';
import type { StartRequest } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { judgeStart } from '../rules/decide/judge-start';

/** What a person still has to do before the button may be pressed, and before a dry run; sentences. */
export interface StandingView {
  readonly missing: readonly string[];
  readonly dryRunMissing: readonly string[];
}

/**
 * Judges what the form says by the rules of the command, so that the button is pressed only where it would be accepted.
 * The command judges everything anew: this is a courtesy, not a lock.
 */
export function viewStanding(
  request: StartRequest,
  decision: Decision,
  plans: readonly RecoveryPlan[],
  person: string,
  given: { readonly typed: string; readonly regionToType: string; readonly reason: string },
): StandingView {
  const reason = given.reason.trim() === '' ? ['Give a reason.'] : [];
  const typed = given.typed.trim() === given.regionToType ? [] : [`Type ${given.regionToType}.`];
  const standing = (dryRun: boolean) => {
    const judged = judgeStart({ ...request, dryRun }, decision, plans, person);
    return judged.state === 'ready' ? [] : judged.blockers.map(({ sentence, toClear }) => `${sentence}. ${toClear}`);
  };
  return { missing: [...standing(false), ...reason, ...typed], dryRunMissing: [...standing(true), ...reason] };
}
