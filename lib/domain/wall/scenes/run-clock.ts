import type { EpochMs, Seconds } from '../../time';
import { formatDuration } from '../../wording/duration';
import type { RunClockView } from './run';

/** The clock of a run at a second, in words. Rounded against us: what has passed up, what is left down. */
export interface RunClockWords {
  readonly elapsedHead: string;
  readonly elapsed: string;
  readonly objective: string;
  readonly leftHead: string;
  /** Empty where nothing is counted down. */
  readonly left: string;
  readonly isOver: boolean;
  /** Of the objective, from 0 on, past it more than 1; `none` where nothing is counted down. */
  readonly share: number | 'none';
}

/** @example wordClock(clock, now) // over by 12 s */
export function wordClock({ counts, startsAt, stopsAt, objectiveSeconds }: RunClockView, now: EpochMs): RunClockWords {
  const elapsedSeconds = Math.max(0, Math.ceil(((stopsAt === 'running' ? now : stopsAt) - startsAt) / 1000));
  const common = {
    elapsedHead: counts === 'outage' ? 'Without service' : 'Since it began',
    elapsed: formatDuration(elapsedSeconds),
  };
  if (objectiveSeconds === 'none') {
    const objective = counts === 'outage' ? 'none set' : 'users served';
    return { ...common, objective, leftHead: '', left: '', isOver: false, share: 'none' };
  }
  const leftSeconds: Seconds = objectiveSeconds - elapsedSeconds;
  const isOver = leftSeconds < 0;
  return {
    ...common,
    objective: formatDuration(objectiveSeconds, 'down'),
    leftHead: isOver ? 'Over by' : 'Left',
    left: formatDuration(Math.abs(leftSeconds), isOver ? 'up' : 'down'),
    isOver,
    share: objectiveSeconds === 0 ? (isOver ? 1 : 'none') : elapsedSeconds / objectiveSeconds,
  };
}
