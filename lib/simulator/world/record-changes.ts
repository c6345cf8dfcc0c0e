import { canonicalName } from './dns';
import type { SimulatedFleet } from './simulated-fleet';
import type { RecordChange, RecordSet } from './types';

/** A refusal in Route 53's terms; `messages` has one sentence per refused change. */
export class RecordChangeError extends Error {
  constructor(
    readonly code: 'InvalidChangeBatch' | 'NoSuchHostedZone' | 'NoSuchHealthCheck',
    readonly messages: readonly string[],
  ) {
    super(messages.join(' '));
    this.name = code;
  }
}

const mostChanges = 1000;

/**
 * The records after an atomic batch, ordered as Route 53 lists them. Throws {@link RecordChangeError} and changes
 * nothing when any change is refused.
 */
export function applyRecordChanges(
  fleet: SimulatedFleet,
  records: readonly RecordSet[],
  changes: readonly RecordChange[],
): readonly RecordSet[] {
  if (changes.length === 0) throw new RecordChangeError('InvalidChangeBatch', ['The batch contains no change.']);
  if (changes.length > mostChanges) {
    throw new RecordChangeError('InvalidChangeBatch', [`The batch contains more than ${mostChanges} changes.`]);
  }
  const after = new Map(records.map((record) => [identityOf(record), record]));
  const refusals: string[] = [];
  for (const { action, record } of changes) {
    const refusal = refuseRecord(fleet, record) ?? refuseAction(action, record, after);
    if (refusal !== undefined) refusals.push(refusal);
    else if (action === 'DELETE') after.delete(identityOf(record));
    else after.set(identityOf(record), tidy(record));
  }
  if (refusals.length === 0) refusals.push(...refuseTogether(fleet, [...after.values()], changes));
  if (refusals.length > 0) throw new RecordChangeError('InvalidChangeBatch', refusals);
  return orderRecords([...after.values()]);
}

/** Records as Route 53 keeps and lists them. */
export function orderRecords(records: readonly RecordSet[]): readonly RecordSet[] {
  return records
    .map((record) => [keyOf(tidy(record)), tidy(record)] as const)
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([, record]) => record);
}

/** Throws `NoSuchHealthCheck` when a change names a health check that does not exist. */
export function requireHealthChecks({ healthCheckIds }: SimulatedFleet, changes: readonly RecordChange[]): void {
  for (const { record } of changes) {
    if (record.healthCheckId === undefined) continue;
    if (!healthCheckIds.has(record.healthCheckId)) {
      throw new RecordChangeError('NoSuchHealthCheck', [`No health check exists with id ${record.healthCheckId}.`]);
    }
  }
}

function identityOf(record: RecordSet): string {
  return `${canonicalName(record.name)}|${record.type}|${record.setIdentifier ?? ''}`;
}

function tidy(record: RecordSet): RecordSet {
  return { ...record, name: canonicalName(record.name) };
}

function label(record: RecordSet): string {
  const set = record.setIdentifier === undefined ? '' : `, SetIdentifier "${record.setIdentifier}"`;
  return `[name='${canonicalName(record.name)}.', type='${record.type}'${set}]`;
}

function policyOf(record: RecordSet): string {
  const policies = [
    record.failover !== undefined ? 'failover' : undefined,
    record.latencyRegion !== undefined ? 'latency' : undefined,
    record.geo !== undefined ? 'geolocation' : undefined,
    record.weight !== undefined ? 'weighted' : undefined,
  ].filter((policy) => policy !== undefined);
  return policies.length === 0 ? 'simple' : policies.join('+');
}

function refuseAction(action: string, record: RecordSet, after: ReadonlyMap<string, RecordSet>): string | undefined {
  const existing = after.get(identityOf(record));
  if (action === 'CREATE' && existing !== undefined) {
    return `Tried to create resource record set ${label(record)} but it already exists`;
  }
  if (action !== 'DELETE') return undefined;
  if (existing === undefined) return `Tried to delete resource record set ${label(record)} but it was not found`;
  if (fingerprint(existing) !== fingerprint(tidy(record))) {
    return `Tried to delete resource record set ${label(record)} but the values provided do not match the current values`;
  }
  return undefined;
}

function refuseRecord(fleet: SimulatedFleet, record: RecordSet): string | undefined {
  const zoneName = fleet.hostedZone.name;
  const name = canonicalName(record.name);
  if (name !== zoneName && !name.endsWith(`.${zoneName}`)) {
    return `RRSet with DNS name ${name}. is not permitted in zone ${zoneName}.`;
  }
  const policy = policyOf(record);
  if (policy.includes('+')) return `Only one routing policy is allowed for ${label(record)}`;
  if (policy !== 'simple' && record.setIdentifier === undefined) return `Missing SetIdentifier for ${label(record)}`;
  if (policy === 'simple' && record.setIdentifier !== undefined) {
    return `SetIdentifier without a routing policy for ${label(record)}`;
  }
  if (record.alias !== undefined) return refuseAlias(fleet, record);
  if (record.ttlSeconds === undefined) return `Missing TTL for ${label(record)}`;
  if (!Number.isInteger(record.ttlSeconds) || record.ttlSeconds < 0 || record.ttlSeconds > 2147483647) {
    return `Invalid TTL for ${label(record)}`;
  }
  if (record.values === undefined || record.values.length === 0) return `Missing ResourceRecords for ${label(record)}`;
  const bad = record.values.find((value) => !valueIsValid(record.type, value));
  return bad === undefined ? undefined : `Invalid Resource Record: '${bad}' in ${label(record)}`;
}

function refuseAlias({ hostedZone, loadBalancerByDnsName }: SimulatedFleet, record: RecordSet): string | undefined {
  if (record.ttlSeconds !== undefined || (record.values?.length ?? 0) > 0) {
    return `An alias has neither TTL nor ResourceRecords: ${label(record)}`;
  }
  const target = canonicalName(record.alias?.dnsName ?? '');
  const known = target.endsWith(`.${hostedZone.name}`) || loadBalancerByDnsName.has(target);
  return known
    ? undefined
    : `Tried to create an alias that targets ${target}., but the alias target name does not exist`;
}

function refuseTogether(
  { loadBalancerByDnsName }: SimulatedFleet,
  records: readonly RecordSet[],
  changes: readonly RecordChange[],
): string[] {
  const touched = new Set(changes.map(({ record }) => canonicalName(record.name)));
  return [...touched].flatMap((name) => {
    const named = records.filter((record) => record.name === name);
    if (named.some((record) => record.type === 'CNAME') && named.some((record) => record.type !== 'CNAME')) {
      return [`RRSet of type CNAME with DNS name ${name}. is not permitted as other records exist with the same name`];
    }
    const missing = named.find((record) => {
      const target = record.alias === undefined ? undefined : canonicalName(record.alias.dnsName);
      return (
        target !== undefined &&
        !loadBalancerByDnsName.has(target) &&
        !records.some((each) => each.name === target && each.type === record.type)
      );
    });
    if (missing !== undefined) {
      return [
        `Tried to create an alias that targets ${missing.alias?.dnsName}, type ${missing.type} but the alias target name does not exist`,
      ];
    }
    return refuseMixedPolicies(named);
  });
}

function refuseMixedPolicies(named: readonly RecordSet[]): string[] {
  for (const type of new Set(named.map((record) => record.type))) {
    const policies = new Set(named.filter((record) => record.type === type).map(policyOf));
    if (policies.size > 1) {
      return [
        `RRSet with DNS name ${named[0]?.name}., type ${type} mixes routing policies: ${[...policies].join(', ')}`,
      ];
    }
    const roles = named.filter((record) => record.type === type).flatMap((record) => record.failover ?? []);
    if (new Set(roles).size !== roles.length) {
      return [`Failover record sets of ${named[0]?.name}. must have different failover values`];
    }
  }
  return [];
}

function valueIsValid(type: string, value: string): boolean {
  if (type === 'A') {
    const parts = value.split('.');
    return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  }
  if (type === 'TXT') return /^"[^"\n]{0,255}"$/.test(value);
  return value.length > 0 && value.length <= 255 && /^[\w.*-]+$/.test(value);
}

function fingerprint(record: RecordSet): string {
  const sorted = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, each]) => each !== undefined)
            .sort(([left], [right]) => (left < right ? -1 : 1))
            .map(([key, each]) => [key, sorted(each)]),
        )
      : value;
  const alias =
    record.alias === undefined ? undefined : { ...record.alias, dnsName: canonicalName(record.alias.dnsName) };
  return JSON.stringify(sorted({ ...record, alias }));
}

/** Route 53 lists by the labels from the right, then type, then set identifier. */
function keyOf(record: RecordSet): string {
  return [record.name.split('.').reverse().join('.'), record.type, record.setIdentifier ?? ''].join('\u0000');
}
