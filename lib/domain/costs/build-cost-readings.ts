import type { AccountId } from '../fleet';
import type { Observation } from '../observation';
import { mapObservation, toMissing } from '../observe';
import type { EpochMs } from '../time';
import { addDays, listDays, startOfDay } from './days';
import type { CostPiece, PieceReadings, PieceValues } from './pieces';
import type { Bill, BilledPeriod, CostReadings, Day, DayCoverage } from './types';

/** Everything that is kept of an account's costs. */
export interface KeptCosts {
  readonly accountId: AccountId;
  readonly pieces: PieceReadings;
  readonly days: readonly BilledPeriod[];
  readonly months: readonly BilledPeriod[];
}

/** An account's costs as they were told last, part by part. */
export function buildCostReadings({ accountId, pieces, days, months }: KeptCosts, now: EpochMs): CostReadings {
  const told = <P extends CostPiece>(piece: P): Observation<PieceValues[P]> =>
    (pieces[piece]?.told as Observation<PieceValues[P]> | undefined) ?? toMissing('not-asked-yet', now);
  return {
    accountId,
    bill: mapObservation(told('days'), (value) => buildBill(value, days, months)),
    forecast: told('forecast'),
    anomalies: told('anomalies'),
    commitments: told('commitments'),
    rightsizing: told('rightsizing'),
  };
}

function buildBill(
  { currency, fromDay, untilDay, unequal }: PieceValues['days'],
  days: readonly BilledPeriod[],
  months: readonly BilledPeriod[],
): Bill {
  const kept = days.filter(({ from }) => from >= fromDay && from < untilDay);
  const byDay = new Map(kept.map((day) => [day.from, day]));
  return {
    currency,
    days: kept,
    months,
    coverage: listDays(fromDay, untilDay).map((day) => ({ day, state: coverageOf(day, byDay.get(day), unequal) })),
  };
}

/** AWS has billed nearly all of a day two days after its end. */
const arrivingMs = 2 * 86_400_000;

function coverageOf(day: Day, kept: BilledPeriod | undefined, unequal: readonly Day[]): DayCoverage {
  if (unequal.includes(day)) return 'changed';
  if (kept === undefined) return 'not-read';
  const isArriving = kept.checkedAt < startOfDay(addDays(day, 1)) + arrivingMs;
  if (isArriving) return 'arriving';
  return kept.lines['region-record-type'].length === 0 ? 'absent' : 'whole';
}
