import type {
  AttributeValue,
  GetItemInput,
  GetItemOutput,
  PutItemInput,
  PutItemOutput,
} from '@aws-sdk/client-dynamodb';
import { AwsError, type Call } from '../../wire';
import type { KeptItemError } from '../../world';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { keepOrRefuse } from '../keep-or-refuse';
import { refuseMembers } from '../refuse-members';
import { packItem, unpackItem } from './attribute-values';
import { findTable, partitionKey } from './describe-table';

/** AWS takes 400 KB; what is kept here is small. */
const mostItemBytes = 4096;
const mostKeyBytes = 2048;

/**
 * DynamoDB PutItem of a small item. It is in the region at once, and in the table's other replicas when the table's
 * other writes of this moment are.
 * @throws AwsError ResourceNotFoundException, ValidationException, InternalServerError without a quorum; NotImplemented
 * for conditions and returned values
 */
export function putItem(input: Given<PutItemInput>, world: World, call: Call): PutItemOutput {
  const { TableName, Item, ReturnValues: _none, ...rest } = input;
  refuseMembers(call, input.ReturnValues === undefined || input.ReturnValues === 'NONE' ? rest : input, [
    'TableName',
    'Item',
  ]);
  const { table } = findTable(TableName, world, call);
  const key = keyOf(Item, 'item');
  const value = packItem(Item, invalid);
  const bytes = Buffer.byteLength(value);
  if (bytes > mostItemBytes) {
    throw invalid(
      `Item size has exceeded the maximum allowed size: ${bytes} bytes, and this table keeps ${mostItemBytes}`,
    );
  }
  keepOrRefuse(world, { resource: table.name, region: call.region, key, value }, refuse);
  return {};
}

/**
 * DynamoDB GetItem: the item as the region's replica holds it, whether or not a consistent read is asked for.
 * @throws AwsError ResourceNotFoundException, ValidationException; NotImplemented for projections
 */
export function getItem(input: Given<GetItemInput>, world: World, call: Call): GetItemOutput {
  refuseMembers(call, input, ['TableName', 'Key', 'ConsistentRead']);
  const { table } = findTable(input.TableName, world, call);
  const names = Object.keys(input.Key);
  if (names.length !== 1) throw invalid('The number of conditions on the keys is invalid');
  const found = world.keptItem(table.name, call.region, keyOf(input.Key, 'key'));
  return found === undefined ? {} : { Item: unpackItem(found.value) };
}

/** A replica without a quorum cannot say whether a write would have been kept: that is the service's own fault. */
function refuse(message: string, code: KeptItemError['code']): AwsError {
  return code === 'NoQuorum' ? new AwsError('InternalServerError', message, 500) : invalid(message);
}

/** The value of the partition key, by the table's schema. @throws AwsError ValidationException */
function keyOf(item: Readonly<Record<string, AttributeValue>>, what: 'item' | 'key'): string {
  const value = Object.hasOwn(item, partitionKey) ? item[partitionKey] : undefined;
  if (what === 'key' && value?.S === undefined) throw invalid('The provided key element does not match the schema');
  if (value === undefined) {
    throw invalid(`One or more parameter values were invalid: Missing the key ${partitionKey} in the item`);
  }
  if (value.S === undefined) {
    const actual = Object.keys(value)[0] ?? 'none';
    throw invalid(
      `One or more parameter values were invalid: Type mismatch for key ${partitionKey} expected: S actual: ${actual}`,
    );
  }
  if (value.S === '') {
    throw invalid(
      `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${partitionKey}`,
    );
  }
  if (Buffer.byteLength(value.S) > mostKeyBytes) {
    throw invalid(
      `One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of${mostKeyBytes} bytes`,
    );
  }
  return value.S;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message, 400);
}
