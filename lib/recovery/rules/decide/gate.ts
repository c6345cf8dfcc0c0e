import type { Workload } from '@/lib/domain/fleet';
import type { FleetEvidence } from '@/lib/domain/fleet-evidence';
import { type Blocker, type BlockerCode, neverOverridable, type StoreLoss } from '@/lib/domain/recovery/decision';
import type { PlanMode, PlanRoute, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { WayHome } from '@/lib/domain/recovery/way-home';
import type { EpochMs } from '@/lib/domain/time';
import type { RoutePair } from '../route-pairs';
import type { SourceVerdict } from './judge-source';

/** Everything a gate may look at. But for `known`, none of it comes from the region being left, nor from us-east-1 unless that takes over. */
export interface GateContext {
  readonly workload: Workload;
  readonly pair: RoutePair;
  readonly mode: PlanMode;
  readonly plan: RecoveryPlan;
  /** `none`: the plan does not lead there. */
  readonly route: PlanRoute | 'none';
  readonly evidence: FleetEvidence;
  /** Everything known, the region being left and us-east-1 included: for a return, which is made when all is well. */
  readonly known: FleetEvidence;
  readonly wayHome: WayHome | 'none';
  readonly losses: readonly StoreLoss[];
  readonly source: SourceVerdict;
  readonly now: EpochMs;
}

/** Pure; adding a gate is one file and one line in the list of them. */
export type Gate = (context: GateContext) => readonly Blocker[];

/** A blocker, with whether anybody may go on in spite of it, which its code decides. */
export function blocker(code: BlockerCode, sentence: string, toClear: string, more: More = {}): Blocker {
  const overridable = !neverOverridable.includes(code);
  const { about, lastGood } = more;
  return {
    code,
    ...(about === undefined ? {} : { about }),
    sentence,
    toClear,
    overridable,
    ...(lastGood === undefined ? {} : { lastGood }),
  };
}

interface More {
  readonly about?: string;
  readonly lastGood?: Blocker['lastGood'] | undefined;
}

/**
 * Whether a word about one gate is about another one too: the same code about the same. What was said of a copy that
 * cannot be read opens nothing for one that is known to be behind, nor for another store's.
 */
export function isSameGate(one: Pick<Blocker, 'about'> & { readonly code: string }, other: typeof one): boolean {
  return one.code === other.code && one.about === other.about;
}
