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
};

/**
 * Writes the recovery-point marker of the scope's region into the table itself, over the one before it. Doing it twice
 * changes nothing.
 */
export function actPutTableMarker(
  edge: AwsEdge,
  scope: CallScope,
  tableName: string,
  writtenAt: EpochMs,
): Promise<Answer<'written'>> {
  return ask(edge, scope, call, async (asking) => {
    const key = await findMarkerKey(asking, tableName, scope.region);
    const item = { ...key, writtenAt: { N: String(writtenAt) } };
    try {
      await asking.client.send(new PutItemCommand({ TableName: tableName, Item: item }), {
        abortSignal: asking.signal,
      });
    } catch (error) {
      forgetMarkerKey(asking, tableName);
      throw error;
    }
    return { value: 'written' as const, notices: [] };
  });
}
