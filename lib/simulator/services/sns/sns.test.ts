import { GetTopicAttributesCommand, ListTopicsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientConfig, serveWorld, testNow } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import { openWorld } from '../../world';

const world = openWorld({ seed: 1, now: testNow });
let door: WireDoor;
const snsIn = (region: string) => new SNSClient(clientConfig(door, region));
const TopicArn = 'arn:aws:sns:us-west-2:111122223333:incidents';

beforeAll(async () => {
  door = await serveWorld(world);
});
afterAll(() => door.close());

it('has a topic for incidents in every region, which is found there alone', async () => {
  const { Topics } = await snsIn('us-west-2').send(new ListTopicsCommand({}));
  expect(Topics).toEqual([{ TopicArn }]);
  const { Attributes } = await snsIn('us-west-2').send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes).toMatchObject({ TopicArn, Owner: '111122223333' });
  await expect(snsIn('us-east-1').send(new GetTopicAttributesCommand({ TopicArn }))).rejects.toMatchObject({
    name: 'InvalidParameterException',
    message: 'Invalid parameter: TopicArn',
  });
  await expect(
    snsIn('us-west-2').send(new GetTopicAttributesCommand({ TopicArn: `${TopicArn}-2` })),
  ).rejects.toMatchObject({ name: 'NotFoundException' });
});

it('keeps what is published, twice where it is said twice', async () => {
  const said = { TopicArn, Subject: 'Checkout moves', Message: 'Served from us-west-2 now.' };
  const first = await snsIn('us-west-2').send(new PublishCommand(said));
  const second = await snsIn('us-west-2').send(new PublishCommand(said));
  expect(first.MessageId).not.toBe(second.MessageId);
  expect(world.published('111122223333')).toMatchObject([
    { id: first.MessageId, topicArn: TopicArn, subject: 'Checkout moves', message: 'Served from us-west-2 now.' },
    { id: second.MessageId },
  ]);
});

it('refuses a subject of two lines, no message, and what it does not simulate', async () => {
  const client = snsIn('us-west-2');
  for (const said of [{ Message: 'x', Subject: 'a\nb' }, { Message: '' }]) {
    await expect(client.send(new PublishCommand({ TopicArn, ...said }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  }
  await expect(client.send(new PublishCommand({ PhoneNumber: '+10000000000', Message: 'x' }))).rejects.toMatchObject({
    name: 'NotImplemented',
  });
});
