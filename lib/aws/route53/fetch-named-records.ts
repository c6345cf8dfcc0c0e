import { ListResourceRecordSetsCommand, type ResourceRecordSet, type RRType } from '@aws-sdk/client-route-53';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { NamedRecord, RecordPlace } from './readings';
import { toHostname } from './to-hostname';

const call: AwsCall<'route53'> = {
  service: 'route53',
  action: 'route53:ListResourceRecordSets',
  shows: 'Records that recovery changes',
};

/** Reads the records of one name and type, whole, as the control plane in us-east-1 has them. */
export function fetchNamedRecords(
  edge: AwsEdge,
  scope: CallScope,
  { zoneId, name, type }: RecordPlace,
): Promise<Answer<readonly NamedRecord[]>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    // They are listed from the first that is asked for; a name has 100 records of a type at most.
    const command = new ListResourceRecordSetsCommand({
      HostedZoneId: zoneId,
      StartRecordName: name,
      StartRecordType: type as RRType,
      MaxItems: 100,
    });
    const { ResourceRecordSets = [] } = await client.send(command, { abortSignal: signal });
    const own = ResourceRecordSets.filter((set) => toHostname(set.Name ?? '') === name && set.Type === type);
    return { value: own.map(toNamedRecord), notices: [] };
  });
}

function toNamedRecord(wire: ResourceRecordSet): NamedRecord {
  const { SetIdentifier, Weight, Failover, AliasTarget, ResourceRecords = [] } = wire;
  return {
    setIdentifier: SetIdentifier ?? 'none',
    weight: Weight ?? 'none',
    failover: Failover === undefined ? 'none' : Failover === 'PRIMARY' ? 'primary' : 'secondary',
    targets:
      AliasTarget?.DNSName === undefined
        ? ResourceRecords.flatMap(({ Value }) => Value ?? [])
        : [toHostname(AliasTarget.DNSName)],
    isAlias: AliasTarget !== undefined,
    isSimple: SetIdentifier === undefined,
    content: JSON.stringify(wire),
  };
}
