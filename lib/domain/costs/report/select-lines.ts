import { type Amount, type CostBasis, sumOnBasis } from '../amounts';
import { groupBy } from '../group-by';
import type { BilledPeriod, CostCut } from '../types';
import { type CostDimension, type CostGroup, type CostQuery, costDimensions } from './cost-query';

/** A period of an account's bill. */
export interface AccountPeriod {
  readonly accountId: string;
  readonly period: BilledPeriod;
}

/** A line of a cut as the report looks at it: what the cut does not tell is absent. */
export type ToldLine = Readonly<Partial<Record<CostDimension, string>>> & {
  readonly accountId: string;
  readonly amounts: BilledPeriod['total'];
};

/** The lines of some periods, of one cut, that a question's filters keep. */
export function selectLines(
  periods: readonly AccountPeriod[],
  cut: CostCut,
  filters: CostQuery['filters'],
): readonly ToldLine[] {
  const kept = costDimensions
    .filter((one) => filters[one].length > 0)
    .map((one) => [one, new Set(filters[one])] as const);
  return periods
    .filter(({ accountId }) => filters.account.length === 0 || filters.account.includes(accountId))
    .flatMap(({ accountId, period }) =>
      (period.lines[cut] as readonly Omit<ToldLine, 'accountId'>[])
        .filter((line) => kept.every(([one, values]) => values.has(line[one] ?? '')))
        .map((line) => ({ ...line, accountId })),
    );
}

/** What some lines cost together on a basis. */
export function totalOn<B extends CostBasis>(lines: readonly ToldLine[], basis: B): Amount<B> {
  return sumOnBasis(lines.map(({ amounts }) => amounts[basis]));
}

/** Lines by the value that a grouping puts them under. */
export function groupLines(lines: readonly ToldLine[], group: CostGroup): ReadonlyMap<string, readonly ToldLine[]> {
  return groupBy(lines, (line) => keyOf(line, group));
}

function keyOf(line: ToldLine, group: CostGroup): string {
  if (group === 'account') return line.accountId;
  const key = line[group];
  // The cut was chosen by what it tells.
  if (key === undefined) throw new Error(`A line was grouped by ${group}, which its cut does not tell.`);
  return key;
}
