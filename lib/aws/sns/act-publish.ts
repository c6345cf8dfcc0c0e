import { PublishCommand } from '@aws-sdk/client-sns';
import { act } from '../act';
import { UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';

/** What people are told by a topic. */
export interface Announcement {
  readonly topicArn: string;
  /** Printable ASCII, at most 100 characters. */
  readonly subject: string;
  readonly message: string;
  /** Of a FIFO topic, which takes the same one once within five minutes; other topics take every repetition. */
  readonly token: string;
}

/** Publishes to a topic in its own region. What SNS took it delivers at least once: people may hear it twice. */
export async function actPublish(
  edge: AwsEdge,
  scope: CallScope,
  { topicArn, subject, message, token }: Announcement,
): Promise<ActAnswer & { readonly messageId: string | 'none' }> {
  const heard: string[] = [];
  const answer = await act(edge, scope, { service: 'sns', action: 'sns:Publish' }, async ({ client, signal }) => {
    const fifo = { MessageGroupId: 'antipode', MessageDeduplicationId: token };
    const command = new PublishCommand({
      TopicArn: topicArn,
      Subject: subject,
      Message: message,
      ...(topicArn.endsWith('.fifo') && fifo),
    });
    const { MessageId } = await client.send(command, { abortSignal: signal });
    if (!MessageId) throw new UnusableAnswer('answered without an id of the message', 'Ask who follows the topic.');
    heard.push(MessageId);
  });
  return { ...answer, messageId: heard[0] ?? 'none' };
}
