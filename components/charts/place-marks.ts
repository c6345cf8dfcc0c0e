import type { EpochMs } from '@/lib/domain/time';
import type { MarkTone } from '../status/mark-looks';
import type { LinesFigure, TimeMark } from './lines-figure';
import { shareOf } from './time-axis';

/** A mark within the drawing; places are shares of its width. */
export interface PlacedMark {
  readonly mark: TimeMark;
  readonly from: number;
  /** Where what it names was over; the same as `from` for what has no length. */
  readonly to: number;
  /** It began before the drawing does: there is no line to draw. */
  readonly isCut: boolean;
}

/** A number above the drawing; of marks too close to be told apart one for all, `2–4`. */
export interface MarkFlag {
  readonly at: number;
  readonly words: string;
  readonly tone: MarkTone;
}

/** Marks closer than this share of the width have one number together. */
const closest = 0.035;

type Bounds = Pick<LinesFigure, 'startAt' | 'endAt'>;

/** Marks that lie within the bounds, oldest first; the order in which they are numbered. */
export function marksWithin(marks: readonly TimeMark[], bounds: Bounds): readonly TimeMark[] {
  return marks
    .filter(({ at, until }) => at < bounds.endAt && endOf({ at, until }, bounds) >= bounds.startAt)
    .sort((a, b) => a.at - b.at || (a.label < b.label ? -1 : 1));
}

export function placeMarks(marks: readonly TimeMark[], bounds: Bounds): readonly PlacedMark[] {
  return marksWithin(marks, bounds).map((mark) => ({
    mark,
    from: Math.max(0, shareOf(mark.at, bounds)),
    to: Math.min(1, shareOf(endOf(mark, bounds), bounds)),
    isCut: mark.at < bounds.startAt,
  }));
}

/** Numbers of the marks, as `MarkList` has them. */
export function flagsOf(placed: readonly PlacedMark[]): readonly MarkFlag[] {
  const groups: { at: number; first: number; last: number; tone: MarkTone }[] = [];
  for (const [index, { from, mark }] of placed.entries()) {
    const before = groups.at(-1);
    if (before !== undefined && from - before.at < closest) before.last = index + 1;
    else groups.push({ at: from, first: index + 1, last: index + 1, tone: mark.tone ?? 'inactive' });
  }
  return groups.map(({ at, first, last, tone }) => ({
    at,
    tone,
    words: first === last ? String(first) : `${first}–${last}`,
  }));
}

/** What is marked within a bucket, in words, for its line in a table; the oldest bucket has what began before it too. */
export function marksOfBucket(
  marks: readonly TimeMark[],
  figure: Pick<LinesFigure, 'startAt' | 'endAt' | 'times' | 'bucketMs'>,
  at: EpochMs,
): readonly string[] {
  const isFirst = at === figure.times[0];
  return marksWithin(marks, figure)
    .filter((mark) => mark.at < at + figure.bucketMs && (isFirst || mark.at >= at))
    .map(({ label }) => label);
}

function endOf({ at, until }: Pick<TimeMark, 'at' | 'until'>, { endAt }: Bounds): EpochMs {
  if (until === undefined) return at;
  return until === 'open' ? endAt : until;
}
