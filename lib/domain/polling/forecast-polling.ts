import type { Seconds } from '../time';
import { type PolledItem, type PollPeriods, type PollPurpose, periodOf, pollPurposes } from './polled-item';
import { addUnits, type BilledUnit, billedUnits, costOf, type UnitCounts } from './prices';

/** One line of a forecast: a unit, and what uses it. */
export interface ForecastLine {
  readonly unit: BilledUnit;
  readonly purpose: PollPurpose;
  readonly atLeastUnits: number;
  readonly atMostUnits: number;
}

/** What polling uses in some time. */
export interface PollingForecast {
  readonly seconds: Seconds;
  /** In the order of units and purposes; never empty lines. */
  readonly lines: readonly ForecastLine[];
  /** Requests that are billed one way or the other, at most. */
  readonly requests: number;
  /** At list prices, not rounded. */
  readonly atLeastUsd: number;
  readonly atMostUsd: number;
  /** Whether discovery has still to tell how much there is to ask for. */
  readonly isCertain: boolean;
}

/** What items use in `seconds` of polling at their periods. */
export function forecastPolling(items: readonly PolledItem[], periods: PollPeriods, seconds: Seconds): PollingForecast {
  const lines: ForecastLine[] = [];
  for (const purpose of pollPurposes) {
    const own = items.filter((item) => item.purpose === purpose);
    const atLeast = usedIn(own, periods, seconds, 'atLeast');
    const atMost = usedIn(own, periods, seconds, 'atMost');
    for (const unit of billedUnits) {
      const atMostUnits = atMost[unit];
      if (atMostUnits === undefined) continue;
      const atLeastUnits = atLeast[unit];
      lines.push({ unit, purpose, atLeastUnits: atLeastUnits === undefined ? 0 : atLeastUnits, atMostUnits });
    }
  }
  const turnsOf = (item: PolledItem) => seconds / periodOf(item, periods);
  return {
    seconds,
    lines: lines.sort((a, b) => billedUnits.indexOf(a.unit) - billedUnits.indexOf(b.unit)),
    requests: items.reduce((sum, item) => sum + turnsOf(item) * item.atMost.requests, 0),
    atLeastUsd: costOf(usedIn(items, periods, seconds, 'atLeast')),
    atMostUsd: costOf(usedIn(items, periods, seconds, 'atMost')),
    isCertain: items.every(({ atLeast, atMost }) => costOf(atLeast.units) === costOf(atMost.units)),
  };
}

function usedIn(
  items: readonly PolledItem[],
  periods: PollPeriods,
  seconds: Seconds,
  bound: 'atLeast' | 'atMost',
): UnitCounts {
  return items.reduce<UnitCounts>(
    (sum, item) => addUnits(sum, item[bound].units, seconds / periodOf(item, periods)),
    {},
  );
}

/** US dollars that items cost in a second at their periods, at most. */
export function costPerSecond(items: readonly PolledItem[], periods: PollPeriods): number {
  return items.reduce((sum, item) => sum + costOf(item.atMost.units) / periodOf(item, periods), 0);
}
