import type { HealthCheck, HealthCheckConfig } from '@aws-sdk/client-route-53';
import type { FollowedAlarm, HealthCheckReading } from './readings';

export function toHealthCheck(wire: HealthCheck): HealthCheckReading | 'incomplete' {
  const config = wire.HealthCheckConfig;
  if (!wire.Id || config?.Type === undefined) return 'incomplete';
  return {
    id: wire.Id,
    type: config.Type,
    hostname: config.FullyQualifiedDomainName ?? 'none',
    path: config.ResourcePath ?? 'none',
    intervalSeconds: config.RequestInterval ?? 'none',
    failureThreshold: config.FailureThreshold ?? 'none',
    routingControlArn: config.RoutingControlArn ?? 'none',
    ...toFollows(config),
    childIds: config.ChildHealthChecks ?? [],
    measuresLatency: config.MeasureLatency === true,
    disabled: config.Disabled === true,
    inverted: config.Inverted === true,
  };
}

const withoutData: Readonly<Record<string, FollowedAlarm['withoutData']>> = {
  Healthy: 'healthy',
  Unhealthy: 'unhealthy',
  LastKnownStatus: 'last-known',
};

function toFollows({
  AlarmIdentifier,
  InsufficientDataHealthStatus,
}: HealthCheckConfig): Pick<HealthCheckReading, 'follows'> {
  if (!AlarmIdentifier?.Name || !AlarmIdentifier.Region) return {};
  const { Name: alarm, Region: region } = AlarmIdentifier;
  return { follows: { alarm, region, withoutData: withoutData[InsufficientDataHealthStatus ?? ''] ?? 'unknown' } };
}
