import type { MetricValue } from '@aws-sdk/client-cost-explorer';
import type { BilledAmount, BillLine } from '../../world/bills/bill-line';
import { invalidRequest } from './refuse';

const costMetrics = ['AmortizedCost', 'BlendedCost', 'NetAmortizedCost', 'NetUnblendedCost', 'UnblendedCost'];
const metricNames = [...costMetrics, 'UsageQuantity', 'NormalizedUsageAmount'];

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

/**
 * The asked metrics of an amount. Without reservations and discounts all costs are the same; a quantity has a unit only
 * where all lines share one.
 */
export function toMetricValues(
  metrics: readonly string[],
  amount: BilledAmount,
  lines: readonly BillLine[],
): Record<string, MetricValue> {
  return Object.fromEntries(metrics.map((metric) => [metric, toMetricValue(metric, amount, lines)]));
}

function toMetricValue(metric: string, amount: BilledAmount, lines: readonly BillLine[]): MetricValue {
  if (metric === 'NormalizedUsageAmount') return { Amount: '0', Unit: 'N/A' };
  if (metric === 'UsageQuantity') {
    const units = new Set(lines.map((line) => line.unit));
    const [unit] = units;
    return { Amount: writeDecimal(amount.microUnits, 6), Unit: units.size === 1 ? unit : 'N/A' };
  }
  return { Amount: writeDecimal(amount.nanoUsd, 9), Unit: 'USD' };
}
