import type { GetQueueAttributesRequest, GetQueueAttributesResult, QueueAttributeName } from '@aws-sdk/client-sqs';
import { AwsError, type Call } from '../../wire';
import type { SimulatedQueue, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { noSuchQueue } from './queues';

const urlPattern = /\/(\d{12})\/([\w-]{1,80}(?:\.fifo)?)$/;
const recentMs = 10 * 60_000;

/**
 * SQS GetQueueAttributes: those that are named, or `All`; none without names. Only the last two parts of a queue's URL
 * count, whatever host stands before them.
 * @throws AwsError QueueDoesNotExist, InvalidAttributeName
 */
export function getQueueAttributes(
  input: Given<GetQueueAttributesRequest>,
  world: World,
  call: Call,
): GetQueueAttributesResult {
  const [, account, name] = urlPattern.exec(input.QueueUrl) ?? [];
  const queue = world.queues(call.region, accountOf(call)).find((each) => each.name === name);
  if (queue === undefined || account !== accountOf(call)) throw noSuchQueue();
  const all = attributesOf(queue, world, call);
  const names = input.AttributeNames ?? [];
  if (names.includes('All')) return { Attributes: all };
  const known = new Set<string>([...Object.keys(all), ...absentAttributes]);
  const foreign = names.find((each) => !known.has(each));
  if (foreign !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${foreign}.`);
  const named = Object.entries(all).filter(([each]) => (names as readonly string[]).includes(each));
  return { Attributes: named.length === 0 ? undefined : Object.fromEntries(named) };
}

/** What the simulated queues do not have set. */
const absentAttributes = [
  'Policy',
  'RedrivePolicy',
  'RedriveAllowPolicy',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'FifoQueue',
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
];

function attributesOf(queue: SimulatedQueue, world: World, call: Call): Partial<Record<QueueAttributeName, string>> {
  const founded = String(foundingDate.getTime() / 1000);
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: newestValue('ApproximateNumberOfMessagesVisible', queue, world, call),
    ApproximateNumberOfMessagesNotVisible: newestValue('ApproximateNumberOfMessagesNotVisible', queue, world, call),
    ApproximateNumberOfMessagesDelayed: '0',
    CreatedTimestamp: founded,
    LastModifiedTimestamp: founded,
    VisibilityTimeout: '30',
    MaximumMessageSize: '262144',
    MessageRetentionPeriod: '345600',
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '20',
    SqsManagedSseEnabled: 'true',
  };
}

/** The counts of messages are approximate in AWS too: those that the metrics published last. */
function newestValue(name: string, queue: SimulatedQueue, world: World, call: Call): string {
  const points = world.metrics.query({
    namespace: 'AWS/SQS',
    name,
    dimensions: { QueueName: queue.name },
    region: queue.region,
    accountId: accountOf(call),
    statistic: 'Maximum',
    periodSeconds: 60,
    startAt: world.now - recentMs,
    endAt: world.now,
  });
  return String(points.at(-1)?.value ?? 0);
}
