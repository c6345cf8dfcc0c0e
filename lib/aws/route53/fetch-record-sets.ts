import { ListResourceRecordSetsCommand, type RRType } from '@aws-sdk/client-route-53';
import { type Asking, ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { type Notice, toEach } from '../notices';
import { pageThrough } from '../page-through';
import type { Answer, CallScope } from '../types';
import type { RecordSetReading } from './readings';
import { toRecordSet } from './to-record-set';

const call: AwsCall<'route53'> = {
  service: 'route53',
  action: 'route53:ListResourceRecordSets',
  shows: 'Routing policies and records',
};

/** Where the next page of records starts. */
interface RecordPosition {
  readonly name: string;
  readonly type: RRType | undefined;
  readonly setIdentifier: string | undefined;
}

/** Reads every record of a hosted zone. The API lives in us-east-1 whatever region the scope names. */
export function fetchRecordSets(
  edge: AwsEdge,
  scope: CallScope,
  hostedZoneId: string,
): Promise<Answer<readonly RecordSetReading[]>> {
  return ask(edge, scope, call, async (asking) => {
    const notices: string[] = [];
    const value = await pageThrough((position: RecordPosition | undefined) =>
      readPage(asking, hostedZoneId, position, (sentence) => notices.push(sentence)),
    );
    return { value, notices };
  });
}

async function readPage(
  { client, signal }: Asking<'route53'>,
  hostedZoneId: string,
  position: RecordPosition | undefined,
  notice: Notice,
) {
  const output = await client.send(
    new ListResourceRecordSetsCommand({
      HostedZoneId: hostedZoneId,
      MaxItems: 300,
      StartRecordName: position?.name,
      StartRecordType: position?.type,
      StartRecordIdentifier: position?.setIdentifier,
    }),
    { abortSignal: signal },
  );
  const items = toEach(output.ResourceRecordSets ?? [], toRecordSet, notice, 'records');
  if (output.IsTruncated !== true || !output.NextRecordName) return { items, next: 'end' as const };
  const next = { name: output.NextRecordName, type: output.NextRecordType, setIdentifier: output.NextRecordIdentifier };
  return { items, next };
}
