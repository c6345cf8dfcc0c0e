import type { RegionCode } from '../../fleet';
import type { Execution, ExecutionState } from '../../recovery/execution';
import type { EpochMs, Seconds } from '../../time';
import { formatMoment } from '../../wording/moment';
import { shortAge } from './short-age';
import type { Wordings } from './wordings';

/** What is being moved now; where nothing is, what was moved last. */
export interface RunSceneView {
  /** Those that wait for a person first, practice last. */
  readonly runs: readonly RunBlockView[];
  /** A claim with its evidence, or that nothing can be said; `none` where something runs. */
  readonly nothing: string | 'none';
  /** Whether `nothing` is a claim that nothing is under way. */
  readonly isClaim: boolean;
  readonly last: LastRunView | 'none';
}

export interface RunBlockView {
  readonly id: string;
  readonly workload: string;
  readonly from: RegionCode;
  readonly to: RegionCode;
  /** `DRILL`, `DRY RUN`; empty for the real thing. */
  readonly practice: string;
  readonly state: ExecutionState;
  /** It waits for a person while nothing else of it goes on. */
  readonly asks: boolean;
  /** Nothing is heard of it: what it was is no claim about now. */
  readonly isSilent: boolean;
  readonly stateWordings: Wordings;
  /** `Step 4 of 9`. */
  readonly step: string;
  readonly clock: RunClockView;
  /** What it waits for, in a sentence. */
  readonly waitsFor: string;
  /** Titles of the steps it is at; empty where that is not known. */
  readonly doing: string;
}

/** Moments only: whoever shows it counts the seconds. */
export interface RunClockView {
  /** `outage`: users without service; `run`: they never noticed, and the run alone is timed. */
  readonly counts: 'outage' | 'run';
  readonly startsAt: EpochMs;
  readonly stopsAt: EpochMs | 'running';
  /** Without an objective, or while users notice nothing, nothing is counted down. */
  readonly objectiveSeconds: Seconds | 'none';
  readonly isAtRisk: boolean;
}

export interface LastRunView {
  readonly sentence: string;
  readonly state: ExecutionState;
  readonly words: string;
  readonly result: string;
}

/** What the pages of recovery say of a run: the same words stand on the wall. */
export interface RunReading
  extends Pick<Execution, 'id' | 'source' | 'target' | 'state' | 'dryRun' | 'drill' | 'createdAt' | 'endedAt'> {
  readonly workloadName: string;
  readonly words: string;
  readonly isWaiting: boolean;
  readonly steps: { readonly ended: number; readonly all: number };
  readonly clock: {
    readonly counts: 'outage' | 'run';
    readonly startsAt: EpochMs;
    readonly stopsAt: EpochMs | 'running';
    readonly objectiveSeconds: Seconds | 'none';
    readonly verdict: string;
  };
  readonly silence: { readonly state: 'current' } | { readonly state: 'silent'; readonly since: EpochMs | 'never' };
}

export interface RunEvidence {
  /** Those that have not ended, in the order in which they are to be read. */
  readonly live: readonly (RunReading & { readonly waitsFor: string; readonly doing: string })[];
  readonly newestEnded: (RunReading & { readonly result: string }) | 'none';
  /** Whether the engine that drives runs is heard of. */
  readonly isHeard: boolean;
  /** Why nothing can be said while it is not. */
  readonly unheard: string;
}

/** The scene of what is under way at `now`. Pure; words, steps and clocks come from the pages of recovery. */
export function toRunScene({ live, newestEnded, isHeard, unheard }: RunEvidence, now: EpochMs): RunSceneView {
  const nothing = isHeard
    ? `Nothing is being moved. Checked at ${formatMoment(now, now)}.`
    : `We can’t say: ${unheard}`;
  return {
    runs: live.map(toBlock),
    nothing: live.length > 0 ? 'none' : nothing,
    isClaim: live.length === 0 && isHeard,
    last: newestEnded === 'none' ? 'none' : toLast(newestEnded, now),
  };
}

const stateWords: Readonly<Record<ExecutionState, string>> = {
  pending: 'Not started',
  'awaiting-approval': 'Waiting for approval',
  running: 'Running',
  'paused-by-operator': 'Paused',
  'paused-by-failed-step': 'Step failed',
  'verifying-health': 'Checking health',
  completed: 'Completed',
  'completed-with-exceptions': 'Completed, exceptions',
  failed: 'Failed',
  cancelled: 'Cancelled',
  'timed-out': 'Timed out',
};

function toBlock(run: RunEvidence['live'][number]): RunBlockView {
  const { id, workloadName, source, target, state, words, steps, clock, silence, isWaiting } = run;
  const isSilent = silence.state === 'silent';
  const word = isWaiting && state === 'running' ? 'Waits for a person' : stateWords[state];
  return {
    id,
    workload: workloadName,
    from: source,
    to: target,
    practice: practiceWord(run),
    state,
    asks: isWaiting,
    isSilent,
    stateWordings: isSilent ? [`Unknown (was: ${word.toLowerCase()})`, 'Unknown'] : [words, word],
    step: `step ${Math.min(steps.ended + 1, steps.all)} of ${steps.all}`,
    clock: {
      counts: clock.counts,
      startsAt: clock.startsAt,
      stopsAt: clock.stopsAt,
      objectiveSeconds: clock.counts === 'outage' ? clock.objectiveSeconds : 'none',
      isAtRisk: clock.verdict === 'at-risk',
    },
    doing: isSilent ? '' : run.doing,
    waitsFor: isSilent ? 'The engine that drives it is not heard of: it may go on, or stand still' : run.waitsFor,
  };
}

function practiceWord({ dryRun, drill }: Pick<RunReading, 'dryRun' | 'drill'>): string {
  if (dryRun) return 'DRY RUN';
  return drill ? 'DRILL' : '';
}

function toLast(run: RunReading & { readonly result: string }, now: EpochMs): LastRunView {
  const { workloadName, source, target, state, words, endedAt, createdAt, result } = run;
  const at = endedAt === 'not-yet' ? createdAt : endedAt;
  const what = run.dryRun ? 'Last dry run' : run.drill ? 'Last drill' : 'Last run';
  return {
    sentence: `${what}: ${workloadName}, ${source} → ${target}, ended ${shortAge(at, now)} ago`,
    state,
    words,
    result,
  };
}
