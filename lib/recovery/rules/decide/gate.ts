import type { Workload } from '@/lib/domain/fleet';
import type { FleetEvidence } from '@/lib/domain/fleet-evidence';
import { type Blocker, type BlockerCode, neverOverridable, type StoreLoss } from '@/lib/domain/recovery/decision';
import type { PlanMode, PlanRoute, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import type { RoutePair } from '../route-pairs';
import type { SourceVerdict } from './judge-source';

/** Everything a gate may look at. None of it comes from the region being left, nor from us-east-1 unless that takes over. */
export interface GateContext {
  readonly workload: Workload;
  readonly pair: RoutePair;
  readonly mode: PlanMode;
  readonly plan: RecoveryPlan;
  /** `none`: the plan does not lead there. */
  readonly route: PlanRoute | 'none';
  readonly evidence: FleetEvidence;
  readonly losses: readonly StoreLoss[];
  readonly source: SourceVerdict;
  readonly now: EpochMs;
}

/** Pure; adding a gate is one file and one line in the list of them. */
export type Gate = (context: GateContext) => readonly Blocker[];

/** A blocker, with whether anybody may go on in spite of it, which its code decides. */
export function blocker(code: BlockerCode, sentence: string, toClear: string, lastGood?: Blocker['lastGood']): Blocker {
  const overridable = !neverOverridable.includes(code);
  return { code, sentence, toClear, overridable, ...(lastGood === undefined ? {} : { lastGood }) };
}
