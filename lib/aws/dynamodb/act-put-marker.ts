import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { EpochMs } from '../../domain/time';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import { findMarkerKey, forgetMarkerKey } from './find-marker-key';

const call: AwsCall<'dynamodb'> = {
  service: 'dynamodb',
  action: 'dynamodb:PutItem',
  shows: 'Recovery-point markers of DynamoDB tables',
  as: 'write',
};

/**
 * Writes the recovery-point marker of the scope's region into the table itself, over the one before it. Doing it twice
 * changes nothing.
 *
 * @param copies replicas it is copied to, each of which is billed as well
 */
export function actPutTableMarker(
  edge: AwsEdge,
  scope: CallScope,
  tableName: string,
  writtenAt: EpochMs,
  copies = 0,
): Promise<Answer<'written'>> {
  return ask(edge, scope, { ...call, copies }, async ({ client, signal }) => {
    // What the key is called is read: the role that writes needs to write and nothing else.
    const reading = { client: edge.clientFor('dynamodb', scope.accountId, scope.region, 'read'), signal };
    const key = await findMarkerKey(reading, tableName, scope.region);
    const item = { ...key, writtenAt: { N: String(writtenAt) } };
    try {
      await client.send(new PutItemCommand({ TableName: tableName, Item: item }), { abortSignal: signal });
    } catch (error) {
      forgetMarkerKey(reading, tableName);
      throw error;
    }
    return { value: 'written' as const, notices: [] };
  });
}
