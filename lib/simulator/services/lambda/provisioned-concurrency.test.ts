import {
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clientConfig, serveWorld, testNow, worldWith } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import type { World } from '../../world';

let door: WireDoor;
let world: World;
let client: LambdaClient;
const live = { FunctionName: 'checkout-notify-usw2', Qualifier: 'live' };

beforeEach(async () => {
  world = worldWith({});
  door = await serveWorld(world);
  client = new LambdaClient(clientConfig(door, 'us-west-2'));
});
afterEach(() => door.close());

const put = (ProvisionedConcurrentExecutions: number, over: Partial<typeof live> = {}) =>
  client.send(new PutProvisionedConcurrencyConfigCommand({ ...live, ...over, ProvisionedConcurrentExecutions }));
const get = (over: Partial<typeof live> = {}) =>
  client.send(new GetProvisionedConcurrencyConfigCommand({ ...live, ...over }));

it('a function has none until it is asked for, and gets it within minutes, in its own region alone', async () => {
  await expect(get()).rejects.toMatchObject({
    name: 'ProvisionedConcurrencyConfigNotFoundException',
    $metadata: { httpStatusCode: 404 },
  });
  expect(await put(4)).toMatchObject({
    RequestedProvisionedConcurrentExecutions: 4,
    AllocatedProvisionedConcurrentExecutions: 0,
    Status: 'IN_PROGRESS',
  });
  world.advanceTo(testNow + 121_000);
  expect(await get()).toMatchObject({ AvailableProvisionedConcurrentExecutions: 4, Status: 'READY' });
  const elsewhere = new LambdaClient(clientConfig(door, 'us-east-1'));
  const there = { FunctionName: 'checkout-notify-use1', Qualifier: 'live' };
  await expect(elsewhere.send(new GetProvisionedConcurrencyConfigCommand(there))).rejects.toMatchObject({
    name: 'ProvisionedConcurrencyConfigNotFoundException',
  });
});

it('where there is no room it fails with what there is, and says why', async () => {
  world.injectFault({ kind: 'capacity-short', region: 'us-west-2', spare: 3 });
  await put(4);
  world.advanceTo(testNow + 121_000);
  expect(await get()).toMatchObject({
    AllocatedProvisionedConcurrentExecutions: 3,
    Status: 'FAILED',
    StatusReason: expect.stringContaining('not enough capacity'),
  });
});

it('what is not published, not there or out of bounds gets none', async () => {
  await expect(put(4, { Qualifier: '$LATEST' })).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  await expect(put(4, { Qualifier: 'dead' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(put(4, { FunctionName: 'nobody' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await expect(put(1001)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  await expect(get()).rejects.toMatchObject({ name: 'ProvisionedConcurrencyConfigNotFoundException' });
});
