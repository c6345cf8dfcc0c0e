import { ChangeResourceRecordSetsCommand, type ResourceRecordSet } from '@aws-sdk/client-route-53';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';
import type { RecordTurn } from './readings';

/**
 * Writes records over what they are, all or none, by the control plane in us-east-1. What is not turned of them stays as
 * it was read: their content is AWS's own. The same change twice changes nothing.
 *
 * @returns with the answer the id of the change, by which AWS tells whether it has arrived; `none` where it gave none.
 */
export async function actUpsertRecords(
  edge: AwsEdge,
  scope: CallScope,
  zoneId: string,
  turns: readonly RecordTurn[],
  comment: string,
): Promise<{ readonly answer: ActAnswer; readonly changeId: string | 'none' }> {
  let changeId = 'none';
  const named = { service: 'route53', action: 'route53:ChangeResourceRecordSets' } as const;
  const answer = await act(edge, scope, named, async ({ client, signal }) => {
    const command = new ChangeResourceRecordSetsCommand({
      HostedZoneId: zoneId,
      ChangeBatch: {
        Comment: comment.slice(0, 256),
        Changes: turns.map((turn) => ({ Action: 'UPSERT', ResourceRecordSet: turned(turn, zoneId) })),
      },
    });
    const { ChangeInfo } = await client.send(command, { abortSignal: signal });
    changeId = ChangeInfo?.Id?.replace(/^\/change\//, '') ?? 'none';
  });
  return { answer, changeId };
}

function turned({ record, to }: RecordTurn, zoneId: string): ResourceRecordSet {
  const wire = JSON.parse(record.content) as ResourceRecordSet;
  if ('weight' in to) return { ...wire, Weight: to.weight };
  if ('failover' in to) return { ...wire, Failover: to.failover === 'primary' ? 'PRIMARY' : 'SECONDARY' };
  if (wire.AliasTarget === undefined) return { ...wire, ResourceRecords: [{ Value: to.hostname }] };
  const { EvaluateTargetHealth } = wire.AliasTarget;
  return { ...wire, AliasTarget: { HostedZoneId: zoneId, DNSName: to.hostname, EvaluateTargetHealth } };
}
