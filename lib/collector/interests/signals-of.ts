import type { LoadBalancerReading } from '@/lib/aws';
import type { ApiDeclaration, CapacityDeclaration } from '@/lib/domain/fleet';
import type { Seconds } from '@/lib/domain/time';
import { notPublished, queriesIn, type SignalSpec } from './signal-spec';

/*
 * How the golden signals of each service are read: which metric stands for latency, traffic, errors and saturation, or
 * that the service publishes none. Namespaces, names, dimensions and statistics are those of its CloudWatch reference.
 */

/** An Application Load Balancer; its group's size against the largest tells how much room is left. */
export function albSignals(
  { dimension }: LoadBalancerReading,
  { autoScalingGroupName }: CapacityDeclaration,
  period: Seconds,
): readonly SignalSpec[] {
  const query = queriesIn('AWS/ApplicationELB', period);
  const group = queriesIn('AWS/AutoScaling', period);
  const balancer = { LoadBalancer: dimension };
  const requests = query('RequestCount', 'Sum', balancer);
  return [
    {
      signal: 'latency',
      figure: 'TargetResponseTime p95',
      unit: 'milliseconds',
      queries: [query('TargetResponseTime', 'p95', balancer)],
      combination: { kind: 'value', factor: 1000 },
    },
    {
      signal: 'traffic',
      figure: 'RequestCount',
      unit: 'per-second',
      queries: [requests],
      combination: { kind: 'value', factor: 1 / period },
    },
    {
      signal: 'errors',
      figure: '5xx answers of all requests',
      unit: 'percent',
      queries: [
        query('HTTPCode_Target_5XX_Count', 'Sum', balancer),
        query('HTTPCode_ELB_5XX_Count', 'Sum', balancer),
        requests,
      ],
      combination: { kind: 'share' },
    },
    {
      signal: 'saturation',
      figure: 'Instances in service of the most allowed',
      unit: 'percent',
      queries: [
        group('GroupInServiceInstances', 'Maximum', { AutoScalingGroupName: autoScalingGroupName }),
        group('GroupMaxSize', 'Minimum', { AutoScalingGroupName: autoScalingGroupName }),
      ],
      combination: { kind: 'share' },
    },
  ];
}

/** A Network Load Balancer sees connections, not requests. */
export function nlbSignals({ dimension }: LoadBalancerReading, period: Seconds): readonly SignalSpec[] {
  const query = queriesIn('AWS/NetworkELB', period);
  const balancer = { LoadBalancer: dimension };
  return [
    notPublished('latency', 'milliseconds', 'A Network Load Balancer publishes no latency.'),
    {
      signal: 'traffic',
      figure: 'NewFlowCount',
      unit: 'per-second',
      queries: [query('NewFlowCount', 'Sum', balancer)],
      combination: { kind: 'value', factor: 1 / period },
    },
    {
      signal: 'errors',
      figure: 'TCP_Target_Reset_Count',
      unit: 'per-second',
      queries: [query('TCP_Target_Reset_Count', 'Sum', balancer)],
      combination: { kind: 'value', factor: 1 / period },
    },
    {
      signal: 'saturation',
      figure: 'ActiveFlowCount, maximum',
      unit: 'count',
      queries: [query('ActiveFlowCount', 'Maximum', balancer)],
      combination: { kind: 'value', factor: 1 },
    },
  ];
}

/** A REST API; each call is one sample of its error metrics, so that their average is the share that failed. */
export function apiSignals({ name, stage }: ApiDeclaration, period: Seconds): readonly SignalSpec[] {
  const query = queriesIn('AWS/ApiGateway', period);
  const api = { ApiName: name, Stage: stage };
  return [
    {
      signal: 'latency',
      figure: 'Latency p95',
      unit: 'milliseconds',
      queries: [query('Latency', 'p95', api)],
      combination: { kind: 'value', factor: 1 },
    },
    {
      signal: 'traffic',
      figure: 'Count',
      unit: 'per-second',
      queries: [query('Count', 'SampleCount', api)],
      combination: { kind: 'value', factor: 1 / period },
    },
    {
      signal: 'errors',
      figure: '5XXError, share of calls',
      unit: 'percent',
      queries: [query('5XXError', 'Average', api)],
      combination: { kind: 'value', factor: 100 },
    },
    notPublished('saturation', 'percent', 'API Gateway publishes no figure of how near an API is to its limit.'),
  ];
}

export function lambdaSignals(name: string, period: Seconds): readonly SignalSpec[] {
  const query = queriesIn('AWS/Lambda', period);
  const lambda = { FunctionName: name };
  const runs = query('Invocations', 'Sum', lambda);
  return [
    {
      signal: 'latency',
      figure: 'Duration p95',
      unit: 'milliseconds',
      queries: [query('Duration', 'p95', lambda)],
      combination: { kind: 'value', factor: 1 },
    },
    {
      signal: 'traffic',
      figure: 'Invocations',
      unit: 'per-second',
      queries: [runs],
      combination: { kind: 'value', factor: 1 / period },
    },
    {
      signal: 'errors',
      figure: 'Errors and Throttles of all runs',
      unit: 'percent',
      queries: [query('Errors', 'Sum', lambda), query('Throttles', 'Sum', lambda), runs],
      combination: { kind: 'share' },
    },
    {
      signal: 'saturation',
      figure: 'ConcurrentExecutions, maximum',
      unit: 'count',
      queries: [query('ConcurrentExecutions', 'Maximum', lambda)],
      combination: { kind: 'value', factor: 1 },
    },
  ];
}

/** What waits longest tells how late its consumers are. */
export function queueSignals(name: string, period: Seconds): readonly SignalSpec[] {
  const query = queriesIn('AWS/SQS', period);
  const queue = { QueueName: name };
  return [
    {
      signal: 'latency',
      figure: 'ApproximateAgeOfOldestMessage, maximum',
      unit: 'seconds',
      queries: [query('ApproximateAgeOfOldestMessage', 'Maximum', queue)],
      combination: { kind: 'value', factor: 1 },
    },
    {
      signal: 'traffic',
      figure: 'NumberOfMessagesSent',
      unit: 'per-second',
      queries: [query('NumberOfMessagesSent', 'Sum', queue)],
      combination: { kind: 'value', factor: 1 / period },
    },
    notPublished('errors', 'percent', 'SQS publishes no errors: what could not be worked off stays in the queue.'),
    {
      signal: 'saturation',
      figure: 'ApproximateNumberOfMessagesVisible, maximum',
      unit: 'count',
      queries: [query('ApproximateNumberOfMessagesVisible', 'Maximum', queue)],
      combination: { kind: 'value', factor: 1 },
    },
  ];
}

/** A distribution is at every edge and publishes in one region only. */
export function cloudfrontSignals(distributionId: string, period: Seconds): readonly SignalSpec[] {
  const query = queriesIn('AWS/CloudFront', period);
  const distribution = { DistributionId: distributionId, Region: 'Global' };
  return [
    {
      signal: 'latency',
      figure: 'OriginLatency p95 (an additional metric, to be switched on)',
      unit: 'milliseconds',
      queries: [query('OriginLatency', 'p95', distribution)],
      combination: { kind: 'value', factor: 1 },
    },
    {
      signal: 'traffic',
      figure: 'Requests',
      unit: 'per-second',
      queries: [query('Requests', 'Sum', distribution)],
      combination: { kind: 'value', factor: 1 / period },
    },
    {
      signal: 'errors',
      figure: '5xxErrorRate',
      unit: 'percent',
      queries: [query('5xxErrorRate', 'Average', distribution)],
      combination: { kind: 'value', factor: 1 },
    },
    notPublished('saturation', 'percent', 'CloudFront publishes no saturation: its edges are shared by all.'),
  ];
}
