import { shortCode } from './aws-regions';
import type { FleetDeclaration, WorkloadDeclaration } from './fleet-declaration';
import { hexOf } from './seeded-random';
import type { RecordSet, SimulatedLoadBalancer } from './types';

/** A health check as configured; whether it is healthy is the world's to say. */
export interface HealthCheckDeclaration {
  readonly id: string;
  readonly type: 'HTTPS' | 'RECOVERY_CONTROL' | 'CLOUDWATCH_METRIC';
  readonly workload: string;
  readonly region: string;
  readonly hostname?: string;
  readonly path?: string;
  readonly intervalSeconds?: number;
  readonly failureThreshold?: number;
  readonly routingControlArn?: string;
  /** State of the routing control at birth. */
  readonly routingControlOn?: boolean;
  /** The alarm that a check of a metric follows, of its own account. */
  readonly alarm?: { readonly region: string; readonly name: string };
  /** What it is while the alarm has no data. */
  readonly insufficientData?: 'Healthy' | 'Unhealthy' | 'LastKnownStatus';
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

/** Id of the health check that follows the metric by which a workload's region is given up. */
export function metricCheckId(workload: string, region: string): string {
  return identify(`metric-check:${workload}:${region}`);
}

/** Name of the alarm on that metric; it stands in the region that takes over. */
export function givenUpAlarmName(workload: string, region: string): string {
  return `${workload}-${shortCode(region)}-given-up`;
}

/** Regional name of a workload, e.g. `use1.checkout.acme.example`: `X.W.acme.example` with X the short region code. */
export function regionalHostname(workload: string, region: string, zoneName: string): string {
  return `${shortCode(region)}.${workload}.${zoneName}`;
}

/** The name users of a workload type; undefined for a workload that serves nobody. */
export function entryHostname(workload: WorkloadDeclaration, zoneName: string): string | undefined {
  return workload.entry === undefined ? undefined : `${workload.entry.hostLabel}.${zoneName}`;
}

function buildEndpointChecks({ workloads, hostedZone }: FleetDeclaration): HealthCheckDeclaration[] {
  return workloads.flatMap((workload) =>
    workload.capacity.map(({ region }) => ({
      id: endpointCheckId(workload.id, region),
      type: 'HTTPS' as const,
      workload: workload.id,
      region,
      hostname: regionalHostname(workload.id, region, hostedZone.name),
      path: '/healthz',
      intervalSeconds: 10,
      failureThreshold: 3,
    })),
  );
}

function buildRoutingChecks({ workloads }: FleetDeclaration, accountId: string): HealthCheckDeclaration[] {
  const switched = workloads.filter((workload) => workload.entry?.routing.policy === 'routing-controls');
  return switched.flatMap((workload) =>
    workload.capacity.map(({ region }, index) => ({
      id: routingCheckId(workload.id, region),
      type: 'RECOVERY_CONTROL' as const,
      workload: workload.id,
      region,
      routingControlArn: `arn:aws:route53-recovery-control::${accountId}:controlpanel/${controlPanel}/routingcontrol/${workload.id}-${shortCode(region)}`,
      routingControlOn: index === 0,
    })),
  );
}

function buildMetricChecks({ workloads }: FleetDeclaration): HealthCheckDeclaration[] {
  return workloads.flatMap((workload): HealthCheckDeclaration[] => {
    const [first, second] = workload.capacity;
    if (workload.entry?.routing.policy !== 'metric-check' || first === undefined || second === undefined) return [];
    return [
      {
        id: metricCheckId(workload.id, first.region),
        type: 'CLOUDWATCH_METRIC',
        workload: workload.id,
        region: first.region,
        alarm: { region: second.region, name: givenUpAlarmName(workload.id, first.region) },
        insufficientData: 'LastKnownStatus',
      },
    ];
  });
}

/** The health checks of a fleet, all of which belong to the account of its hosted zone. */
export function buildHealthChecks(declaration: FleetDeclaration, accountId: string): HealthCheckDeclaration[] {
  return [
    ...buildEndpointChecks(declaration),
    ...buildRoutingChecks(declaration, accountId),
    ...buildMetricChecks(declaration),
  ];
}

type AliasTo = (workload: string, region: string) => RecordSet['alias'];

interface ZoneWriter {
  readonly zoneId: string;
  readonly zoneName: string;
  readonly aliasTo: AliasTo;
}

function buildRegionalRecords(
  workloads: readonly WorkloadDeclaration[],
  { zoneName, aliasTo }: ZoneWriter,
): RecordSet[] {
  return workloads.flatMap((workload) =>
    workload.capacity.flatMap(({ region }): RecordSet[] => {
      const name = regionalHostname(workload.id, region, zoneName);
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

function buildEntry(workload: WorkloadDeclaration, { zoneId, zoneName, aliasTo }: ZoneWriter): RecordSet[] {
  const name = entryHostname(workload, zoneName);
  const routing = workload.entry?.routing;
  if (name === undefined || routing === undefined) return [];
  switch (routing.policy) {
    case 'routing-controls':
      // The person's switch decides, never the endpoint's own health: moving the workload may lose writes.
      return failoverPair(workload, name, routingCheckId, aliasTo);
    case 'failover':
      return failoverPair(workload, name, endpointCheckId, aliasTo);
    case 'metric-check': {
      const [first] = workload.capacity;
      return failoverPair(
        workload,
        name,
        (id, region) => (region === first?.region ? metricCheckId : endpointCheckId)(id, region),
        aliasTo,
      );
    }
    case 'latency':
      return nearestRegion(workload, name, aliasTo);
    case 'weighted':
      return weightedRegions(workload, name, aliasTo);
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
        ...nearestRegion(workload, latencyName, aliasTo),
      ];
    }
  }
}

function failoverPair(
  workload: WorkloadDeclaration,
  name: string,
  checkId: (workload: string, region: string) => string,
  aliasTo: AliasTo,
): RecordSet[] {
  // A failover pair is two records: a workload with more regions has its other ones in reserve.
  return workload.capacity.slice(0, 2).map(({ region }, index) => ({
    name,
    type: 'A',
    setIdentifier: `${workload.id}-${shortCode(region)}`,
    failover: index === 0 ? 'PRIMARY' : 'SECONDARY',
    alias: aliasTo(workload.id, region),
    healthCheckId: checkId(workload.id, region),
  }));
}

function nearestRegion(workload: WorkloadDeclaration, name: string, aliasTo: AliasTo): RecordSet[] {
  return workload.capacity.map(({ region }) => ({
    name,
    type: 'A',
    setIdentifier: `${workload.id}-${shortCode(region)}`,
    latencyRegion: region,
    alias: aliasTo(workload.id, region),
    healthCheckId: endpointCheckId(workload.id, region),
  }));
}

/** Weights in proportion to what each region can serve. */
function weightedRegions(workload: WorkloadDeclaration, name: string, aliasTo: AliasTo): RecordSet[] {
  return workload.capacity.map(({ region, desired }) => ({
    name,
    type: 'A',
    setIdentifier: `${workload.id}-${shortCode(region)}`,
    weight: Math.min(255, desired * 10),
    alias: aliasTo(workload.id, region),
    healthCheckId: endpointCheckId(workload.id, region),
  }));
}

/** The records a new world is born with. */
export function buildRecords(
  { workloads, hostedZone }: Pick<FleetDeclaration, 'workloads' | 'hostedZone'>,
  loadBalancers: readonly SimulatedLoadBalancer[],
): readonly RecordSet[] {
  const targets = new Map(loadBalancers.map((each) => [`${each.workload}/${each.region}`, each]));
  const writer: ZoneWriter = {
    zoneId: hostedZone.id,
    zoneName: hostedZone.name,
    aliasTo(workload, region) {
      const target = targets.get(`${workload}/${region}`);
      if (target === undefined) throw new Error(`Workload ${workload} has no load balancer in ${region}.`);
      return { hostedZoneId: target.canonicalHostedZoneId, dnsName: target.dnsName, evaluateTargetHealth: false };
    },
  };
  return [...workloads.flatMap((workload) => buildEntry(workload, writer)), ...buildRegionalRecords(workloads, writer)];
}
