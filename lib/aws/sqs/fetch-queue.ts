import { GetQueueAttributesCommand, GetQueueUrlCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs';
import { type Asking, ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { asStep, UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { QueueReading } from './readings';
import { toQueue } from './to-queue';

const call: AwsCall<'sqs'> = { service: 'sqs', action: 'sqs:GetQueueAttributes', shows: 'Message counts of queues' };

/** Reads how many messages a queue of the region holds; `absent` when the region has no such queue. */
export function fetchQueue(edge: AwsEdge, scope: CallScope, name: string): Promise<Answer<QueueReading | 'absent'>> {
  return ask<'sqs', QueueReading | 'absent'>(edge, scope, call, async (asking) => {
    const url = await asStep('sqs:GetQueueUrl', findUrl(asking, name));
    if (url === 'absent') return { value: 'absent', notices: [] };
    const { client, signal } = asking;
    const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] });
    const output = await client.send(command, { abortSignal: signal });
    return { value: toQueue(name, output.Attributes ?? {}), notices: [] };
  });
}

async function findUrl({ client, signal }: Asking<'sqs'>, name: string): Promise<string> {
  try {
    const output = await client.send(new GetQueueUrlCommand({ QueueName: name }), { abortSignal: signal });
    if (!output.QueueUrl)
      throw new UnusableAnswer('gave no address of the queue', 'It is asked again on its next turn.');
    return output.QueueUrl;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return 'absent';
    throw error;
  }
}
