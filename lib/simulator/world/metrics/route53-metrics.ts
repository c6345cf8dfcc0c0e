import type { WorkloadDeclaration } from '../fleet-declaration';
import type { HealthCheckDeclaration } from '../fleet-zone';
import { roundTripMs } from '../geography';
import { checkers } from '../health-checkers';
import type { MinuteView } from '../minute-facts';
import type { FleetResources } from '../simulated-fleet';
import { answerMs } from './answer-time';
import type { Digest } from './digest';
import type { MetricDefinition } from './metric-definition';

const checkerRegions = [...new Set(checkers.map(({ region }) => region))];
/** Two checkers stand in each region, and each asks six times a minute. */
const asksPerMinute = 12;

/** `AWS/Route53`: published in us-east-1 whatever region an endpoint lives in. */
export function route53Metrics({
  healthChecks,
  workloads,
}: Pick<FleetResources, 'healthChecks' | 'workloads'>): MetricDefinition[] {
  return healthChecks.flatMap((check) => {
    const workload = workloads.find(({ id }) => id === check.workload);
    return [...statusMetrics(check), ...(workload === undefined ? [] : latencyMetrics(check, workload))];
  });
}

function identify(check: HealthCheckDeclaration, name: string, region?: string) {
  const dimensions: Record<string, string> = { HealthCheckId: check.id };
  if (region !== undefined) dimensions.Region = region;
  return { identity: { namespace: 'AWS/Route53', name, dimensions }, region: 'us-east-1', latestDelaySeconds: 90 };
}

function statusMetrics(check: HealthCheckDeclaration): MetricDefinition[] {
  return [
    {
      ...identify(check, 'HealthCheckStatus'),
      digest: (view) => {
        const health = view.health(check.id);
        if (health === undefined) return undefined;
        const max = health.minStatus === 1 || health.sum > health.min * health.samples ? 1 : 0;
        return { sum: (health.minStatus + max) / 2, count: 1, min: health.minStatus, max };
      },
    },
    {
      ...identify(check, 'HealthCheckPercentageHealthy'),
      digest: (view) => {
        const health = view.health(check.id);
        if (health === undefined) return undefined;
        const mean = (100 * health.sum) / health.samples;
        return { sum: mean, count: 1, min: 100 * health.min, max: Math.max(mean, 100 * health.min) };
      },
    },
  ];
}

/**
 * What its checkers measure of an endpoint, in milliseconds: each name once for all of them and once for those of each of
 * their regions. Who gets no answer measures nothing.
 */
function latencyMetrics(check: HealthCheckDeclaration, workload: WorkloadDeclaration): MetricDefinition[] {
  if (check.type !== 'HTTPS') return [];
  const measures: readonly [string, (view: MinuteView, travelMs: number) => number][] = [
    ['ConnectionTime', (_, travelMs) => travelMs],
    ['SSLHandshakeTime', (_, travelMs) => travelMs * 1.1 + 4],
    ['TimeToFirstByte', (view, travelMs) => travelMs + answerMs(view, workload, check.region)],
  ];
  return measures.flatMap(([name, measure]) => {
    const one = (view: MinuteView, from: string) => measure(view, roundTripMs(from, check.region));
    return [
      {
        ...identify(check, name),
        digest: (view, noise) => {
          const mean = checkerRegions.reduce((sum, from) => sum + one(view, from), 0) / checkerRegions.length;
          return answered(view, check, mean, checkerRegions.length * asksPerMinute, noise(1));
        },
      },
      ...checkerRegions.map(
        (from): MetricDefinition => ({
          ...identify(check, name, from),
          digest: (view, noise) => answered(view, check, one(view, from), asksPerMinute, noise(1)),
        }),
      ),
    ] satisfies MetricDefinition[];
  });
}

function answered(
  view: MinuteView,
  check: HealthCheckDeclaration,
  meanMs: number,
  asked: number,
  noise: number,
): Digest | undefined {
  const health = view.health(check.id);
  if (health === undefined || health.sum <= 0 || view.lost(check.region)) return undefined;
  const count = Math.max(1, Math.round((asked * health.sum) / health.samples));
  const mean = meanMs * (0.97 + 0.08 * noise);
  return { sum: mean * count, count, min: mean * 0.95, max: mean * (1.1 + 0.4 * noise) };
}
