import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { RecordSet, RecordType } from '../../world/types';
import { invalidInput } from './refuse';

const simulatedTypes: readonly string[] = ['A', 'TXT', 'CNAME'] satisfies RecordType[];

/** A name as Route 53 returns it: lower case, with the final dot, `*` written as `\052`. */
export function withFinalDot(name: string): string {
  const lower = name.toLowerCase().replaceAll('*', '\\052');
  return lower.endsWith('.') ? lower : `${lower}.`;
}

/** A name as the world keeps it: lower case, without the final dot. */
export function withoutFinalDot(name: string): string {
  return name.toLowerCase().replaceAll('\\052', '*').replace(/\.$/, '');
}

/** A record set of the world in the form of the API. */
export function toResourceRecordSet(record: RecordSet): ResourceRecordSet {
  return {
    Name: withFinalDot(record.name),
    Type: record.type,
    SetIdentifier: record.setIdentifier,
    Weight: record.weight,
    Region: record.latencyRegion as ResourceRecordSet['Region'],
    GeoLocation: record.geo && { ContinentCode: record.geo.continentCode, CountryCode: record.geo.countryCode },
    Failover: record.failover,
    TTL: record.alias ? undefined : record.ttlSeconds,
    ResourceRecords: record.values?.map((Value) => ({ Value })),
    AliasTarget: record.alias && {
      HostedZoneId: record.alias.hostedZoneId,
      DNSName: withFinalDot(record.alias.dnsName),
      EvaluateTargetHealth: record.alias.evaluateTargetHealth,
    },
    HealthCheckId: record.healthCheckId,
  };
}

/**
 * A record set of the API in the world's form.
 * @throws AwsError InvalidInput for record types and routing policies that are not simulated
 */
export function toRecordSet(set: ResourceRecordSet): RecordSet {
  const { Name = '', Type = '' as RecordType } = set;
  if (!simulatedTypes.includes(Type)) {
    throw invalidInput(
      `Record type ${Type} is not supported by this simulator; it knows ${simulatedTypes.join(', ')}.`,
    );
  }
  if (set.MultiValueAnswer || set.CidrRoutingConfig || set.GeoProximityLocation || set.TrafficPolicyInstanceId) {
    throw invalidInput(
      `The record set ${Name} uses a routing policy that is not supported by this simulator; it knows simple, weighted, failover, latency and geolocation.`,
    );
  }
  return compact({
    name: withoutFinalDot(Name),
    type: Type as RecordType,
    setIdentifier: set.SetIdentifier,
    ttlSeconds: set.TTL,
    values: set.ResourceRecords?.map(({ Value = '' }) => Value),
    alias: set.AliasTarget && {
      hostedZoneId: set.AliasTarget.HostedZoneId ?? '',
      dnsName: withoutFinalDot(set.AliasTarget.DNSName ?? ''),
      evaluateTargetHealth: set.AliasTarget.EvaluateTargetHealth ?? false,
    },
    failover: set.Failover,
    latencyRegion: set.Region,
    geo:
      set.GeoLocation &&
      compact({ continentCode: set.GeoLocation.ContinentCode, countryCode: set.GeoLocation.CountryCode }),
    weight: set.Weight,
    healthCheckId: set.HealthCheckId,
  });
}

/** Without the members that are undefined, so that two equal records compare equal. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
