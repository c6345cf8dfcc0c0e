import type { Entity } from '@/lib/domain/entities';
import type { RegionCode, Workload, WorkloadId } from '@/lib/domain/fleet';
import { type FleetEvidence, toFleetEvidence } from '@/lib/domain/fleet-evidence';
import type { Decision, RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { PlanMode, RecoveryPlan } from '@/lib/domain/recovery/plan';
import { findWayHome, leadsHome, type WayHome } from '@/lib/domain/recovery/way-home';
import type { EpochMs } from '@/lib/domain/time';
import { estimateRecoveryTime } from '../estimate-recovery-time';
import { globalControlPlane } from '../lint/lint-dependencies';
import { rebuiltBy } from '../rebuilt-by';
import type { RoutePair } from '../route-pairs';
import { measureLosses } from '../store-losses';
import { withoutEvidenceFrom } from '../surviving-evidence';
import { advise } from './advise';
import { cautionsOf } from './cautions';
import { blocker, type Gate, type GateContext } from './gate';
import { gateCapacity } from './gate-capacity';
import { gateCopies } from './gate-copies';
import { gateLaw } from './gate-law';
import { gateLosses } from './gate-losses';
import { gatePlan } from './gate-plan';
import { gateReturn } from './gate-return';
import { gateSource } from './gate-source';
import { gateTarget } from './gate-target';
import { gateWorkload } from './gate-workload';
import { judgeSource, type SourceVerdict } from './judge-source';
import { rankTargets, wordsOfRank } from './rank';

export interface Question {
  readonly workloadId: WorkloadId;
  /** The region to be left. */
  readonly source: RegionCode;
  /** All entities there are, of every workload. */
  readonly entities: readonly Entity[];
  readonly plans: readonly RecoveryPlan[];
  readonly executions: readonly Execution[];
  /** Runs after which a person has allowed another one at once. */
  readonly clearedRuns?: readonly string[];
}

const gates: readonly Gate[] = [
  gatePlan,
  gateLaw,
  gateCopies,
  gateReturn,
  gateSource,
  gateTarget,
  gateCapacity,
  gateLosses,
];

/**
 * Says whether evidence calls for leaving a region, where a workload could go, and what stands in the way of each: best
 * first, refusals included. A refusal is a value; `none` only where there is no such workload.
 *
 * Gates are asked of evidence that would survive the loss of the region being left and of us-east-1, and fail closed:
 * what cannot be read blocks, with its last good value.
 */
export function decide(question: Question, now: EpochMs): Decision | 'none' {
  const { workloadId, source } = question;
  const evidence = toFleetEvidence(question.entities, now);
  const workload = evidence.workloads.find(({ id }) => id === workloadId)?.workload;
  if (workload === undefined) return 'none';
  const plans = question.plans.filter((plan) => plan.workloadId === workloadId);
  const moves = plans.filter(({ action }) => action !== 'failback');
  const wayHome = findWayHome(question.executions, workloadId, now);
  const looks = question.entities.filter(({ kind }) => kind === 'endpoint' || kind === 'routing');
  const verdict = judgeSource(workload, source, survivingOf(looks, [source, globalControlPlane], now), now);
  const entities = question.entities.filter((entity) => concerns(entity, workload));
  const targets = targetsOf(workload, source, evidence).flatMap((target) => {
    // What takes over is read in any case.
    const lost = target === globalControlPlane ? [source] : [source, globalControlPlane];
    const at: Place = {
      workload,
      pair: { source, target },
      evidence,
      surviving: survivingOf(entities, lost, now),
      verdict,
      wayHome,
      now,
    };
    return waysTo(at.pair, plans, wayHome).map(({ plan, mode }) => judgeTarget(at, plan, mode));
  });
  const noPlan = `${workload.name} has no plan for leaving ${source}`;
  return {
    workloadId,
    source,
    decidedAt: now,
    ...advise(workloadId, source, verdict, evidence, now),
    targets: rankTargets(targets, source, evidence.regions),
    blockers: [
      ...gateWorkload(workload, evidence.engine, question, now),
      ...(moves.length > 0 || wayHome !== 'none'
        ? []
        : [blocker('no-plan', noPlan, 'Wait until the engine has built one, or write one in the fleet file.')]),
    ],
  };
}

/** What is the workload's, its account's, or everybody's: a gate is asked for each target and reads no more than that. */
function concerns(entity: Entity, { id, accountId }: Workload): boolean {
  if (entity.kind === 'source') return entity.accountId === accountId;
  return !('workloadId' in entity) || entity.workloadId === id;
}

/**
 * Plans and modes in which a region may be gone to. The way home has a plan of its own with gates of its own; the usual one
 * goes round them only where the region being left is given up.
 */
function waysTo(
  pair: RoutePair,
  plans: readonly RecoveryPlan[],
  wayHome: WayHome | 'none',
): readonly { readonly plan: RecoveryPlan; readonly mode: PlanMode }[] {
  const isHome = leadsHome(pair, wayHome);
  const returns = plans.some(({ action }) => action === 'failback');
  return plans
    .filter(({ action }) => action !== 'failback' || isHome)
    .flatMap((plan) => plan.modes.map((mode) => ({ plan, mode })))
    .filter(({ plan, mode }) => plan.action === 'failback' || mode === 'ungraceful' || !(isHome && returns));
}

function survivingOf(entities: readonly Entity[], lost: readonly RegionCode[], now: EpochMs): FleetEvidence {
  return toFleetEvidence(withoutEvidenceFrom(entities, lost, now), now);
}

/** Regions of the workload, and those that receive a store of it: one that the law forbids is shown refused, not left out. */
function targetsOf(workload: Workload, source: RegionCode, { links }: FleetEvidence): readonly RegionCode[] {
  const own = workload.regions.map(({ region }) => region);
  const receiving = links.filter((link) => link.workloadId === workload.id).map((link) => link.target);
  return [...new Set([...own, ...receiving])].filter((region) => region !== source);
}

interface Place {
  readonly workload: Workload;
  readonly pair: RoutePair;
  /** Everything known, for figures and words. */
  readonly evidence: FleetEvidence;
  /** What gates may look at. */
  readonly surviving: FleetEvidence;
  readonly verdict: SourceVerdict;
  readonly wayHome: WayHome | 'none';
  readonly now: EpochMs;
}

function judgeTarget(place: Place, plan: RecoveryPlan, mode: PlanMode): RankedTarget {
  const { workload, pair, evidence, surviving, verdict, wayHome, now } = place;
  const { source, target } = pair;
  const route = plan.routes.find((each) => each.source === source && each.target === target) ?? 'none';
  const rebuilt = rebuiltBy(route, mode);
  const context: GateContext = {
    workload,
    pair,
    mode,
    plan,
    route,
    evidence: surviving,
    known: evidence,
    wayHome,
    losses: measureLosses(workload, pair, mode, surviving, now, rebuilt),
    source: verdict,
    now,
  };
  const losses = measureLosses(workload, pair, mode, evidence, now, rebuilt);
  return {
    target,
    planId: plan.id,
    planVersion: plan.version,
    action: plan.action,
    mode,
    blockers: gates.flatMap((gate) => gate(context)),
    losses,
    estimate: route === 'none' ? 'none' : estimateRecoveryTime(route, mode),
    cautions: cautionsOf(workload, pair, mode, losses, evidence, plan, now),
    because: wordsOfRank({ target, losses, mode }, workload.id, source, evidence),
  };
}
