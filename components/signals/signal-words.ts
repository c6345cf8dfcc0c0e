import type { GoldenSignal, SignalFamily, SignalUnit } from '@/lib/domain/series/metric-window';
import { formatCount, formatDuration, formatLatency, formatPercent, formatRate } from '@/lib/format';

export const signalNames: Readonly<Record<GoldenSignal, string>> = {
  latency: 'Latency',
  traffic: 'Traffic',
  errors: 'Errors',
  saturation: 'Saturation',
};

export const familyNames: Readonly<Record<SignalFamily, string>> = {
  cloudfront: 'CloudFront distribution',
  'application-load-balancer': 'Application Load Balancer',
  'network-load-balancer': 'Network Load Balancer',
  'api-gateway': 'API Gateway',
  lambda: 'Lambda function',
  queue: 'SQS queue',
  aurora: 'Aurora cluster',
  rds: 'RDS instance',
  dynamodb: 'DynamoDB table',
  elasticache: 'ElastiCache node',
};

/** A value with its unit, rounded against us. */
export const formatSignal: Readonly<Record<SignalUnit, (value: number) => string>> = {
  milliseconds: formatLatency,
  seconds: (seconds) => formatDuration(seconds),
  'per-second': formatRate,
  percent: (percent) => formatPercent(percent, 'up'),
  count: (count) => formatCount(Math.ceil(count)),
};
