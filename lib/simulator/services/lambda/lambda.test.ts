import {
  DeleteEventSourceMappingCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientConfig, serveWorld, worldWith } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';

let door: WireDoor;
const lambdaIn = (region: string) => new LambdaClient(clientConfig(door, region));

beforeAll(async () => {
  door = await serveWorld(worldWith({}));
});
afterAll(() => door.close());

it('lists the functions of a region page by page', async () => {
  const names: string[] = [];
  for await (const page of paginateListFunctions({ client: lambdaIn('us-west-2'), pageSize: 1 }, {})) {
    names.push(...(page.Functions ?? []).map((each) => each.FunctionName ?? ''));
  }
  expect(names).toEqual(['checkout-notify-usw2', 'checkout-smoke-test-usw2']);
});

it('finds a function by name and by ARN, and no other', async () => {
  const client = lambdaIn('us-east-1');
  const byName = await client.send(new GetFunctionCommand({ FunctionName: 'checkout-notify-use1' }));
  const arn = 'arn:aws:lambda:us-east-1:111122223333:function:checkout-notify-use1';
  expect(byName.Configuration).toMatchObject({ FunctionArn: arn, State: 'Active' });
  expect((await client.send(new GetFunctionCommand({ FunctionName: arn }))).Configuration?.FunctionArn).toBe(arn);
  await expect(client.send(new GetFunctionCommand({ FunctionName: 'nobody' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    $metadata: { httpStatusCode: 404 },
  });
});

it('reads the queue in the primary region and not in the standby', async () => {
  const stateIn = async (region: string) => {
    const { EventSourceMappings } = await lambdaIn(region).send(new ListEventSourceMappingsCommand({}));
    expect(EventSourceMappings?.[0]?.EventSourceArn).toBe(`arn:aws:sqs:${region}:111122223333:checkout-events`);
    return EventSourceMappings?.map((each) => each.State);
  };
  expect(await stateIn('us-east-1')).toEqual(['Enabled']);
  expect(await stateIn('us-west-2')).toEqual(['Disabled']);
});

it('asks the workload once when its smoke test is called', async () => {
  const client = lambdaIn('us-west-2');
  const answer = await client.send(new InvokeCommand({ FunctionName: 'checkout-smoke-test-usw2' }));
  expect(answer.StatusCode).toBe(200);
  expect(JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8'))).toMatchObject({
    region: 'us-west-2',
    outcome: 'answer',
    status: 200,
  });
  const dry = await client.send(new InvokeCommand({ FunctionName: 'checkout-notify-usw2', InvocationType: 'DryRun' }));
  expect(dry.StatusCode).toBe(204);
});

it('fails as a function fails when its smoke test finds another status than it was told to expect', async () => {
  const client = lambdaIn('us-west-2');
  const FunctionName = 'checkout-smoke-test-usw2';
  const failed = await client.send(new InvokeCommand({ FunctionName, Payload: Buffer.from('{"expectStatus":418}') }));
  expect([failed.StatusCode, failed.FunctionError]).toEqual([200, 'Unhandled']);
  expect(JSON.parse(Buffer.from(failed.Payload ?? []).toString('utf8'))).toMatchObject({ errorType: 'AssertionError' });
  await expect(client.send(new InvokeCommand({ FunctionName, Payload: Buffer.from('{') }))).rejects.toMatchObject({
    name: 'InvalidRequestContentException',
  });
});

it('says of what it does not do that it is not simulated', async () => {
  const client = lambdaIn('us-west-2');
  await expect(client.send(new InvokeCommand({ FunctionName: 'checkout-notify-usw2' }))).rejects.toMatchObject({
    name: 'NotImplemented',
  });
  await expect(client.send(new DeleteEventSourceMappingCommand({ UUID: 'x' }))).rejects.toMatchObject({
    name: 'NotImplemented',
  });
});
