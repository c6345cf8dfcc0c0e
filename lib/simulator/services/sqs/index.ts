import type { SQS } from '@aws-sdk/client-sqs';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getQueueAttributes } from './get-queue-attributes';
import { getQueueUrl, listQueues } from './queues';

/** The simulated part of Amazon SQS: queues, read only. */
export function sqs(world: World): ServiceImplementation {
  return implement<SQS>('SQS', {
    GetQueueAttributes: (input, call) => getQueueAttributes(input, world, call),
    GetQueueUrl: (input, call) => getQueueUrl(input, world, call),
    ListQueues: (input, call) => listQueues(input, world, call),
  });
}
