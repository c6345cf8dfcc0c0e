import type { GroupDefinition, MetricValue, ResultByTime } from '@aws-sdk/client-cost-explorer';
import { type Amounts, type CostBasis, toAmounts } from '../../domain/costs/amounts';
import type { CostCut, CostLine, Currency, CutKeys, Quantity } from '../../domain/costs/types';
import { readAmount, unusableCosts } from './read-amount';
import type { CutPeriod, CutReading } from './readings';

/** The cost allocation tag by which costs are told apart; it has to be activated in the billing console. */
export const workloadTag = 'workload';

const dimension = (Key: string): GroupDefinition => ({ Type: 'DIMENSION', Key });
const byWorkload: GroupDefinition = { Type: 'TAG', Key: workloadTag };

/** The two keys that each cut is asked by, in the order of its keys. */
export const groupings: Readonly<Record<CostCut, readonly [GroupDefinition, GroupDefinition]>> = {
  'region-record-type': [dimension('REGION'), dimension('RECORD_TYPE')],
  'region-service': [dimension('REGION'), dimension('SERVICE')],
  'workload-region': [byWorkload, dimension('REGION')],
  'workload-usage-type': [byWorkload, dimension('USAGE_TYPE')],
};

const keysOf: { readonly [C in CostCut]: (first: string, second: string) => CutKeys[C] } = {
  'region-record-type': (region, recordType) => ({ region, recordType }),
  'region-service': (region, service) => ({ region, service }),
  'workload-region': (tag, region) => ({ workload: readTag(tag), region }),
  'workload-usage-type': (tag, usageType) => ({ workload: readTag(tag), usageType }),
};

/** Tags come as `workload$checkout`; nothing after the sign where there is none. */
function readTag(text: string): string {
  const value = text.startsWith(`${workloadTag}$`) ? text.slice(workloadTag.length + 1) : text;
  return value === '' ? 'untagged' : value;
}

const metrics: Readonly<Record<CostBasis, string>> = {
  unblended: 'UnblendedCost',
  amortized: 'AmortizedCost',
  netUnblended: 'NetUnblendedCost',
  netAmortized: 'NetAmortizedCost',
};

/** What a cut asks of each line: more metrics cost no more pages. A quantity is one only where units are alike. */
export function metricsOf(cut: CostCut): string[] {
  return [...Object.values(metrics), ...(cut === 'workload-usage-type' ? ['UsageQuantity'] : [])];
}

/**
 * Puts the pages of a cut together: a period may continue on the next one.
 *
 * @throws UnusableAnswer when a line cannot be read or lines are in several currencies: the rest would not add up.
 */
export function toCut<C extends CostCut>(cut: C, results: readonly ResultByTime[]): CutReading<C> {
  const currencies = new Set<Currency>();
  const periods = new Map<string, CutPeriod<C>>();
  for (const { TimePeriod, Groups = [], Estimated } of results) {
    const { Start, End } = TimePeriod ?? {};
    if (Start === undefined || End === undefined) throw unusableCosts('answered with a period that has no dates');
    const lines = Groups.map(({ Keys = [], Metrics = {} }) => toLine(cut, Keys, Metrics, currencies));
    const before = periods.get(Start);
    periods.set(Start, {
      from: Start,
      until: End,
      // What does not say that it is final is not.
      estimated: Estimated !== false || before?.estimated === true,
      lines: [...(before?.lines ?? []), ...lines],
    });
  }
  if (currencies.size > 1) throw unusableCosts(`answered in several currencies (${[...currencies].join(', ')})`);
  const [currency = 'none'] = currencies;
  return { currency, periods: [...periods.values()].sort((a, b) => (a.from < b.from ? -1 : 1)) };
}

function toLine<C extends CostCut>(
  cut: C,
  [first, second]: readonly string[],
  values: Readonly<Record<string, MetricValue>>,
  currencies: Set<Currency>,
): CostLine<C> {
  if (first === undefined || second === undefined)
    throw unusableCosts('answered with a line that does not say of what');
  const amounts = readAmounts(values, currencies);
  const quantity = cut === 'workload-usage-type' ? readQuantity(values.UsageQuantity) : 'not-told';
  // The compiler cannot follow that the quantity and the keys are those of the same cut.
  return { ...keysOf[cut](first, second), amounts, quantity } as CostLine<C>;
}

function readAmounts(values: Readonly<Record<string, MetricValue>>, currencies: Set<Currency>): Amounts {
  return toAmounts((basis) => {
    const { Amount, Unit } = values[metrics[basis]] ?? {};
    if (Unit === undefined || Unit === '' || Unit === 'N/A') throw unusableCosts('answered with a cost in no currency');
    currencies.add(Unit);
    return readAmount(Amount, 'a cost');
  });
}

function readQuantity(value: MetricValue | undefined): Quantity {
  const { Amount, Unit } = value ?? {};
  if (Unit === undefined || Unit === '' || Unit === 'N/A') return 'several-units';
  return { amount: readAmount(Amount, 'a quantity'), unit: Unit };
}
