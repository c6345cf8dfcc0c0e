import type {
  GetHostedZoneRequest,
  GetHostedZoneResponse,
  ListHostedZonesRequest,
  ListHostedZonesResponse,
  ResourceRecordSet,
  HostedZone as WireHostedZone,
} from '@aws-sdk/client-route-53';
import type { Call } from '../../wire';
import type { HostedZone, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { stableHex } from '../stable-id';
import { toResourceRecordSet, withFinalDot } from './record-sets';
import { invalidInput, noSuchHostedZone, pageLimitOf } from './refuse';

const mostZones = 100;

/**
 * Route 53 ListHostedZones. The marker is the id of the first zone of the next page.
 * @throws AwsError InvalidInput for a marker that names no zone
 */
export function listHostedZones(
  input: Given<ListHostedZonesRequest>,
  world: World,
  call: Call,
): ListHostedZonesResponse {
  const zones = world.hostedZones(accountOf(call));
  const limit = pageLimitOf(input.MaxItems, mostZones);
  const marker = bareId(input.Marker ?? '');
  const from = marker === '' ? 0 : zones.findIndex((zone) => zone.id === marker);
  if (from === -1) throw invalidInput(`The marker ${input.Marker} names no hosted zone.`);
  const next = zones[from + limit];
  return {
    HostedZones: zones.slice(from, from + limit).map(toHostedZone),
    Marker: input.Marker ?? '',
    IsTruncated: next !== undefined,
    NextMarker: next?.id,
    MaxItems: limit,
  };
}

/** Route 53 GetHostedZone. @throws AwsError NoSuchHostedZone */
export function getHostedZone(input: Given<GetHostedZoneRequest>, world: World, call: Call): GetHostedZoneResponse {
  const zone = getZone(input.Id, world, call);
  return { HostedZone: toHostedZone(zone), DelegationSet: { NameServers: nameServersOf(zone) } };
}

/** The zone of the account with the id, bare or as `/hostedzone/Z…`. @throws AwsError NoSuchHostedZone */
export function getZone(id: string, world: World, call: Call): HostedZone {
  const zone = world.hostedZones(accountOf(call)).find((each) => each.id === bareId(id));
  if (zone === undefined) throw noSuchHostedZone(bareId(id));
  return zone;
}

/** Every record set of the zone as AWS lists it, the NS and SOA sets that every zone is born with included. */
export function listAllRecordSets(zone: HostedZone): ResourceRecordSet[] {
  const [primary = ''] = nameServersOf(zone);
  const Name = withFinalDot(zone.name);
  const soa = `${primary}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400`;
  return [
    { Name, Type: 'NS', TTL: 172_800, ResourceRecords: nameServersOf(zone).map((each) => ({ Value: `${each}.` })) },
    { Name, Type: 'SOA', TTL: 900, ResourceRecords: [{ Value: soa }] },
    ...zone.records.map(toResourceRecordSet),
  ];
}

export function nameServersOf(zone: HostedZone): string[] {
  return ['com', 'net', 'org', 'co.uk'].map((top, index) => {
    const number = (Number.parseInt(stableHex(zone.id + top, 4), 16) % 512) + index * 512;
    const group = String(Number.parseInt(stableHex(top + zone.id, 4), 16) % 64).padStart(2, '0');
    return `ns-${number}.awsdns-${group}.${top}`;
  });
}

function toHostedZone(zone: HostedZone): WireHostedZone {
  return {
    Id: `/hostedzone/${zone.id}`,
    Name: withFinalDot(zone.name),
    CallerReference: stableHex(zone.id, 32),
    Config: { PrivateZone: false },
    ResourceRecordSetCount: listAllRecordSets(zone).length,
  };
}

function bareId(id: string): string {
  return id.replace(/^\/?hostedzone\//, '');
}
