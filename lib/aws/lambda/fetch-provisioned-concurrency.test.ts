import { expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchProvisionedConcurrency } from './fetch-provisioned-concurrency';

const fetched = (answer: ScriptedAnswer) =>
  withScriptedEdge(
    () => answer,
    (edge) => fetchProvisionedConcurrency(edge, scriptedScope, 'notify', 'live'),
  );

test('what is kept ready is read with its counts, its state and why it failed', async () => {
  const counts = {
    RequestedProvisionedConcurrentExecutions: 5,
    AllocatedProvisionedConcurrentExecutions: 2,
    AvailableProvisionedConcurrentExecutions: 1,
  };
  const answer = await fetched({ json: { ...counts, Status: 'FAILED', StatusReason: 'no room' } });
  expect(expectAnswered(answer).value).toEqual({
    functionName: 'notify',
    qualifier: 'live',
    region: 'us-east-1',
    status: 'failed',
    word: 'FAILED',
    reason: 'no room',
    requested: 5,
    allocated: 2,
    available: 1,
  });
});

test('a count that is not told is unknown, and a state that is not known is never ready', async () => {
  expect(expectAnswered(await fetched({ json: {} })).value).toMatchObject({
    status: 'other',
    requested: 'unknown',
    allocated: 'unknown',
    available: 'unknown',
  });
  expect(expectAnswered(await fetched({ json: { Status: 'WARMED' } })).value).toMatchObject({
    status: 'other',
    word: 'WARMED',
  });
});

test('a function of which nothing was asked for has none; one that is not there is absent; what failed is neither', async () => {
  const refused = (__type: string, status = 404) => fetched({ json: { __type, message: 'no' }, status });
  expect(expectAnswered(await refused('ProvisionedConcurrencyConfigNotFoundException')).value).toBe('none');
  expect(expectAnswered(await refused('ResourceNotFoundException')).value).toBe('absent');
  expect(await refused('ServiceException', 500)).toMatchObject({ state: 'failed' });
});
