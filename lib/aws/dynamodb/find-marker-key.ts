import { type AttributeValue, DescribeTableCommand, type TableDescription } from '@aws-sdk/client-dynamodb';
import type { RegionCode } from '../../domain/fleet';
import type { Asking } from '../ask';
import { asStep, UnusableAnswer } from '../classify-failure';

/** A table's key never changes, so what one client learned about it stays true until a call with it fails. */
const learned = new WeakMap<object, Map<string, readonly string[]>>();

/**
 * The key of the marker of a source region in a table: every key attribute has the same text.
 *
 * @throws UnusableAnswer when a part of the key is not text: then a marker cannot be named in this table.
 */
export async function findMarkerKey(
  asking: Asking<'dynamodb'>,
  tableName: string,
  source: RegionCode,
): Promise<Record<string, AttributeValue>> {
  const names = await findKeyNames(asking, tableName);
  return Object.fromEntries(names.map((name) => [name, { S: `antipode#marker#${source}` }]));
}

/** Asks for the key anew next time: a table can be made again with another one. */
export function forgetMarkerKey({ client }: Asking<'dynamodb'>, tableName: string): void {
  learned.get(client)?.delete(tableName);
}

async function findKeyNames({ client, signal }: Asking<'dynamodb'>, tableName: string): Promise<readonly string[]> {
  const known = learned.get(client) ?? new Map<string, readonly string[]>();
  learned.set(client, known);
  const before = known.get(tableName);
  if (before !== undefined) return before;
  const describe = client.send(new DescribeTableCommand({ TableName: tableName }), { abortSignal: signal });
  const names = toKeyNames((await asStep('dynamodb:DescribeTable', describe)).Table ?? {});
  known.set(tableName, names);
  return names;
}

function toKeyNames({ TableName, KeySchema, AttributeDefinitions }: TableDescription): readonly string[] {
  const names = (KeySchema ?? []).flatMap(({ AttributeName }) => AttributeName ?? []);
  const isText = (name: string) =>
    AttributeDefinitions?.some((one) => one.AttributeName === name && one.AttributeType === 'S') === true;
  if (names.length > 0 && names.every(isText)) return names;
  throw new UnusableAnswer(
    `described ${TableName ?? 'a table'} with a key that is not text`,
    'A marker can be kept only where every key attribute is of type S: take the marker off this store in the fleet file.',
  );
}
