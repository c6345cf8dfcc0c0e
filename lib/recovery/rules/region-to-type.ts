import type { RegionCode } from '@/lib/domain/fleet';
import type { PlanAction } from '@/lib/domain/recovery/plan';

/**
 * The region that a person types before something dangerous, so that nobody moves the wrong one by habit: the one that
 * takes over, or, where one of several is taken out, that one.
 */
export function regionToType(move: {
  readonly action: PlanAction;
  readonly source: RegionCode;
  readonly target: RegionCode;
}): RegionCode {
  return move.action === 'deactivate' ? move.source : move.target;
}
