import type { Decision } from '@/lib/domain/recovery/decision';
import type { StartRequest } from '@/lib/domain/recovery/execution';
import type { RecoveryPlan } from '@/lib/domain/recovery/plan';
import { bindingOf } from '../binding';
import { judgeStart, overridesWithReason, type StartJudgement } from './judge-start';

export type StartVerdict =
  | (Extract<StartJudgement, { readonly state: 'ready' }> & {
      /** What an approval of it is bound to. */
      readonly boundTo: string;
    })
  | Extract<StartJudgement, { readonly state: 'refused' }>;

/**
 * Whether what a person asked for may begin, judged anew, and what an approval of it would be bound to. Roles and the
 * typed region are checked before.
 */
export function checkStart(
  request: StartRequest,
  decision: Decision,
  plans: readonly RecoveryPlan[],
  by: string,
): StartVerdict {
  const judged = judgeStart(request, decision, plans, by);
  if (judged.state === 'refused') return judged;
  const overrides = overridesWithReason(request);
  return { ...judged, boundTo: bindingOf({ ...request, overrides }, judged.plan, judged.ranked.losses) };
}
