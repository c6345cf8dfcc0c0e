import type { PollPurpose } from './polled-item';
import type { PollingEntity } from './polling-entity';
import { type BilledUnit, billedUnits, costOf, prices, roundCostUp } from './prices';

/** What one kind of unit is forecast to cost in the month, and has cost so far. */
export interface UnitRow {
  readonly unit: BilledUnit;
  readonly service: string;
  readonly calls: string;
  /** What is counted: `metrics requested`. */
  readonly counts: string;
  readonly atLeastUnits: number;
  readonly atMostUnits: number;
  /** At most; rounded up to the cent. */
  readonly forecastUsd: number;
  readonly byPurpose: readonly { readonly purpose: PollPurpose; readonly atMostUnits: number }[];
  readonly countedUnits: number | 'not-counted';
  readonly unsureUnits: number;
  readonly countedUsd: number | 'not-counted';
}

/** A row for every unit that is forecast or was counted, the dearest first. */
export function viewUnits({ forecast, counted }: Pick<PollingEntity, 'forecast' | 'counted'>): readonly UnitRow[] {
  const rows = billedUnits.flatMap((unit): UnitRow[] => {
    const lines = forecast.lines.filter((line) => line.unit === unit);
    const count = counted === 'not-counted' ? undefined : counted.units.find((one) => one.unit === unit);
    if (lines.length === 0 && count === undefined) return [];
    const { service, calls, counts } = prices[unit];
    const atMostUnits = lines.reduce((sum, line) => sum + line.atMostUnits, 0);
    const units = count === undefined ? 0 : count.units;
    return [
      {
        ...{ unit, service, calls, counts, atMostUnits },
        atLeastUnits: lines.reduce((sum, line) => sum + line.atLeastUnits, 0),
        forecastUsd: roundCostUp(costOf({ [unit]: atMostUnits })),
        byPurpose: lines.map((line) => ({ purpose: line.purpose, atMostUnits: line.atMostUnits })),
        countedUnits: counted === 'not-counted' ? 'not-counted' : units,
        unsureUnits: count === undefined ? 0 : count.unsureUnits,
        countedUsd: counted === 'not-counted' ? 'not-counted' : roundCostUp(costOf({ [unit]: units })),
      },
    ];
  });
  return rows.sort((a, b) => b.forecastUsd - a.forecastUsd);
}
