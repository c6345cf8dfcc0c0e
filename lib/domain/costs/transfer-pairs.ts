import type { Amount, CostBasis } from './amounts';
import { sumOnBasis } from './amounts';
import { compareDecimals, type Decimal, sumDecimals } from './decimal';
import { findTransferPair } from './find-transfer-pair';
import { groupBy } from './group-by';
import type { CostLine } from './types';

/** What was sent from one region to another, and what it cost. The receiver pays nothing. */
export interface PairCost<B extends CostBasis = CostBasis> {
  readonly from: string;
  readonly to: string;
  readonly amount: Amount<B>;
  /** `unknown` where the bill gives it in several units. */
  readonly gigabytes: Decimal | 'unknown';
}

/** Transfer between regions by pair and direction, the dearest first. It is told by usage type, under whichever service. */
export function listTransferPairs<B extends CostBasis>(
  lines: readonly CostLine<'workload-usage-type'>[],
  basis: B,
): readonly PairCost<B>[] {
  const sent = lines.flatMap((line) => {
    const pair = findTransferPair(line.usageType);
    return pair === 'none' || pair.direction === 'in' ? [] : [{ line, pair }];
  });
  const pairs = [...groupBy(sent, ({ pair }) => `${pair.from}>${pair.to}`).values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { from, to } = first.pair;
    const amount = sumOnBasis(own.map(({ line }) => line.amounts[basis]));
    return [{ from, to, amount, gigabytes: sumGigabytes(own.map(({ line }) => line)) }];
  });
  return pairs.sort(
    (a, b) => compareDecimals(b.amount, a.amount) || (`${a.from}${a.to}` < `${b.from}${b.to}` ? -1 : 1),
  );
}

function sumGigabytes(lines: readonly CostLine<'workload-usage-type'>[]): Decimal | 'unknown' {
  const amounts = lines.flatMap(({ quantity }) =>
    quantity !== 'several-units' && quantity.unit === 'GB' ? [quantity.amount] : [],
  );
  return amounts.length < lines.length ? 'unknown' : sumDecimals(amounts);
}
