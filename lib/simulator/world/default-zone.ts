import { checkout, defaultWorkloads, hostedZoneName, shortCode, storefront } from './default-fleet';
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

/** The name users of a workload type. */
export function entryHostname(workload: { readonly hostLabel: string }): string {
  return `${workload.hostLabel}.${hostedZoneName}`;
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
  return checkout.capacity.map(({ region }, index) => ({
    id: routingCheckId(checkout.id, region),
    type: 'RECOVERY_CONTROL' as const,
    workload: checkout.id,
    region,
    routingControlArn: `arn:aws:route53-recovery-control::111122223333:controlpanel/${controlPanel}/routingcontrol/checkout-${shortCode(region)}`,
    routingControlOn: index === 0,
  }));
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

function buildCheckoutEntry(): RecordSet[] {
  return checkout.capacity.map(({ region }, index) => ({
    name: entryHostname(checkout),
    type: 'A',
    setIdentifier: `checkout-${shortCode(region)}`,
    failover: index === 0 ? 'PRIMARY' : 'SECONDARY',
    alias: aliasTo(checkout.id, region),
    // The person's switch decides, never the endpoint's own health: moving checkout may lose orders.
    healthCheckId: routingCheckId(checkout.id, region),
  }));
}

function buildStorefrontEntry(zoneId: string): RecordSet[] {
  const name = entryHostname(storefront);
  const latencyName = `latency.${name}`;
  return [
    {
      name,
      type: 'A',
      setIdentifier: 'europe',
      geo: { continentCode: 'EU' },
      alias: aliasTo(storefront.id, 'eu-central-1'),
      healthCheckId: endpointCheckId(storefront.id, 'eu-central-1'),
    },
    {
      name,
      type: 'A',
      setIdentifier: 'everywhere-else',
      geo: { countryCode: '*' },
      alias: { hostedZoneId: zoneId, dnsName: latencyName, evaluateTargetHealth: true },
    },
    ...storefront.capacity.map(
      ({ region }): RecordSet => ({
        name: latencyName,
        type: 'A',
        setIdentifier: `storefront-${shortCode(region)}`,
        latencyRegion: region,
        alias: aliasTo(storefront.id, region),
        healthCheckId: endpointCheckId(storefront.id, region),
      }),
    ),
  ];
}

/** The records a new world is born with. */
export function buildDefaultRecords(zoneId: string): readonly RecordSet[] {
  return [...buildCheckoutEntry(), ...buildStorefrontEntry(zoneId), ...buildRegionalRecords()];
}
