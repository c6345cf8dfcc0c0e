import type { EpochMs } from '../time';
import type { BackfillProgress } from './types';

/** A range of the past that is filled from its end backwards. */
export interface FilledRange {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  /** Everything from here to the end is done. */
  readonly doneTo: EpochMs;
  /** Why it waits; empty while it goes on. */
  readonly sentence: string;
}

/**
 * How far filling the past has come, over all ranges of a workload. What has meanwhile become older than anything that
 * is kept is not waited for.
 */
export function summariseBackfill(ranges: readonly FilledRange[], oldestKept: EpochMs): BackfillProgress {
  const kept = ranges
    .map((range) => ({ ...range, startAt: Math.min(range.endAt, Math.max(range.startAt, oldestKept)) }))
    .map((range) => ({ ...range, doneTo: Math.max(range.startAt, range.doneTo) }));
  if (ranges.length === 0) {
    return {
      state: 'not-started',
      reachedBackTo: 'none',
      goesBackTo: 'none',
      percent: 0,
      sentence: 'The past is not filled yet.',
    };
  }
  const allMs = kept.reduce((sum, range) => sum + range.endAt - range.startAt, 0);
  const leftMs = kept.reduce((sum, range) => sum + range.doneTo - range.startAt, 0);
  const goesBackTo = Math.min(...kept.map((range) => range.startAt));
  const open = kept.filter((range) => range.doneTo > range.startAt);
  if (open.length === 0) {
    return {
      state: 'done',
      reachedBackTo: goesBackTo,
      goesBackTo,
      percent: 100,
      sentence: 'The past is filled as far as CloudWatch keeps it by the minute.',
    };
  }
  const waiting = open.find((range) => range.sentence !== '');
  const percent = Math.min(99, Math.floor((100 * (allMs - leftMs)) / allMs));
  return {
    state: waiting === undefined ? 'running' : 'waiting',
    reachedBackTo: oldestOf(kept.filter((range) => range.doneTo < range.endAt).map((range) => range.doneTo)),
    goesBackTo,
    percent,
    sentence: waiting?.sentence ?? `Filling the past from CloudWatch: ${percent} %.`,
  };
}

function oldestOf(moments: readonly EpochMs[]): EpochMs | 'none' {
  return moments.length === 0 ? 'none' : Math.min(...moments);
}
