import type { EngineEntity, Entity } from '@/lib/domain/entities';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { hasEnded } from '../rules/execution/reading';
import { executionsOf, nameOfWorkload } from './recovery-entities';
import { asksOf, isWaiting, stateWords, stepCount } from './run-words';
import { type ClockView, viewClock } from './view-clock';

/** A run in one line, as lists and the strip of every page show it. */
export interface RunSummary
  extends Pick<
    Execution,
    | 'id'
    | 'workloadId'
    | 'source'
    | 'target'
    | 'action'
    | 'mode'
    | 'state'
    | 'dryRun'
    | 'drill'
    | 'startedBy'
    | 'reason'
    | 'createdAt'
    | 'endedAt'
  > {
  readonly workloadName: string;
  readonly isLive: boolean;
  /** The state with its amount: `Running, step 4 of 9`. */
  readonly words: string;
  readonly asks: ReturnType<typeof asksOf>;
  /** Nothing of it goes on until a person has done something. */
  readonly isWaiting: boolean;
  readonly steps: ReturnType<typeof stepCount>;
  readonly clock: ClockView;
  readonly silence: Silence;
}

/** Whether what is shown of a live run may be read as current. */
export type Silence =
  | { readonly state: 'current' }
  /** The engine says nothing since; the run may go on, or stand still. */
  | { readonly state: 'silent'; readonly since: EpochMs | 'never' };

/** A run that has to go on and that nobody drives longer than this is worth a word; milliseconds of fleet time. */
const missedHeartbeats = 3;

export function viewRunSummary(execution: Execution, entities: readonly Entity[], now: EpochMs): RunSummary {
  const { id, workloadId, source, target, action, mode, state, dryRun, drill } = execution;
  const { startedBy, reason, createdAt, endedAt } = execution;
  const isLive = !hasEnded(execution);
  return {
    ...{ id, workloadId, source, target, action, mode, state, dryRun, drill, startedBy, reason, createdAt, endedAt },
    workloadName: nameOfWorkload(entities, workloadId),
    isLive,
    words: stateWords(execution, now),
    asks: asksOf(execution),
    isWaiting: isWaiting(execution),
    steps: stepCount(execution),
    clock: viewClock(execution, now),
    silence: isLive ? silenceOf(entities, now) : { state: 'current' },
  };
}

/** The engine that drives runs also collects: while its heartbeat is missing, a run is shown as it was. */
export function silenceOf(entities: readonly Entity[], now: EpochMs): Silence {
  const engine = entities.find((entity): entity is EngineEntity => entity.kind === 'engine');
  if (engine === undefined) return { state: 'silent', since: 'never' };
  const isSilent = now - engine.tickedAt > missedHeartbeats * engine.heartbeatSeconds * 1000;
  return isSilent ? { state: 'silent', since: engine.tickedAt } : { state: 'current' };
}

/** Runs that have not ended: real ones before drills and dry runs, those that wait for a person first. */
export function viewLiveRuns(entities: readonly Entity[], now: EpochMs): readonly RunSummary[] {
  return executionsOf(entities)
    .filter((execution) => !hasEnded(execution))
    .map((execution) => viewRunSummary(execution, entities, now))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.createdAt - b.createdAt);
}

function rankOf({ dryRun, drill, asks }: RunSummary): number {
  return (dryRun ? 4 : 0) + (drill ? 2 : 0) + (asks === 'nobody' ? 1 : 0);
}
