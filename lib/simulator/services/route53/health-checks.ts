import type {
  CloudWatchRegion,
  GetHealthCheckRequest,
  GetHealthCheckResponse,
  GetHealthCheckStatusRequest,
  GetHealthCheckStatusResponse,
  HealthCheck,
  HealthCheckConfig,
  HealthCheckRegion,
  ListHealthChecksRequest,
  ListHealthChecksResponse,
} from '@aws-sdk/client-route-53';
import type { Call } from '../../wire';
import type { SimulatedHealthCheck, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { invalidInput, noSuchHealthCheck, pageLimitOf } from './refuse';

const mostHealthChecks = 1000;
const defaultPageSize = 100;

/**
 * Route 53 ListHealthChecks. The marker is the id of the first health check of the next page.
 * @throws AwsError InvalidInput for a marker that names no health check
 */
export function listHealthChecks(
  input: Given<ListHealthChecksRequest>,
  world: World,
  call: Call,
): ListHealthChecksResponse {
  const checks = world.healthChecks(accountOf(call));
  const limit = pageLimitOf(input.MaxItems ?? defaultPageSize, mostHealthChecks);
  const from = input.Marker ? checks.findIndex((check) => check.id === input.Marker) : 0;
  if (from === -1) throw invalidInput(`The marker ${input.Marker} names no health check.`);
  const next = checks[from + limit];
  return {
    HealthChecks: checks.slice(from, from + limit).map(toHealthCheck),
    Marker: input.Marker ?? '',
    IsTruncated: next !== undefined,
    NextMarker: next?.id,
    MaxItems: limit,
  };
}

/** Route 53 GetHealthCheck. @throws AwsError NoSuchHealthCheck */
export function getHealthCheck(input: Given<GetHealthCheckRequest>, world: World, call: Call): GetHealthCheckResponse {
  return { HealthCheck: toHealthCheck(findCheck(input.HealthCheckId, world, call)) };
}

/** Route 53 GetHealthCheckStatus: what each checker saw last. @throws AwsError NoSuchHealthCheck */
export function getHealthCheckStatus(
  input: Given<GetHealthCheckStatusRequest>,
  world: World,
  call: Call,
): GetHealthCheckStatusResponse {
  const check = findCheck(input.HealthCheckId, world, call);
  return {
    HealthCheckObservations: check.observations.map((each) => ({
      Region: each.region as HealthCheckRegion,
      IPAddress: each.ipAddress,
      StatusReport: { Status: each.status, CheckedTime: new Date(each.checkedAt) },
    })),
  };
}

function findCheck(id: string, world: World, call: Call): SimulatedHealthCheck {
  const check = world.healthChecks(accountOf(call)).find((each) => each.id === id);
  if (check === undefined) throw noSuchHealthCheck(id);
  return check;
}

function toHealthCheck(check: SimulatedHealthCheck): HealthCheck {
  return {
    Id: check.id,
    CallerReference: `simulated-${check.id}`,
    HealthCheckConfig: configOf(check),
    HealthCheckVersion: 1,
  };
}

function configOf(check: SimulatedHealthCheck): HealthCheckConfig {
  switch (check.type) {
    case 'HTTPS':
      return endpointConfig(check);
    case 'RECOVERY_CONTROL':
      return routingControlConfig(check);
    case 'CLOUDWATCH_METRIC':
      return metricConfig(check);
  }
}

function metricConfig({ alarm, insufficientData }: SimulatedHealthCheck): HealthCheckConfig {
  return {
    Type: 'CLOUDWATCH_METRIC',
    Inverted: false,
    Disabled: false,
    AlarmIdentifier: { Region: alarm?.region as CloudWatchRegion, Name: alarm?.name },
    InsufficientDataHealthStatus: insufficientData,
  };
}

function routingControlConfig(check: SimulatedHealthCheck): HealthCheckConfig {
  return { Type: 'RECOVERY_CONTROL', Inverted: false, Disabled: false, RoutingControlArn: check.routingControlArn };
}

function endpointConfig(check: SimulatedHealthCheck): HealthCheckConfig {
  return {
    Type: 'HTTPS',
    Port: 443,
    FullyQualifiedDomainName: check.hostname,
    ResourcePath: check.path,
    RequestInterval: check.intervalSeconds,
    FailureThreshold: check.failureThreshold,
    MeasureLatency: true,
    Inverted: false,
    Disabled: false,
    EnableSNI: true,
    Regions: [...new Set(check.observations.map((each) => each.region as HealthCheckRegion))],
  };
}
