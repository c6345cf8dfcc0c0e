import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchQueue } from './fetch-queue';

const fetchWith = (url: ScriptedAnswer, Attributes: unknown = {}) =>
  withScriptedEdge(
    ({ operation }) => (operation === 'GetQueueUrl' ? url : { json: { Attributes } }),
    (edge) => fetchQueue(edge, scriptedScope, 'events'),
  );
const named = { json: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111122223333/events' } };

describe('a queue', () => {
  test('tells how many messages wait, are being worked on, and are delayed', async () => {
    const answer = await fetchWith(named, {
      ApproximateNumberOfMessages: '42',
      ApproximateNumberOfMessagesNotVisible: '3',
      ApproximateNumberOfMessagesDelayed: '0',
    });
    expect(expectAnswered(answer).value).toEqual({ name: 'events', visible: 42, inFlight: 3, delayed: 0 });
  });

  test('is never empty because a count is missing or odd', async () => {
    const answer = await fetchWith(named, { ApproximateNumberOfMessages: '' });
    expect(expectAnswered(answer).value).toMatchObject({ visible: 'unknown', inFlight: 'unknown' });
  });

  test('is asked for where we say, whatever host its address names', async () => {
    expect((await fetchWith(named)).state).toBe('answered');
  });

  test('that does not exist is an answer; one without an address is a failure', async () => {
    const gone = { json: { __type: 'com.amazonaws.sqs#QueueDoesNotExist' }, status: 400 };
    expect(expectAnswered(await fetchWith(gone)).value).toBe('absent');
    expect((await fetchWith({ json: {} })).state).toBe('failed');
  });
});
