import type { EpochMs, Seconds } from '../time';

/** A moment as reports write it: ISO 8601 in UTC with milliseconds. Fleet time. */
export type Moment = string;

/** The stretch of time that a figure is about; an end that nobody knows is said to be so. */
export interface Period {
  readonly from: Moment | 'unknown';
  readonly to: Moment | 'unknown';
}

/** What a figure rests on: what it is about, of when it is, and how it was come by. Always a footnote of it. */
export interface Basis {
  readonly period: Period;
  readonly asOf: Moment;
  /** One sentence without a full stop. */
  readonly method: string;
}

/**
 * A length of time in a report. `at-least`: it was still going on when the record ends; `estimated` stands apart and is
 * never added to what was measured; `not-measured` says why, and is never zero.
 */
export type Figure = Basis &
  (
    | { readonly state: 'measured' | 'at-least' | 'at-most' | 'estimated'; readonly seconds: Seconds }
    | { readonly state: 'not-measured'; readonly because: string }
  );

/** Throws on NaN and infinite moments: those are missing. */
export function toMoment(at: EpochMs): Moment {
  if (!Number.isFinite(at)) throw new RangeError(`Not a moment: ${at}`);
  return new Date(Math.round(at)).toISOString();
}

/** The moment as milliseconds. Throws on what is none. */
export function fromMoment(moment: Moment): EpochMs {
  const at = Date.parse(moment);
  if (!Number.isFinite(at)) throw new RangeError(`Not a moment: ${moment}`);
  return at;
}

/** A moment, or the word that says why there is none. */
export function toMomentOr<T extends string>(at: EpochMs | T): Moment | T {
  return typeof at === 'number' ? toMoment(at) : at;
}
