import type { Observation } from '../observation';
import type { EpochMs, Seconds } from '../time';
import { type DayRange, rangeOfMonths } from './reading-ranges';
import type { Commitments, CostAnomaly, CostForecast, Currency, Day, RightsizingAdvice } from './types';

/** What is asked of Cost Explorer by itself, the most wanted first. */
export const costPieces = ['days', 'anomalies', 'forecast', 'commitments', 'months', 'rightsizing'] as const;
export type CostPiece = (typeof costPieces)[number];

/** What each piece tells beside the lines of a bill, which are kept on their own. */
export interface PieceValues {
  readonly days: DayRange & {
    readonly currency: Currency | 'none';
    /** AWS has other figures of these days than those kept, which did not add up when they were read. */
    readonly unequal: readonly Day[];
    /** Days still to be read after these. */
    readonly left: readonly Day[];
  };
  readonly months: DayRange & { readonly currency: Currency | 'none'; readonly unequal: readonly Day[] };
  readonly forecast: CostForecast;
  readonly anomalies: readonly CostAnomaly[];
  readonly commitments: Commitments;
  readonly rightsizing: readonly RightsizingAdvice[];
}

/** How a piece stands. */
export interface PieceReading<P extends CostPiece = CostPiece> {
  /** When it was asked last, in vain too: each time may be billed. */
  readonly askedAt: EpochMs;
  readonly told: Observation<PieceValues[P]>;
}

export type PieceReadings = { readonly [P in CostPiece]?: PieceReading<P> };

/** How often each piece is asked: a bill changes about once a day, and every page costs money. */
export const usualPieceSeconds: Readonly<Record<CostPiece, Seconds>> = {
  days: 12 * 3600,
  anomalies: 24 * 3600,
  forecast: 24 * 3600,
  commitments: 24 * 3600,
  months: 7 * 24 * 3600,
  rightsizing: 7 * 24 * 3600,
};

/** A piece rests for so long after each time it was asked, well or in vain: it is asked four times a day at most. */
const restSeconds: Seconds = 6 * 3600;

/**
 * The piece to ask now, if any: one that was never asked, whose turn has come, or that has days left to read.
 *
 * @param secondsOf how often a piece is asked; turns begin at multiples of it
 */
export function nextPiece(
  known: PieceReadings,
  now: EpochMs,
  secondsOf: (piece: CostPiece) => Seconds,
): CostPiece | 'none' {
  return costPieces.find((piece) => isDue(piece, known, now, secondsOf(piece))) ?? 'none';
}

function isDue(piece: CostPiece, known: PieceReadings, now: EpochMs, seconds: Seconds): boolean {
  const reading = known[piece];
  if (reading === undefined) return true;
  const { askedAt, told } = reading;
  // The rest of one reading, in parts.
  if (piece === 'days' && hasDaysLeft(known.days)) return true;
  if (now - askedAt < restSeconds * 1000) return false;
  const turn = (at: EpochMs) => Math.floor(at / (seconds * 1000));
  if (told.state === 'missing' || turn(askedAt) !== turn(now)) return true;
  // A month has ended: another one is whole now.
  return piece === 'months' && hasOtherMonths(known.months, now);
}

function hasDaysLeft(days: PieceReading<'days'> | undefined): boolean {
  return days?.told.state === 'observed' && days.told.value.left.length > 0;
}

function hasOtherMonths(months: PieceReading<'months'> | undefined, now: EpochMs): boolean {
  return months?.told.state === 'observed' && months.told.value.fromDay !== rangeOfMonths(now).fromDay;
}
