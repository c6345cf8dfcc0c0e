import { attainmentEqualsTheTruth } from './attainment-equals-the-truth';
import { healthEqualsTheTruth } from './health-equals-the-truth';
import { healthyHasTwoFreshVantages } from './healthy-has-two-fresh-vantages';
import { healthyUsersAreServed } from './healthy-users-are-served';
import { liveEvidenceBoundsTheExcess } from './live-evidence-bounds-the-excess';
import { liveEvidenceCoversEveryMinute } from './live-evidence-covers-every-minute';
import { metAndBreachedHaveFreshEvidence } from './met-and-breached-have-fresh-evidence';
import { nothingOutOfSightIsGreen } from './nothing-out-of-sight-is-green';
import { protectionEqualsTheTruth } from './protection-equals-the-truth';
import type { FrameRule, RunRule } from './rule';
import { trueLossNeverExceedsAtMost } from './true-loss-never-exceeds-at-most';
import { verdictEqualsTheTruth } from './verdict-equals-the-truth';

/** What holds in every frame. */
export const frameRules: readonly FrameRule[] = [
  trueLossNeverExceedsAtMost,
  liveEvidenceBoundsTheExcess,
  healthyHasTwoFreshVantages,
  metAndBreachedHaveFreshEvidence,
  nothingOutOfSightIsGreen,
  healthEqualsTheTruth,
  healthyUsersAreServed,
  protectionEqualsTheTruth,
  verdictEqualsTheTruth,
];

/** What holds at the end of a run, made anew for each. */
export function createRunRules(): readonly RunRule[] {
  return [attainmentEqualsTheTruth(), liveEvidenceCoversEveryMinute()];
}
