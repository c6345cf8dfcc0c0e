import { addUnits, type BilledUnit, type UnitCounts } from '../../domain/polling/prices';
import { isRecord } from '../is-record';
import type { AwsService } from '../serving-region';

/** Services whose every request is billed alike; those that are not here, nor below, are free of charge. */
const perRequest: Partial<Record<AwsService, BilledUnit>> = {
  costexplorer: 'cost-explorer-pages',
  kms: 'kms-requests',
  secretsmanager: 'secrets-manager-requests',
  sqs: 'sqs-requests',
  cloudwatch: 'cloudwatch-requests',
  s3: 's3-reads',
};

/**
 * What one request is billed, by its operation and input.
 *
 * @param copies regions that what it writes is copied to
 */
export function toBilledUnits(service: AwsService, operation: string, input: unknown, copies: number): UnitCounts {
  switch (`${service}:${operation}`) {
    case 'cloudwatch:GetMetricData':
      return { 'cloudwatch-metrics': countMetrics(input) };
    case 'dynamodb:PutItem':
      return addUnits({ 'dynamodb-writes': 1 }, { 'dynamodb-copied-writes': copies });
    case 'dynamodb:GetItem':
      return { 'dynamodb-reads': 1 };
    case 's3:PutObject':
      return addUnits({ 's3-writes': 1 }, { 's3-copied-writes': copies });
    default: {
      const unit = perRequest[service];
      return unit === undefined ? {} : { [unit]: 1 };
    }
  }
}

/** Up to five statistics of one metric in one request are billed as one metric requested. */
const statisticsPerMetric = 5;

/** The metrics that a GetMetricData request asks for, as CloudWatch bills them; each page of an answer is a request. */
function countMetrics(input: unknown): number {
  const queries = isRecord(input) && Array.isArray(input.MetricDataQueries) ? input.MetricDataQueries : [];
  const statistics = new Map<string, Set<string>>();
  for (const query of queries) {
    const asked = isRecord(query) ? query.MetricStat : undefined;
    // An expression requests the metrics it names; the console uses none, and would rather count one too many.
    const key = isRecord(asked) ? nameMetric(asked) : `expression ${statistics.size}`;
    const statistic = isRecord(asked) ? String(asked.Stat) : 'expression';
    statistics.set(key, (statistics.get(key) ?? new Set()).add(statistic));
  }
  return [...statistics.values()].reduce((sum, set) => sum + Math.ceil(set.size / statisticsPerMetric), 0);
}

function nameMetric({ Metric, Period }: Record<string, unknown>): string {
  if (!isRecord(Metric)) return JSON.stringify([Metric, Period]);
  const dimensions = Array.isArray(Metric.Dimensions) ? Metric.Dimensions : [];
  const named = dimensions.map((one) => (isRecord(one) ? `${one.Name}=${one.Value}` : String(one))).sort();
  return JSON.stringify([Metric.Namespace, Metric.MetricName, named, Period]);
}
