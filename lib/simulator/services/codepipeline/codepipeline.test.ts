import {
  CodePipelineClient,
  DisableStageTransitionCommand,
  EnableStageTransitionCommand,
  GetPipelineStateCommand,
  ListPipelinesCommand,
} from '@aws-sdk/client-codepipeline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientConfig, serveWorld, worldWith } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';

let door: WireDoor;
const pipelinesIn = (region: string) => new CodePipelineClient(clientConfig(door, region));
const transition = { pipelineName: 'checkout-deploy-usw2', stageName: 'Deploy', transitionType: 'Inbound' } as const;

beforeAll(async () => {
  door = await serveWorld(worldWith({}));
});
afterAll(() => door.close());

async function deployState() {
  const { stageStates } = await pipelinesIn('us-west-2').send(
    new GetPipelineStateCommand({ name: transition.pipelineName }),
  );
  return stageStates?.find(({ stageName }) => stageName === 'Deploy')?.inboundTransitionState;
}

it('closes a stage for a reason and opens it again', async () => {
  const client = pipelinesIn('us-west-2');
  expect((await client.send(new ListPipelinesCommand({}))).pipelines?.map(({ name }) => name)).toEqual([
    'checkout-deploy-usw2',
  ]);
  expect(await deployState()).toEqual({ enabled: true });
  await client.send(new DisableStageTransitionCommand({ ...transition, reason: 'Antipode moves checkout' }));
  expect(await deployState()).toEqual({ enabled: false, disabledReason: 'Antipode moves checkout' });
  await client.send(new EnableStageTransitionCommand(transition));
  expect(await deployState()).toEqual({ enabled: true });
});

it('refuses a reason that AWS would not take, and what is not there', async () => {
  const client = pipelinesIn('us-west-2');
  for (const reason of ['run: 1', 'x'.repeat(301)]) {
    await expect(client.send(new DisableStageTransitionCommand({ ...transition, reason }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  }
  await expect(
    client.send(new EnableStageTransitionCommand({ ...transition, stageName: 'Nowhere' })),
  ).rejects.toMatchObject({ name: 'StageNotFoundException' });
  await expect(pipelinesIn('us-east-1').send(new EnableStageTransitionCommand(transition))).rejects.toMatchObject({
    name: 'PipelineNotFoundException',
  });
});
