import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import type { CallScope } from '../types';
import { actPutBucketMarker } from './act-put-marker';
import { fetchBucketMarker } from './fetch-marker';

const target: CallScope = { ...scriptedScope, region: 'us-west-2' };
const error = (code: string, status: number): ScriptedAnswer => ({
  xml: `<Error><Code>${code}</Code><Message>no</Message></Error>`,
  status,
});
const read = (answer: ScriptedAnswer) =>
  withScriptedEdge(
    () => answer,
    (edge) => fetchBucketMarker(edge, target, 'copies', 'us-east-1'),
  );

describe('the marker of a bucket', () => {
  test('is a small object named after its source region', async () => {
    await withScriptedEdge(
      () => ({ xml: '' }),
      async (edge, { seen }) => {
        const answer = await actPutBucketMarker(edge, scriptedScope, 'originals', 1_234_567_890_000);
        expect(expectAnswered(answer).value).toBe('written');
        expect(seen[0]?.operation).toMatch(/^\/originals\/\.antipode\/marker\/us-east-1/);
        expect(seen[0]?.headers['content-type']).toBe('application/json');
        expect(seen[0]).toMatchObject({ region: 'us-east-1', body: '{"writtenAt":1234567890000}' });
      },
    );
  });

  test('is read from the destination, in its region', async () => {
    await withScriptedEdge(
      () => ({ json: { writtenAt: 1_234_567_890_000 } }),
      async (edge, { seen }) => {
        const answer = await fetchBucketMarker(edge, target, 'copies', 'us-east-1');
        expect(expectAnswered(answer).value).toEqual({ writtenAt: 1_234_567_890_000 });
        expect(seen[0]?.operation).toMatch(/^\/copies\/\.antipode\/marker\/us-east-1/);
        expect(seen[0]?.region).toBe('us-west-2');
      },
    );
  });

  test('that has not arrived is an answer; one that is something else is not usable, and never 0', async () => {
    expect(expectAnswered(await read(error('NoSuchKey', 404))).value).toBe('none-yet');
    expect(expectAnswered(await read({ json: { writtenAt: 'yesterday' } })).value).toBe('unusable');
    expect(expectAnswered(await read({ json: { writtenAt: 5, more: 'x'.repeat(2000) } })).value).toBe('unusable');
  });

  test('whose answer halts half-way ends with its own deadline, and its connection is closed', async () => {
    await withScriptedEdge(
      () => 'hang-in-body',
      async (edge, endpoint) => {
        const answer = await fetchBucketMarker(edge, { ...target, deadlineMs: 150 }, 'copies', 'us-east-1');
        expect(answer.state).toBe('timed-out');
        await endpoint.seen[0]?.closed;
      },
    );
  });

  test('that may not be read or written is denied, with the action to grant', async () => {
    expect(await read(error('AccessDenied', 403))).toMatchObject({
      state: 'denied',
      message: expect.stringContaining('s3:GetObject'),
    });
    const answer = await withScriptedEdge(
      () => error('AccessDenied', 403),
      (edge) => actPutBucketMarker(edge, scriptedScope, 'originals', 1),
    );
    expect(answer).toMatchObject({ state: 'denied', message: expect.stringContaining('s3:PutObject') });
  });
});
