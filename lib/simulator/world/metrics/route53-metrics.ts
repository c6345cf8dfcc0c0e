import type { FleetResources } from '../simulated-fleet';
import type { MetricDefinition } from './metric-definition';

/** `AWS/Route53`: published in us-east-1 whatever region an endpoint lives in. */
export function route53Metrics({ healthChecks }: Pick<FleetResources, 'healthChecks'>): MetricDefinition[] {
  return healthChecks.flatMap((check) => {
    const identify = (name: string) => ({
      identity: { namespace: 'AWS/Route53', name, dimensions: { HealthCheckId: check.id } },
      region: 'us-east-1',
      latestDelaySeconds: 90,
    });
    return [
      {
        ...identify('HealthCheckStatus'),
        digest: (view) => {
          const health = view.health(check.id);
          if (health === undefined) return undefined;
          const max = health.minStatus === 1 || health.sum > health.min * health.samples ? 1 : 0;
          return { sum: (health.minStatus + max) / 2, count: 1, min: health.minStatus, max };
        },
      },
      {
        ...identify('HealthCheckPercentageHealthy'),
        digest: (view) => {
          const health = view.health(check.id);
          if (health === undefined) return undefined;
          const mean = (100 * health.sum) / health.samples;
          return { sum: mean, count: 1, min: 100 * health.min, max: Math.max(mean, 100 * health.min) };
        },
      },
    ] satisfies MetricDefinition[];
  });
}
