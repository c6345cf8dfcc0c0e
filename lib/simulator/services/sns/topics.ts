import type {
  GetTopicAttributesInput,
  GetTopicAttributesResponse,
  ListTopicsInput,
  ListTopicsResponse,
  PublishInput,
  PublishResponse,
} from '@aws-sdk/client-sns';
import { AwsError, type Call } from '../../wire';
import type { SimulatedTopic } from '../../world/topics';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { refuseMembers } from '../refuse-members';

/** SNS ListTopics of the region; all of them at once. @throws AwsError InvalidParameter for a page token */
export function listTopics(input: Given<ListTopicsInput>, world: World, call: Call): ListTopicsResponse {
  if (input.NextToken !== undefined) throw invalid('NextToken', 'there are no more pages');
  return { Topics: world.topics(call.region, accountOf(call)).map(({ arn }) => ({ TopicArn: arn })) };
}

/** SNS GetTopicAttributes, in the topic's own region. @throws AwsError InvalidParameter, NotFound */
export function getTopicAttributes(
  input: Given<GetTopicAttributesInput>,
  world: World,
  call: Call,
): GetTopicAttributesResponse {
  const { arn } = findTopic(input.TopicArn, world, call);
  return { Attributes: { TopicArn: arn, Owner: accountOf(call), DisplayName: '' } };
}

/** What SNS takes as a subject: printable ASCII that does not begin with a space. */
const subjectPattern = /^[!-~][ -~]{0,99}$/;
const mostBytes = 262_144;

/**
 * SNS Publish to a topic, in its own region: the same message twice is two messages.
 * @throws AwsError InvalidParameter, NotFound; NotImplemented for phones, endpoints and attributes
 */
export function publish(input: Given<PublishInput>, world: World, call: Call): PublishResponse {
  refuseMembers(call, input, ['TopicArn', 'Subject', 'Message']);
  const { TopicArn, Subject, Message } = input;
  const { arn } = findTopic(TopicArn, world, call);
  if (Message === '') throw invalid('Message', 'Empty message');
  if (Buffer.byteLength(Message) > mostBytes) throw invalid('Message too long');
  if (Subject !== undefined && !subjectPattern.test(Subject)) throw invalid('Subject');
  return {
    MessageId: world.publish({ topicArn: arn, message: Message, ...(Subject !== undefined && { subject: Subject }) }),
  };
}

function findTopic(topicArn: string | undefined, world: World, call: Call): SimulatedTopic {
  const [region, account] = topicArn?.split(':').slice(3, 5) ?? [];
  if (region !== call.region || account === undefined) throw invalid('TopicArn');
  const found = world.topics(call.region, accountOf(call)).find(({ arn }) => arn === topicArn);
  if (found === undefined) throw new AwsError('NotFoundException', 'Topic does not exist');
  return found;
}

function invalid(parameter: string, reason?: string): AwsError {
  const words = reason === undefined ? parameter : `${parameter} Reason: ${reason}`;
  return new AwsError('InvalidParameterException', `Invalid parameter: ${words}`);
}
