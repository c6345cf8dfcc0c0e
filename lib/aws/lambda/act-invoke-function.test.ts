import { expect, test } from 'vitest';
import { scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import { actInvokeFunction, mostKeptBytes } from './act-invoke-function';

/** What is made of an answer that says something. */
async function heardOf(json: unknown, status = 200) {
  const asked = { name: 'warm-up', payload: '{}', invocation: 'request-response' } as const;
  const answer = await withScriptedEdge(
    () => ({ json, status }),
    (edge) => actInvokeFunction(edge, scriptedScope, asked),
  );
  return answer.heard === 'nothing' ? 'nothing' : answer.heard;
}

test('of what a function says the first kilobyte is kept, without what moves the cursor', async () => {
  expect(await heardOf({ region: 'us-west-2' })).toEqual({
    status: 200,
    error: 'none',
    text: '{"region":"us-west-2"}',
    said: { region: 'us-west-2' },
  });
  const long = await heardOf({ text: 'ä'.repeat(5000) });
  expect(Buffer.byteLength(long === 'nothing' ? '' : long.text)).toBeLessThanOrEqual(mostKeptBytes);
  expect(long).toMatchObject({ text: expect.stringMatching(/ä$/), said: { text: 'ä'.repeat(5000) } });
});

test('what is no object has no members to look at', async () => {
  for (const said of ['done', 7, [1], null]) expect(await heardOf(said)).toMatchObject({ said: 'no-object' });
});

test('a refusal says nothing of the function', async () => {
  expect(await heardOf({ __type: 'TooManyRequestsException', message: 'slow' }, 429)).toBe('nothing');
});
