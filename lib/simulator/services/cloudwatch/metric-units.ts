import type { StandardUnit } from '@aws-sdk/client-cloudwatch';

const milliseconds = new Set([
  'AuroraGlobalDBReplicationLag',
  'AuroraGlobalDBRPOLag',
  'AuroraGlobalDBProgressLag',
  'SuccessfulRequestLatency',
  'AuroraReplicaLag',
  'CommitLatency',
  'ConnectionTime',
  'SSLHandshakeTime',
  'TimeToFirstByte',
  'OriginLatency',
  'Duration',
  'Latency',
  'IntegrationLatency',
]);
const percents = new Set([
  'CPUUtilization',
  'HealthCheckPercentageHealthy',
  '4xxErrorRate',
  '5xxErrorRate',
  'TotalErrorRate',
]);
const seconds = new Set([
  'TargetResponseTime',
  'WriteLatency',
  'ApproximateAgeOfOldestMessage',
  'ReplicaLag',
  'GlobalDatastoreReplicationLag',
]);
const bytes = new Set([
  'AuroraGlobalDBDataTransferBytes',
  'FreeableMemory',
  'ProcessedBytes',
  'BytesDownloaded',
  'BytesPendingReplication',
]);
const microseconds = new Set(['GetTypeCmdsLatency']);
const perSecond = new Set(['CommitThroughput', 'WriteIOPS', 'Deadlocks']);
const unitless = new Set(['HealthCheckStatus']);

/** The unit that AWS publishes a metric in. What is none of the above counts something. */
export function unitOf(namespace: string, metricName: string): StandardUnit {
  // One name, two services: objects take seconds to minutes, items of a table milliseconds to seconds.
  if (metricName === 'ReplicationLatency') return namespace === 'AWS/S3' ? 'Seconds' : 'Milliseconds';
  if (milliseconds.has(metricName)) return 'Milliseconds';
  if (percents.has(metricName)) return 'Percent';
  if (seconds.has(metricName)) return 'Seconds';
  if (bytes.has(metricName)) return 'Bytes';
  if (microseconds.has(metricName)) return 'Microseconds';
  if (perSecond.has(metricName)) return 'Count/Second';
  return unitless.has(metricName) ? 'None' : 'Count';
}
