import { type HostedZone, ListHostedZonesCommand } from '@aws-sdk/client-route-53';
import { type Asking, ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { pageThrough, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import type { HostedZoneReading } from './readings';
import { toHostname } from './to-hostname';

const call: AwsCall<'route53'> = {
  service: 'route53',
  action: 'route53:ListHostedZones',
  shows: 'Routing policies and records',
};

/**
 * Finds the hosted zone of a name, the public one where a private one shares it; `absent` when the account has none.
 * The API lives in us-east-1 whatever region the scope names.
 */
export function fetchHostedZone(
  edge: AwsEdge,
  scope: CallScope,
  zoneName: string,
): Promise<Answer<HostedZoneReading | 'absent'>> {
  return ask<'route53', HostedZoneReading | 'absent'>(edge, scope, call, async (asking) => {
    const zones = (await readZones(asking)).filter((zone) => zone.name === toHostname(zoneName));
    const value = zones.find((zone) => !zone.isPrivate) ?? zones[0] ?? 'absent';
    return { value, notices: zones.length > 1 ? [`${zones.length} hosted zones are named ${zoneName}.`] : [] };
  });
}

function readZones({ client, signal }: Asking<'route53'>) {
  return pageThrough(async (marker: string | undefined) => {
    const output = await client.send(new ListHostedZonesCommand({ Marker: marker, MaxItems: 100 }), {
      abortSignal: signal,
    });
    const items = (output.HostedZones ?? []).flatMap(toHostedZone);
    return { items, next: output.IsTruncated === true ? toNext(output.NextMarker) : ('end' as const) };
  });
}

function toHostedZone(wire: HostedZone): HostedZoneReading[] {
  if (!wire.Id || !wire.Name) return [];
  return [
    {
      id: wire.Id.replace(/^\/hostedzone\//, ''),
      name: toHostname(wire.Name),
      isPrivate: wire.Config?.PrivateZone === true,
      recordCount: wire.ResourceRecordSetCount ?? 'unknown',
    },
  ];
}
