import {
  defaultAccountId,
  defaultWorkloads,
  hostedZoneName,
  shortCode,
  type WorkloadDeclaration,
} from './default-fleet';
import { findLoadBalancer } from './fleet-resources';
import { hexOf } from './seeded-random';
import type { RecordSet } from './types';

/** A health check as configured; whether it is healthy is the world's to say. */
export interface HealthCheckDeclaration {
  readonly id: string;
  readonly type: 'HTTPS' | 'RECOVERY_CONTROL';
  readonly workload: string;
  readonly region: string;
  readonly hostname?: string;
  readonly path?: string;
  readonly intervalSeconds?: number;
  readonly failureThreshold?: number;
  readonly routingControlArn?: string;
  /** State of the routing control at birth. */
  readonly routingControlOn?: boolean;
}

export const loadBalancerTtlSeconds = 60;
const controlPanel = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';

function identify(text: string): string {
  return hexOf(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Id of the endpoint health check of a workload in a region. */
export function endpointCheckId(workload: string, region: string): string {
  return identify(`endpoint-check:${workload}:${region}`);
}

/** Id of the health check that follows a workload's routing control of a region. */
export function routingCheckId(workload: string, region: string): string {
  return identify(`routing-check:${workload}:${region}`);
}

/** Regional name of a workload, e.g. `use1.checkout.acme.example`: `X.W.acme.example` with X the short region code. */
export function regionalHostname(workload: string, region: string): string {
  return `${shortCode(region)}.${workload}.${hostedZoneName}`;
}

/** The name users of a workload type; undefined for a workload that serves nobody. */
export function entryHostname(workload: WorkloadDeclaration): string | undefined {
  return workload.entry === undefined ? undefined : `${workload.entry.hostLabel}.${hostedZoneName}`;
}

function aliasTo(workload: string, region: string): RecordSet['alias'] {
  const target = findLoadBalancer(workload, region);
  return { hostedZoneId: target.canonicalHostedZoneId, dnsName: target.dnsName, evaluateTargetHealth: false };
}

function buildEndpointChecks(): HealthCheckDeclaration[] {
  return defaultWorkloads.flatMap((workload) =>
    workload.capacity.map(({ region }) => ({
      id: endpointCheckId(workload.id, region),
      type: 'HTTPS' as const,
      workload: workload.id,
      region,
      hostname: regionalHostname(workload.id, region),
      path: '/healthz',
      intervalSeconds: 10,
      failureThreshold: 3,
    })),
  );
}

function buildRoutingChecks(): HealthCheckDeclaration[] {
  const switched = defaultWorkloads.filter((workload) => workload.entry?.routing.policy === 'routing-controls');
  return switched.flatMap((workload) =>
    workload.capacity.map(({ region }, index) => ({
      id: routingCheckId(workload.id, region),
      type: 'RECOVERY_CONTROL' as const,
      workload: workload.id,
      region,
      routingControlArn: `arn:aws:route53-recovery-control::${defaultAccountId}:controlpanel/${controlPanel}/routingcontrol/${workload.id}-${shortCode(region)}`,
      routingControlOn: index === 0,
    })),
  );
}

export const fleetHealthChecks: readonly HealthCheckDeclaration[] = [...buildEndpointChecks(), ...buildRoutingChecks()];

function buildRegionalRecords(): RecordSet[] {
  return defaultWorkloads.flatMap((workload) =>
    workload.capacity.flatMap(({ region }): RecordSet[] => {
      const name = regionalHostname(workload.id, region);
      const status = { name: `status.${name}`, type: 'TXT' as const, ttlSeconds: 10 };
      return [
        { name, type: 'A', alias: aliasTo(workload.id, region) },
        {
          ...status,
          setIdentifier: 'primary',
          failover: 'PRIMARY',
          values: ['"healthy"'],
          healthCheckId: endpointCheckId(workload.id, region),
        },
        { ...status, setIdentifier: 'secondary', failover: 'SECONDARY', values: ['"unhealthy"'] },
      ];
    }),
  );
}

function buildEntry(workload: WorkloadDeclaration, zoneId: string): RecordSet[] {
  const name = entryHostname(workload);
  const routing = workload.entry?.routing;
  if (name === undefined || routing === undefined) return [];
  switch (routing.policy) {
    case 'routing-controls':
      // The person's switch decides, never the endpoint's own health: moving the workload may lose writes.
      return failoverPair(workload, name, routingCheckId);
    case 'failover':
      return failoverPair(workload, name, endpointCheckId);
    case 'latency':
      return nearestRegion(workload, name);
    case 'geolocation': {
      const latencyName = `latency.${name}`;
      return [
        ...routing.continents.map(
          ({ code, name: setIdentifier, region }): RecordSet => ({
            name,
            type: 'A',
            setIdentifier,
            geo: { continentCode: code },
            alias: aliasTo(workload.id, region),
            healthCheckId: endpointCheckId(workload.id, region),
          }),
        ),
        {
          name,
          type: 'A',
          setIdentifier: 'everywhere-else',
          geo: { countryCode: '*' },
          alias: { hostedZoneId: zoneId, dnsName: latencyName, evaluateTargetHealth: true },
        },
        ...nearestRegion(workload, latencyName),
      ];
    }
  }
}

function failoverPair(
  workload: WorkloadDeclaration,
  name: string,
  checkId: (workload: string, region: string) => string,
): RecordSet[] {
  return workload.capacity.map(({ region }, index) => ({
    name,
    type: 'A',
    setIdentifier: `${workload.id}-${shortCode(region)}`,
    failover: index === 0 ? 'PRIMARY' : 'SECONDARY',
    alias: aliasTo(workload.id, region),
    healthCheckId: checkId(workload.id, region),
  }));
}

function nearestRegion(workload: WorkloadDeclaration, name: string): RecordSet[] {
  return workload.capacity.map(({ region }) => ({
    name,
    type: 'A',
    setIdentifier: `${workload.id}-${shortCode(region)}`,
    latencyRegion: region,
    alias: aliasTo(workload.id, region),
    healthCheckId: endpointCheckId(workload.id, region),
  }));
}

/** The records a new world is born with. */
export function buildDefaultRecords(zoneId: string): readonly RecordSet[] {
  return [...defaultWorkloads.flatMap((workload) => buildEntry(workload, zoneId)), ...buildRegionalRecords()];
}
