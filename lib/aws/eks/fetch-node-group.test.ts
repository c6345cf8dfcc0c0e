import { expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchNodeGroup } from './fetch-node-group';
import { fetchNodeGroupUpdate } from './fetch-node-group-update';

const fetched = (answer: ScriptedAnswer) =>
  withScriptedEdge(
    () => answer,
    (edge) => fetchNodeGroup(edge, scriptedScope, 'shop', 'workers'),
  );
const updateIn = (answer: ScriptedAnswer) =>
  withScriptedEdge(
    () => answer,
    (edge) => fetchNodeGroupUpdate(edge, scriptedScope, { cluster: 'shop', name: 'workers' }, 'u-1'),
  );
const refusal = (__type: string, status: number): ScriptedAnswer => ({ json: { __type, message: 'no' }, status });

test('a node group is read with its bounds, the groups that hold its nodes and what EKS says is wrong', async () => {
  const nodegroup = {
    nodegroupName: 'workers',
    status: 'DEGRADED',
    scalingConfig: { minSize: 1, maxSize: 6, desiredSize: 4 },
    resources: { autoScalingGroups: [{ name: 'eks-workers-1' }, {}] },
    health: { issues: [{ code: 'AsgInstanceLaunchFailures', message: 'no room' }, {}] },
  };
  expect(expectAnswered(await fetched({ json: { nodegroup } })).value).toEqual({
    cluster: 'shop',
    name: 'workers',
    region: 'us-east-1',
    status: 'DEGRADED',
    minimum: 1,
    maximum: 6,
    desired: 4,
    scalingGroups: ['eks-workers-1'],
    issues: ['AsgInstanceLaunchFailures: no room', 'no code: no words'],
  });
});

test('a size and a status that are not told are unknown, and never none or enough', async () => {
  expect(expectAnswered(await fetched({ json: { nodegroup: {} } })).value).toMatchObject({
    status: 'unknown',
    minimum: 'unknown',
    maximum: 'unknown',
    desired: 'unknown',
    scalingGroups: [],
  });
});

test('a group or a cluster that AWS says is missing is absent; one of which nothing is said is not', async () => {
  expect(expectAnswered(await fetched(refusal('ResourceNotFoundException', 404))).value).toBe('absent');
  expect(await fetched({ json: {} })).toMatchObject({ state: 'failed' });
  expect(await fetched(refusal('ServerException', 500))).toMatchObject({ state: 'failed' });
});

test('a change is read with its status and why it failed; a status that is not known is no success', async () => {
  const errors = [{ errorCode: 'NodeCreationFailure', errorMessage: 'no room' }];
  expect(expectAnswered(await updateIn({ json: { update: { id: 'u-1', status: 'Failed', errors } } })).value).toEqual({
    id: 'u-1',
    status: 'failed',
    word: 'Failed',
    errors: ['NodeCreationFailure: no room'],
  });
  expect(expectAnswered(await updateIn({ json: { update: { status: 'Pondering' } } })).value).toMatchObject({
    status: 'other',
    errors: [],
  });
  expect(expectAnswered(await updateIn({ json: { update: {} } })).value).toMatchObject({ status: 'other' });
  expect(expectAnswered(await updateIn(refusal('ResourceNotFoundException', 404))).value).toBe('absent');
  expect(await updateIn({ json: {} })).toMatchObject({ state: 'failed' });
});
