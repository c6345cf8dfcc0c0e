import { expect, test } from 'vitest';
import { scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import { actPublish } from './act-publish';

const announcement = {
  topicArn: 'arn:aws:sns:us-east-1:111122223333:incidents',
  subject: 'Checkout moves',
  message: 'Served from us-west-2 now.',
  token: 'run-1/announce',
};
const answered = (result: string) =>
  `<PublishResponse><PublishResult>${result}</PublishResult><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PublishResponse>`;

test('a message counts as taken when SNS gives it an id, and not when it merely answers', async () => {
  await withScriptedEdge(
    (_request, count) => ({ xml: answered(count === 1 ? '<MessageId>m-1</MessageId>' : '') }),
    async (edge) => {
      expect(await actPublish(edge, scriptedScope, announcement)).toMatchObject({
        state: 'accepted',
        messageId: 'm-1',
      });
      expect(await actPublish(edge, scriptedScope, announcement)).toMatchObject({
        state: 'unknown',
        messageId: 'none',
        message: expect.stringContaining('answered without an id of the message'),
      });
    },
  );
});
