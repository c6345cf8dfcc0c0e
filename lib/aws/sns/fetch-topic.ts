import { GetTopicAttributesCommand, NotFoundException } from '@aws-sdk/client-sns';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';

const call: AwsCall<'sns'> = {
  service: 'sns',
  action: 'sns:GetTopicAttributes',
  shows: 'Whether topics are there',
  as: 'recover',
};

/** Whether a topic is there, asked in its own region. */
export function fetchTopic(edge: AwsEdge, scope: CallScope, topicArn: string): Promise<Answer<'there' | 'absent'>> {
  return ask<'sns', 'there' | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    try {
      await client.send(new GetTopicAttributesCommand({ TopicArn: topicArn }), { abortSignal: signal });
      return { value: 'there', notices: [] };
    } catch (error) {
      if (error instanceof NotFoundException) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}
