import { expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchContainerService } from './fetch-service';

const fetched = (answer: ScriptedAnswer) =>
  withScriptedEdge(
    () => answer,
    (edge) => fetchContainerService(edge, scriptedScope, 'web', 'shop'),
  );
const counts = { desiredCount: 4, runningCount: 3, pendingCount: 1 };

test('a service is read with its counts and with what ECS says happened', async () => {
  const events = [{ id: 'e', createdAt: 1000, message: 'has reached a steady state' }, { id: 'f' }];
  const answer = await fetched({ json: { services: [{ serviceName: 'shop', status: 'ACTIVE', ...counts, events }] } });
  expect(expectAnswered(answer).value).toEqual({
    cluster: 'web',
    name: 'shop',
    region: 'us-east-1',
    status: 'ACTIVE',
    desired: 4,
    running: 3,
    pending: 1,
    events: [{ at: 1_000_000, message: 'has reached a steady state' }],
  });
});

test('a count that is not told is unknown, and never none or enough', async () => {
  const answer = await fetched({ json: { services: [{ serviceName: 'shop' }] } });
  expect(expectAnswered(answer).value).toMatchObject({ desired: 'unknown', running: 'unknown', status: 'unknown' });
});

test('a service or cluster that AWS says is missing is absent; one of which nothing is said is not', async () => {
  const missing = { json: { services: [], failures: [{ reason: 'MISSING' }] } };
  expect(expectAnswered(await fetched(missing)).value).toBe('absent');
  const noCluster = { json: { __type: 'ClusterNotFoundException', message: 'no' }, status: 400 };
  expect(expectAnswered(await fetched(noCluster)).value).toBe('absent');
  expect(await fetched({ json: { services: [] } })).toMatchObject({ state: 'failed' });
});
