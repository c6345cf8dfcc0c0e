import { type AttributeValue, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator, testNow } from '../../testing/test-simulator';

let simulator: RunningSimulator;
let seconds = 0;

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

const tablesIn = (region: string) => new DynamoDBClient(clientConfig(simulator, region));

function pass(more: number): void {
  seconds += more;
  simulator.world.advanceTo(testNow + seconds * 1000);
}

async function put(region: string, TableName: string, Item: Record<string, AttributeValue>) {
  await tablesIn(region).send(new PutItemCommand({ TableName, Item }));
}

async function get(region: string, TableName: string, id: string) {
  return (await tablesIn(region).send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item;
}

const marker = (id: string, writtenAt: number) => ({ id: { S: id }, writtenAt: { N: String(writtenAt) } });

it('an item is in its region at once, and in the others once the writes of its second are', async () => {
  const item = marker('first', 1);
  await put('us-east-1', 'user-sessions', item);
  expect(await get('us-east-1', 'user-sessions', 'first')).toEqual(item);
  expect(await get('us-west-2', 'user-sessions', 'first')).toBeUndefined();
  pass(1);
  expect(await get('ap-southeast-1', 'user-sessions', 'first')).toBeUndefined();
  pass(5);
  for (const region of ['us-west-2', 'eu-central-1', 'ap-southeast-1']) {
    expect(await get(region, 'user-sessions', 'first')).toEqual(item);
  }
});

it('the last writer wins, whichever region wrote', async () => {
  await put('us-east-1', 'user-sessions', marker('contested', 1));
  pass(1);
  await put('eu-central-1', 'user-sessions', marker('contested', 2));
  expect(await get('us-east-1', 'user-sessions', 'contested')).toEqual(marker('contested', 1));
  expect(await get('eu-central-1', 'user-sessions', 'contested')).toEqual(marker('contested', 2));
  pass(10);
  for (const region of ['us-east-1', 'us-west-2', 'eu-central-1']) {
    expect(await get(region, 'user-sessions', 'contested')).toEqual(marker('contested', 2));
  }
});

it('a stalled replication freezes what its target sees, and only there; what piled up arrives once it goes on', async () => {
  await put('us-east-1', 'user-sessions', marker('frozen', 1));
  pass(10);
  const stall = { workload: 'storefront', store: 'sessions', source: 'us-east-1', target: 'us-west-2' };
  simulator.world.injectFault({ kind: 'replication-stalled', ...stall });
  for (let round = 0; round < 100; round += 1) {
    await put('us-east-1', 'user-sessions', marker('frozen', 2 + round));
    pass(10);
  }
  expect(await get('us-west-2', 'user-sessions', 'frozen')).toEqual(marker('frozen', 1));
  expect(await get('eu-central-1', 'user-sessions', 'frozen')).toEqual(marker('frozen', 101));
  simulator.world.healFaults({});
  pass(120);
  expect(await get('us-west-2', 'user-sessions', 'frozen')).toEqual(marker('frozen', 101));
});

it('an item of a strongly consistent table is everywhere at once', async () => {
  await put('us-east-1', 'checkout-idempotency', marker('strong', 1));
  expect(await get('us-west-2', 'checkout-idempotency', 'strong')).toEqual(marker('strong', 1));
  await put('us-west-2', 'checkout-idempotency', marker('strong', 2));
  expect(await get('us-east-1', 'checkout-idempotency', 'strong')).toEqual(marker('strong', 2));
});

it('every type of attribute comes back as it was', async () => {
  const item: Record<string, AttributeValue> = {
    id: { S: '__proto__' },
    number: { N: '-1.5e3' },
    bytes: { B: new Uint8Array([0, 255, 7]) },
    sets: { M: { names: { SS: ['a', 'b'] }, bytes: { BS: [new Uint8Array([1])] }, numbers: { NS: ['1', '2'] } } },
    list: { L: [{ NULL: true }, { BOOL: false }, { L: [] }, { S: '\u{1F30D}' }] },
  };
  await put('eu-west-1', 'catalog-items', item);
  expect(await get('eu-west-1', 'catalog-items', '__proto__')).toEqual(item);
  expect(await get('eu-west-1', 'catalog-items', 'constructor')).toBeUndefined();
});

it('refuses what the schema does not allow, what is too large and what is not simulated', async () => {
  const refused = (item: Record<string, AttributeValue>) => put('us-east-1', 'user-sessions', item);
  await expect(refused({ name: { S: 'a' } })).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('Missing the key id'),
  });
  await expect(refused({ id: { N: '1' } })).rejects.toThrow('Type mismatch for key id expected: S actual: N');
  await expect(refused({ id: { S: '' } })).rejects.toThrow('cannot contain an empty string value');
  await expect(refused({ id: { S: 'a' }, count: { N: 'many' } })).rejects.toThrow('numeric value: many');
  await expect(refused({ id: { S: 'a' }, text: { S: 'x'.repeat(4096) } })).rejects.toThrow('Item size has exceeded');
  await expect(put('eu-west-1', 'user-sessions', marker('a', 1))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  const conditional = new PutItemCommand({
    TableName: 'user-sessions',
    Item: marker('a', 1),
    ConditionExpression: 'attribute_not_exists(id)',
  });
  await expect(tablesIn('us-east-1').send(conditional)).rejects.toMatchObject({ name: 'NotImplemented' });
  const foreignKey = new GetItemCommand({ TableName: 'user-sessions', Key: { name: { S: 'a' } } });
  await expect(tablesIn('us-east-1').send(foreignKey)).rejects.toThrow('does not match the schema');
});

it('keeps a bounded number of items, and says so', async () => {
  const { world } = simulator;
  const write = (key: string) =>
    world.keepItem({ resource: 'catalog-items', region: 'us-east-1', key, value: JSON.stringify({ id: { S: key } }) });
  expect(() => {
    for (let count = 0; count <= 1000; count += 1) write(`item-${count}`);
  }).toThrow();
  await expect(put('us-east-1', 'catalog-items', marker('one too many', 1))).rejects.toThrow('at most 1000 items');
  await put('us-east-1', 'catalog-items', marker('item-0', 1));
});
