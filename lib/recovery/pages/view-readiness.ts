import type { Entity } from '@/lib/domain/entities';
import type { RegionCode, Workload, WorkloadId } from '@/lib/domain/fleet';
import type { Blocker, BlockerCode, Decision, RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { PlanMode, RecoveryPlan } from '@/lib/domain/recovery/plan';
import type { EpochMs } from '@/lib/domain/time';
import { formatCount } from '@/lib/domain/wording/list';
import { decide } from '../rules/decide/decide';

/** Whether a plan can be run now; why not. */
export interface ReadinessView {
  /**
   * `held`: somebody would have to answer for it; `blocked`: nobody can allow it; `under-way`: it is being moved already;
   * `no-plan`: there is none.
   */
  readonly state: 'ready' | 'held' | 'blocked' | 'under-way' | 'no-plan';
  /** The best region there is. */
  readonly target: RegionCode | 'none';
  readonly sentence: string;
  readonly blockers: readonly Blocker[];
}

/** How ready a workload is for leaving one of its regions. */
export interface SourceReadiness {
  readonly source: RegionCode;
  /** A planned move of a region that is well. */
  readonly planned: ReadinessView;
  /** If the region were lost now: everything but what is said of the region itself. */
  readonly lost: ReadinessView;
  readonly decision: Decision;
}

/** What is said of the region being left; whoever asks what would be if it were lost takes that as given. */
const saidOfSource: readonly BlockerCode[] = ['source-healthy', 'source-unknown', 'one-vantage-only'];

export interface Facts {
  readonly entities: readonly Entity[];
  readonly plans: readonly RecoveryPlan[];
  readonly executions: readonly Execution[];
  readonly clearedRuns?: readonly string[];
}

/** Regions that a workload may have to leave: those it is served from, and whichever holds the writer of a store now. */
export function sourcesOf(workload: Workload, entities: readonly Entity[]): readonly RegionCode[] {
  const own = workload.regions.map(({ region }) => region);
  const writers = new Set(
    entities.flatMap((entity) =>
      entity.kind === 'link' && entity.workloadId === workload.id && isOneWriter(entity.storeKind)
        ? [entity.source]
        : [],
    ),
  );
  const active = new Set(workload.regions.filter(({ role }) => role !== 'standby').map(({ region }) => region));
  return own.filter((region) => (writers.size > 0 ? writers.has(region) : active.has(region)));
}

function isOneWriter(kind: string): boolean {
  return kind === 'aurora-global' || kind === 'rds-replica' || kind === 'elasticache-global';
}

export function viewReadiness(
  workloadId: WorkloadId,
  source: RegionCode,
  facts: Facts,
  now: EpochMs,
): SourceReadiness | 'none' {
  const decision = decide({ workloadId, source, ...facts }, now);
  if (decision === 'none') return 'none';
  const beside = (blockers: readonly Blocker[]) => blockers.filter(({ code }) => !saidOfSource.includes(code));
  return {
    source,
    decision,
    planned: bestOf(decision, 'graceful', (blockers) => blockers),
    lost: bestOf(decision, 'ungraceful', beside),
  };
}

function bestOf(
  decision: Decision,
  mode: PlanMode,
  counted: (blockers: readonly Blocker[]) => readonly Blocker[],
): ReadinessView {
  const judged = decision.targets
    .filter((each) => each.mode === mode)
    .map((each) => ({ target: each, blockers: [...decision.blockers, ...counted(each.blockers)] }));
  const best = judged.toSorted((a, b) => weightOf(a.blockers) - weightOf(b.blockers))[0];
  if (best === undefined || best.target.estimate === 'none') {
    const blockers = [...decision.blockers, ...(best?.blockers ?? [])];
    return { state: 'no-plan', target: 'none', sentence: `No ${mode} way out of ${decision.source}`, blockers };
  }
  return { ...wordsOf(best.target, best.blockers), target: best.target.target, blockers: best.blockers };
}

/** What nobody can allow weighs more than anything somebody can answer for. */
function weightOf(blockers: readonly Blocker[]): number {
  return blockers.filter(({ overridable }) => !overridable).length * 1000 + blockers.length;
}

function wordsOf({ target }: RankedTarget, blockers: readonly Blocker[]): Pick<ReadinessView, 'state' | 'sentence'> {
  const [first] = blockers;
  if (first === undefined) return { state: 'ready', sentence: `To ${target}` };
  const live = blockers.find(({ code }) => code === 'another-run');
  if (live !== undefined) return { state: 'under-way', sentence: live.sentence };
  const hard = blockers.find(({ overridable }) => !overridable);
  const more = blockers.length > 1 ? `, and ${formatCount(blockers.length - 1, 'more thing')}` : '';
  const told = hard ?? first;
  return { state: hard === undefined ? 'held' : 'blocked', sentence: `To ${target}: ${told.sentence}${more}` };
}
