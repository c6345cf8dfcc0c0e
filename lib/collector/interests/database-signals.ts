import type { Seconds } from '@/lib/domain/time';
import { notPublished, queriesIn, type SignalSpec } from './signal-spec';

/** An Aurora cluster, writer or not: a copy commits nothing, so that it has no latency and traffic of its own. */
export function auroraSignals(cluster: string, period: Seconds): readonly SignalSpec[] {
  const query = queriesIn('AWS/RDS', period);
  const dimensions = { DBClusterIdentifier: cluster };
  return [
    {
      signal: 'latency',
      figure: 'CommitLatency, mean',
      unit: 'milliseconds',
      queries: [query('CommitLatency', 'Average', dimensions)],
      combination: { kind: 'value', factor: 1 },
    },
    {
      signal: 'traffic',
      figure: 'CommitThroughput, mean',
      unit: 'per-second',
      queries: [query('CommitThroughput', 'Average', dimensions)],
      combination: { kind: 'value', factor: 1 },
    },
    {
      signal: 'errors',
      figure: 'Deadlocks, mean (Aurora publishes no failed statements)',
      unit: 'per-second',
      queries: [query('Deadlocks', 'Average', dimensions)],
      combination: { kind: 'value', factor: 1 },
    },
    {
      signal: 'saturation',
      figure: 'CPUUtilization, maximum',
      unit: 'percent',
      queries: [query('CPUUtilization', 'Maximum', dimensions)],
      combination: { kind: 'value', factor: 1 },
    },
  ];
}

/** An RDS instance outside a cluster. */
export function rdsSignals(instance: string, period: Seconds): readonly SignalSpec[] {
  const query = queriesIn('AWS/RDS', period);
  const dimensions = { DBInstanceIdentifier: instance };
  return [
    {
      signal: 'latency',
      figure: 'WriteLatency, mean',
      unit: 'milliseconds',
      queries: [query('WriteLatency', 'Average', dimensions)],
      combination: { kind: 'value', factor: 1000 },
    },
    {
      signal: 'traffic',
      figure: 'WriteIOPS, mean',
      unit: 'per-second',
      queries: [query('WriteIOPS', 'Average', dimensions)],
      combination: { kind: 'value', factor: 1 },
    },
    notPublished('errors', 'percent', 'RDS publishes no failed statements.'),
    {
      signal: 'saturation',
      figure: 'CPUUtilization, maximum',
      unit: 'percent',
      queries: [query('CPUUtilization', 'Maximum', dimensions)],
      combination: { kind: 'value', factor: 1 },
    },
  ];
}

/** A replica of a table; its failures are published only where there were some. */
export function tableSignals(table: string, period: Seconds): readonly SignalSpec[] {
  const query = queriesIn('AWS/DynamoDB', period);
  const of = (operation: string) => ({ TableName: table, Operation: operation });
  const reads = query('SuccessfulRequestLatency', 'SampleCount', of('GetItem'));
  return [
    {
      signal: 'latency',
      figure: 'SuccessfulRequestLatency of GetItem, mean',
      unit: 'milliseconds',
      queries: [query('SuccessfulRequestLatency', 'Average', of('GetItem'))],
      combination: { kind: 'value', factor: 1 },
    },
    {
      signal: 'traffic',
      figure: 'Reads and writes of single items',
      unit: 'per-second',
      queries: [
        reads,
        ...['PutItem', 'UpdateItem', 'DeleteItem'].map((name) =>
          query('SuccessfulRequestLatency', 'SampleCount', of(name)),
        ),
      ],
      combination: { kind: 'sum', factor: 1 / period },
    },
    {
      signal: 'errors',
      figure: 'SystemErrors of GetItem',
      unit: 'per-second',
      queries: [query('SystemErrors', 'Sum', of('GetItem')), reads],
      combination: { kind: 'counter-beside', factor: 1 / period },
    },
    {
      signal: 'saturation',
      figure: 'ThrottledRequests of PutItem',
      unit: 'per-second',
      queries: [query('ThrottledRequests', 'Sum', of('PutItem')), reads],
      combination: { kind: 'counter-beside', factor: 1 / period },
    },
  ];
}

/** The first node of a replication group; load is published by node. */
export function cacheSignals(node: string, period: Seconds): readonly SignalSpec[] {
  const query = queriesIn('AWS/ElastiCache', period);
  const dimensions = { CacheClusterId: node };
  return [
    {
      signal: 'latency',
      figure: 'GetTypeCmdsLatency, mean',
      unit: 'milliseconds',
      queries: [query('GetTypeCmdsLatency', 'Average', dimensions)],
      combination: { kind: 'value', factor: 0.001 },
    },
    {
      signal: 'traffic',
      figure: 'GetTypeCmds',
      unit: 'per-second',
      queries: [query('GetTypeCmds', 'Sum', dimensions)],
      combination: { kind: 'value', factor: 1 / period },
    },
    notPublished('errors', 'percent', 'ElastiCache publishes no failed commands.'),
    {
      signal: 'saturation',
      figure: 'EngineCPUUtilization, maximum',
      unit: 'percent',
      queries: [query('EngineCPUUtilization', 'Maximum', dimensions)],
      combination: { kind: 'value', factor: 1 },
    },
  ];
}
