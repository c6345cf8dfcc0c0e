import {
  GetEventSourceMappingCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clientConfig, serveWorld, testNow } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import { openWorld } from '../../world';
import type { World } from '../../world/types';

let world: World;
let door: WireDoor;
let lambda: LambdaClient;
let UUID: string | undefined;

beforeEach(async () => {
  world = openWorld({ seed: 1, now: testNow });
  door = await serveWorld(world);
  lambda = new LambdaClient(clientConfig(door, 'us-east-1'));
  UUID = (await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings?.[0]?.UUID;
});
afterEach(() => door.close());

const pass = (seconds: number) => world.advanceTo(world.now + seconds * 1000);
const turn = async (Enabled: boolean) =>
  (await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }))).State;
const state = async () => (await lambda.send(new GetEventSourceMappingCommand({ UUID }))).State;

async function waiting(): Promise<number> {
  const sqs = new SQSClient({ ...clientConfig(door, 'us-east-1'), useQueueUrlAsEndpoint: false });
  const QueueUrl = `${door.url}/111122223333/checkout-events`;
  const AttributeNames = ['ApproximateNumberOfMessages' as const];
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Number(Attributes?.ApproximateNumberOfMessages);
}

it('takes seconds to stop and to start again, and no other change meanwhile', async () => {
  expect(await turn(false)).toBe('Disabling');
  await expect(turn(true)).rejects.toMatchObject({ name: 'ResourceInUseException' });
  pass(20);
  expect(await state()).toBe('Disabled');
  expect(await turn(true)).toBe('Enabling');
  pass(20);
  expect(await state()).toBe('Enabled');
});

it('lets messages pile up while it is off, and works them off once it is on again', async () => {
  const usual = await waiting();
  await turn(false);
  pass(900);
  const piled = await waiting();
  expect(piled).toBeGreaterThan(usual + 1000);
  await turn(true);
  pass(7200);
  expect(await waiting()).toBeLessThan(piled / 10);
});

it('is found by its UUID in its own region alone', async () => {
  const elsewhere = new LambdaClient(clientConfig(door, 'us-west-2'));
  await expect(elsewhere.send(new GetEventSourceMappingCommand({ UUID }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await expect(
    lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false, BatchSize: 1 })),
  ).rejects.toMatchObject({ name: 'NotImplemented' });
});
