import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { RegionCode } from '../../domain/fleet';
import { type MarkerReading, toMarkerReading } from '../../domain/marker-reading';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import { findMarkerKey, forgetMarkerKey } from './find-marker-key';

const call: AwsCall<'dynamodb'> = {
  service: 'dynamodb',
  action: 'dynamodb:GetItem',
  shows: 'Recovery-point markers of DynamoDB tables',
};

/** Reads the newest marker of a source region that the table's copy in the scope's region holds. */
export function fetchTableMarker(
  edge: AwsEdge,
  scope: CallScope,
  tableName: string,
  source: RegionCode,
): Promise<Answer<MarkerReading>> {
  return ask<'dynamodb', MarkerReading>(edge, scope, call, async (asking) => {
    const Key = await findMarkerKey(asking, tableName, source);
    const request = new GetItemCommand({ TableName: tableName, Key, ConsistentRead: false });
    try {
      const { Item } = await asking.client.send(request, { abortSignal: asking.signal });
      if (Item === undefined) return { value: 'none-yet', notices: [] };
      const written = Item.writtenAt?.N;
      return { value: toMarkerReading(written === undefined ? undefined : Number(written)), notices: [] };
    } catch (error) {
      forgetMarkerKey(asking, tableName);
      throw error;
    }
  });
}
