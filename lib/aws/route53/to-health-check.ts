import type { HealthCheck } from '@aws-sdk/client-route-53';
import type { HealthCheckReading } from './readings';

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
    childIds: config.ChildHealthChecks ?? [],
    measuresLatency: config.MeasureLatency === true,
    disabled: config.Disabled === true,
    inverted: config.Inverted === true,
  };
}
