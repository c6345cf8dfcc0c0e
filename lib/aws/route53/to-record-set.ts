import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { Notice } from '../notices';
import type { RecordSetReading, RoutingPolicy } from './readings';
import { toHostname } from './to-hostname';

export function toRecordSet(wire: ResourceRecordSet, notice: Notice): RecordSetReading | 'incomplete' {
  if (!wire.Name || !wire.Type) return 'incomplete';
  return {
    name: toHostname(wire.Name),
    type: wire.Type,
    setIdentifier: wire.SetIdentifier ?? 'none',
    policy: toPolicy(wire, notice),
    ttlSeconds: wire.TTL === undefined ? 'from-target' : wire.TTL,
    values: (wire.ResourceRecords ?? []).flatMap(({ Value }) => (Value === undefined ? [] : [toValue(wire, Value)])),
    alias: toAlias(wire),
    healthCheckId: wire.HealthCheckId ?? 'none',
  };
}

function toPolicy(wire: ResourceRecordSet, notice: Notice): RoutingPolicy {
  if (wire.Failover !== undefined) {
    return { kind: 'failover', role: wire.Failover === 'PRIMARY' ? 'primary' : 'secondary' };
  }
  if (wire.Region !== undefined) return { kind: 'latency', region: wire.Region };
  if (wire.Weight !== undefined) return { kind: 'weighted', weight: wire.Weight };
  if (wire.GeoLocation !== undefined) {
    return {
      kind: 'geolocation',
      continentCode: wire.GeoLocation.ContinentCode ?? 'none',
      countryCode: wire.GeoLocation.CountryCode ?? 'none',
      subdivisionCode: wire.GeoLocation.SubdivisionCode ?? 'none',
    };
  }
  if (wire.GeoProximityLocation !== undefined) return { kind: 'geoproximity' };
  if (wire.MultiValueAnswer === true) return { kind: 'multivalue' };
  if (wire.CidrRoutingConfig !== undefined) return { kind: 'cidr' };
  if (wire.SetIdentifier !== undefined) {
    notice(`The record ${wire.Name} has a routing policy this console does not know; it is shown as simple.`);
  }
  return { kind: 'simple' };
}

function toAlias({ AliasTarget }: ResourceRecordSet): RecordSetReading['alias'] {
  if (AliasTarget?.DNSName === undefined) return 'none';
  return {
    hostedZoneId: AliasTarget.HostedZoneId ?? '',
    hostname: toHostname(AliasTarget.DNSName),
    evaluatesTargetHealth: AliasTarget.EvaluateTargetHealth === true,
  };
}

/** TXT values are quoted strings, possibly several that belong together. */
function toValue(wire: ResourceRecordSet, value: string): string {
  if (wire.Type !== 'TXT') return value;
  const parts = [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => part ?? '');
  return parts.length === 0 ? value : parts.join('').replace(/\\(["\\])/g, '$1');
}
