import type { Answer, CallScope, HealthCheckReading, RecordSetReading } from '@/lib/aws';
import type { RoutingEntity, RoutingRecord } from '@/lib/domain/entities';
import type { Fleet, RegionCode } from '@/lib/domain/fleet';
import { findRecordsChange } from '@/lib/domain/records-change';
import { neverAsked } from '../carry';
import type { AwsReader } from '../ports';
import {
  awsDeadlineMs,
  type CallCounters,
  type Merge,
  noMerge,
  type SourceKind,
  toOutcome,
  toSourceId,
} from '../source';
import { keepHealthChecks } from './health-check-list';
import { globalServicesRegion } from './places';

const call = 'route53:ListResourceRecordSets';

interface ZoneReading {
  readonly id: string;
  readonly records: readonly RecordSetReading[];
  readonly checks: readonly HealthCheckReading[];
}

/** By which records and routing controls Route 53 sends users where. Its API lives in one region. */
export const routingRecords: SourceKind = (fleet) =>
  // An account without workloads may keep the hosted zone for those that have some.
  fleet.accounts.map((account) => ({
    id: toSourceId(account.id, globalServicesRegion, 'route53'),
    accountId: account.id,
    region: globalServicesRegion,
    api: 'route53',
    call,
    rhythm: { periodSeconds: 300, phaseSeconds: 0 },
    deadlineMs: awsDeadlineMs,
    ask: async ({ ports, scope, counters, fleet }) =>
      toOutcome(
        await readZone(ports.aws, scope, fleet.hostedZoneName, counters),
        (zone) => (zone === 'absent' ? mergeAbsence(account.id) : mergeRouting(account.id, zone)),
        () => noMerge,
      ),
    // Records stay as they were last read: while their API is away nobody can have changed them through it.
    lose: () => noMerge,
  }));

function mergeAbsence(accountId: string): Merge {
  return ({ topology }) => topology.disclaimRecords(accountId);
}

async function readZone(
  aws: AwsReader,
  scope: CallScope,
  zoneName: string,
  counters: CallCounters,
): Promise<Answer<ZoneReading | 'absent'>> {
  const startedAt = performance.now();
  counters.countCall('route53:ListHostedZonesByName');
  const zone = await aws.hostedZone(scope, zoneName);
  if (zone.state !== 'answered') return zone;
  if (zone.value === 'absent') return { ...zone, value: 'absent' };
  const rest = { ...scope, deadlineMs: Math.max(1, scope.deadlineMs - (performance.now() - startedAt)) };
  counters.countCall(call);
  counters.countCall('route53:ListHealthChecks');
  const [records, checks] = await Promise.all([aws.recordSets(rest, zone.value.id), aws.healthChecks(rest)]);
  if (records.state !== 'answered') return records;
  if (checks.state !== 'answered') return checks;
  const notices = [...zone.notices, ...records.notices, ...checks.notices];
  return { state: 'answered', value: { id: zone.value.id, records: records.value, checks: checks.value }, notices };
}

function mergeRouting(accountId: string, zone: ZoneReading): Merge {
  return (context) => {
    const { fleet, topology, snapshot, receivedAt } = context;
    topology.setHealthChecks(accountId, zone.checks);
    for (const routing of snapshot.all('routing')) {
      const records = followAliases(zone.records, routing.hostname);
      if (records.length === 0 || !topology.claimRecords(routing, accountId)) continue;
      const read = records.map((record) => toRoutingRecord(fleet, record, zone.checks));
      const change = findRecordsChange(routing.records, read, receivedAt);
      snapshot.put({
        ...routing,
        ...(change === 'none' ? {} : { recordsChange: change }),
        policy: namePolicy(records),
        controls: findControls(fleet, records, zone.checks).map(({ region, healthCheckId }) => {
          const before = routing.controls.find((control) => control.healthCheckId === healthCheckId);
          return { region, healthCheckId, state: before?.state ?? neverAsked(receivedAt) };
        }),
        records: read,
        zone: { accountId, id: zone.id, readAt: receivedAt },
      });
    }
    keepHealthChecks(accountId, zone.checks, context);
  };
}

/** The records of a name and of the names of the same zone that they point to, in the order they are passed. */
export function followAliases(records: readonly RecordSetReading[], hostname: string): readonly RecordSetReading[] {
  const followed: RecordSetReading[] = [];
  const seen = new Set<string>();
  const names = [hostname.toLowerCase()];
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const named = records.filter((record) => record.name === name && ['A', 'AAAA', 'CNAME'].includes(record.type));
    followed.push(...named);
    names.push(...named.flatMap((record) => (record.alias === 'none' ? record.values : [record.alias.hostname])));
  }
  return followed;
}

/** How Route 53 chooses, in words and in order: `geolocation, then latency`. */
export function namePolicy(records: readonly RecordSetReading[]): string {
  const kinds = [...new Set(records.map((record) => record.policy.kind))];
  const chosen = kinds.filter((kind) => kind !== 'simple');
  return chosen.length === 0 ? 'simple' : chosen.join(', then ');
}

function findControls(
  fleet: Fleet,
  records: readonly RecordSetReading[],
  checks: readonly HealthCheckReading[],
): readonly Pick<RoutingEntity['controls'][number], 'region' | 'healthCheckId'>[] {
  return records.flatMap((record) => {
    const check = checks.find((candidate) => candidate.id === record.healthCheckId);
    const region = regionOf(fleet, record);
    if (check?.type !== 'RECOVERY_CONTROL' || region === 'none') return [];
    return [{ region, healthCheckId: check.id }];
  });
}

/** A record as the console keeps it: how it is chosen, where it leads and what decides whether it is answered. */
export function toRoutingRecord(
  fleet: Fleet,
  record: RecordSetReading,
  checks: readonly HealthCheckReading[],
): RoutingRecord {
  const { name, type, setIdentifier, ttlSeconds, alias, values, healthCheckId } = record;
  const check = checks.find(({ id }) => id === healthCheckId);
  return {
    name,
    type,
    setIdentifier,
    policy: describePolicy(record.policy),
    choice: record.policy,
    targets: alias === 'none' ? values : [alias.hostname],
    region: regionOf(fleet, record),
    ttlSeconds,
    healthCheck:
      healthCheckId === 'none'
        ? 'none'
        : {
            id: healthCheckId,
            by: decidesBy(fleet, check),
            ...(check?.follows !== undefined && !check.disabled && !check.inverted && { follows: check.follows }),
          },
    evaluatesTargetHealth: alias !== 'none' && alias.evaluatesTargetHealth,
  };
}

type HealthCheckOwner = Exclude<RoutingRecord['healthCheck'], 'none'>['by'];

/** Only a check of one of our regional endpoints says the same as that endpoint's own status record. */
function decidesBy(fleet: Fleet, check: HealthCheckReading | undefined): HealthCheckOwner {
  if (check === undefined) return 'other';
  if (check.type === 'RECOVERY_CONTROL') return 'routing-control';
  const endpoints = fleet.workloads.flatMap((workload) => workload.entryPoints.flatMap((entry) => entry.endpoints));
  const plain = !check.disabled && !check.inverted;
  return plain && endpoints.some(({ hostname }) => hostname === check.hostname) ? 'endpoint' : 'other';
}

/** How a record is chosen, in words: `failover, primary`; `geolocation, default`. */
export function describePolicy(policy: RecordSetReading['policy']): string {
  switch (policy.kind) {
    case 'failover':
      return `failover, ${policy.role}`;
    case 'latency':
      return `latency, ${policy.region}`;
    case 'weighted':
      return `weighted, ${policy.weight}`;
    case 'geolocation':
      return `geolocation, ${describePlace(policy)}`;
    default:
      return policy.kind;
  }
}

function describePlace(policy: Extract<RecordSetReading['policy'], { kind: 'geolocation' }>): string {
  const { continentCode, countryCode, subdivisionCode } = policy;
  if (countryCode === '*') return 'default';
  const parts = [
    continentCode === 'none' ? '' : `continent ${continentCode}`,
    countryCode === 'none' ? '' : `country ${countryCode}`,
    subdivisionCode === 'none' ? '' : `part ${subdivisionCode}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** The region a record leads to: load balancers carry it in their name, regional endpoints are declared. */
function regionOf(fleet: Fleet, { alias, values }: RecordSetReading): RegionCode | 'none' {
  const targets = alias === 'none' ? values : [alias.hostname];
  const endpoints = fleet.workloads.flatMap((workload) => workload.entryPoints.flatMap((entry) => entry.endpoints));
  for (const target of targets) {
    const labels = target.split('.');
    const byName = fleet.regions.find((region) => labels.includes(region.code));
    if (byName !== undefined) return byName.code;
    const declared = endpoints.find((endpoint) => endpoint.hostname === target);
    if (declared !== undefined) return declared.region;
  }
  return 'none';
}
