import type { GetQueueUrlRequest, GetQueueUrlResult, ListQueuesRequest, ListQueuesResult } from '@aws-sdk/client-sqs';
import { AwsError, type Call } from '../../wire';
import type { SimulatedQueue, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';

const mostQueues = 1000;

/** The URL of a queue on the host by which the client reached the simulator. */
function urlOf(queue: SimulatedQueue, call: Call): string {
  const base = call.host === '' ? `https://sqs.${queue.region}.amazonaws.com` : `http://${call.host}`;
  return `${base}/${accountOf(call)}/${queue.name}`;
}

export function noSuchQueue(): AwsError {
  return new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

/**
 * SQS ListQueues of the region, by name. Without MaxResults there are no pages, and at most 1000 queues.
 * @throws AwsError InvalidParameterValue for a foreign token or a page size out of range
 */
export function listQueues(input: Given<ListQueuesRequest>, world: World, call: Call): ListQueuesResult {
  const { NextToken, MaxResults, QueueNamePrefix = '' } = input;
  const limit = MaxResults ?? mostQueues;
  if (!(limit >= 1 && limit <= mostQueues)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value for parameter MaxResults is invalid. Reason: must be 1 to 1000.`,
      400,
    );
  }
  const found = world
    .queues(call.region, accountOf(call))
    .filter((queue) => queue.name.startsWith(QueueNamePrefix))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const page = takePage(found, (queue) => queue.name, {
    scope: pageScope(call, QueueNamePrefix),
    limit,
    token: NextToken,
    refuseToken: () => new AwsError('InvalidParameterValue', 'Value for parameter NextToken is invalid.', 400),
  });
  const urls = page.items.map((queue) => urlOf(queue, call));
  return { QueueUrls: urls, NextToken: MaxResults === undefined ? undefined : page.nextToken };
}

/** SQS GetQueueUrl. @throws AwsError QueueDoesNotExist */
export function getQueueUrl(input: Given<GetQueueUrlRequest>, world: World, call: Call): GetQueueUrlResult {
  const account = accountOf(call);
  const queue = world.queues(call.region, account).find((each) => each.name === input.QueueName);
  const owner = input.QueueOwnerAWSAccountId ?? account;
  if (queue === undefined || owner !== account) throw noSuchQueue();
  return { QueueUrl: urlOf(queue, call) };
}
