import type { MetricValue } from '@aws-sdk/client-cost-explorer';
import type { BilledAmount, BillLine } from '../../world/bills/bill-line';
import { invalidRequest } from './refuse';

/** What of an amount each kind of cost is. Blended costs average the rates of an organization; here all pay the same. */
const figures: Readonly<Record<string, keyof BilledAmount>> = {
  AmortizedCost: 'amortizedNanoUsd',
  BlendedCost: 'nanoUsd',
  NetAmortizedCost: 'netAmortizedNanoUsd',
  NetUnblendedCost: 'netNanoUsd',
  UnblendedCost: 'nanoUsd',
};
const metricNames = [...Object.keys(figures).sort(), 'UsageQuantity', 'NormalizedUsageAmount'];

/** The part of an amount that a metric names in the spelling of forecasts, as `NET_UNBLENDED_COST`; undefined for no cost. */
export function figureOfForecast(metric: string): keyof BilledAmount | undefined {
  const words = metric.split('_').map((word) => word.charAt(0) + word.slice(1).toLowerCase());
  const name = words.join('');
  return Object.hasOwn(figures, name) ? figures[name] : undefined;
}

/** Refuses metrics that Cost Explorer does not have. @throws AwsError ValidationException */
export function checkMetrics(metrics: readonly string[]): void {
  if (metrics.length === 0) throw invalidRequest('Metrics must be present');
  const foreign = metrics.find((each) => !metricNames.includes(each));
  if (foreign !== undefined) {
    throw invalidRequest(`Invalid metric ${foreign}. Valid values are ${metricNames.join(', ')}`);
  }
}

/** An exact decimal of whole billionths, without trailing zeros. */
export function writeDecimal(whole: number, decimals: number): string {
  const digits = Math.abs(whole)
    .toString()
    .padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  const text = digits.slice(0, -decimals) + (fraction === '' ? '' : `.${fraction}`);
  return whole < 0 ? `-${text}` : text;
}

/** The asked metrics of an amount; a quantity has a unit only where all lines share one. */
export function toMetricValues(
  metrics: readonly string[],
  amount: BilledAmount,
  lines: readonly BillLine[],
  currency: string,
): Record<string, MetricValue> {
  return Object.fromEntries(metrics.map((metric) => [metric, toMetricValue(metric, amount, lines, currency)]));
}

function toMetricValue(
  metric: string,
  amount: BilledAmount,
  lines: readonly BillLine[],
  currency: string,
): MetricValue {
  if (metric === 'NormalizedUsageAmount') return { Amount: '0', Unit: 'N/A' };
  if (metric === 'UsageQuantity') {
    const units = new Set(lines.map((line) => line.unit));
    const [unit] = units;
    return { Amount: writeDecimal(amount.microUnits, 6), Unit: units.size === 1 ? unit : 'N/A' };
  }
  return { Amount: writeDecimal(amount[figures[metric] ?? 'nanoUsd'], 9), Unit: currency };
}
