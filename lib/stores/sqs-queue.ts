import { fetchQueue } from '@/lib/aws';
import type { QueueAdapter } from './store-adapter';

/** Queues: nothing copies them, so what waits in a region is out of reach until the region returns. */
export const sqsQueue: QueueAdapter = {
  shape: 'queue',
  kind: 'sqs-queue',
  api: 'sqs',
  call: 'sqs:GetQueueAttributes',
  permissions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
  look: fetchQueue,
  oldestMessageAge: (queue) => ({
    namespace: 'AWS/SQS',
    name: 'ApproximateAgeOfOldestMessage',
    dimensions: { QueueName: queue },
    statistic: 'Maximum',
    periodSeconds: 60,
  }),
};
