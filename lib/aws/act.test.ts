import { expect, test } from 'vitest';
import { actSetDesiredCapacity } from './autoscaling/act-resize-group';
import { createAwsEdge } from './edge';
import { actFailOverDatastore } from './elasticache/act-fail-over-datastore';
import { actFailOverGlobalCluster, actSwitchOverGlobalCluster } from './rds/act-move-writer';
import { actPromoteReplica } from './rds/act-promote-replica';
import type { DatabaseInstance, GlobalCluster } from './rds/readings';
import { scriptedScope, withScriptedEdge } from './testing/scripted-edge';
import type { ScriptedAnswer } from './testing/scripted-endpoint';
import type { ActAnswer } from './types';

const done =
  '<SetDesiredCapacityResponse><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></SetDesiredCapacityResponse>';
const refusal = (code: string, text: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error><RequestId>r-2</RequestId></ErrorResponse>`;

/** What is made of an answer to SetDesiredCapacity, and how often it was asked. */
async function answered(answer: ScriptedAnswer, deadlineMs = 2000): Promise<ActAnswer & { readonly sent: number }> {
  return withScriptedEdge(
    () => answer,
    async (edge, endpoint) => ({
      ...(await actSetDesiredCapacity(edge, { ...scriptedScope, deadlineMs }, 'checkout-use1', 4)),
      sent: endpoint.seen.length,
    }),
  );
}

test('what AWS accepts carries its request id and the region whose endpoint was asked', async () => {
  expect(await answered({ xml: done, requestId: 'r-1' })).toEqual({
    state: 'accepted',
    action: 'autoscaling:SetDesiredCapacity',
    endpointRegion: 'us-east-1',
    requestId: 'r-1',
    sent: 1,
  });
});

test('a refusal changed nothing, and keeps the words of AWS apart from ours', async () => {
  expect(await answered({ xml: refusal('ValidationError', 'above max'), status: 400, requestId: 'r-2' })).toMatchObject(
    {
      state: 'refused',
      requestId: 'r-2',
      said: { code: 'ValidationError', text: 'above max' },
      message: expect.stringMatching(
        /in us-east-1 \(account 111122223333\) was refused by AWS \(ValidationError\)\. Nothing was changed\.$/,
      ),
      sent: 1,
    },
  );
});

test('a denial names the action, the account, the region and who was denied', async () => {
  const denied = await answered({ xml: refusal('AccessDenied', 'internal'), status: 403 });
  expect(denied).toMatchObject({
    state: 'refused',
    source: 'denied',
    next: expect.stringContaining('Allow autoscaling:SetDesiredCapacity'),
  });
  expect(JSON.stringify(denied)).not.toContain('internal');
});

test.each<[string, ScriptedAnswer, number]>([
  ['no answer at all', 'hang', 200],
  ['a connection that is broken off', 'cut', 2000],
  ['an error of the service', { xml: refusal('InternalFailure', 'x'), status: 500 }, 2000],
  ['an answer that cannot be read', { xml: 'nonsense', status: 503 }, 2000],
])('after %s nobody knows whether it was done, and it is not sent again', async (_what, answer, deadlineMs) => {
  const ended = await answered(answer, deadlineMs);
  expect(ended).toMatchObject({
    state: 'unknown',
    message: expect.stringContaining('Whether it was done is not known.'),
    next: expect.stringContaining('Read back'),
    sent: 1,
  });
});

test('a throttled act is refused once and not repeated: whether it may be is for the run to say', async () => {
  expect(await answered({ xml: refusal('Throttling', 'slow'), status: 400 })).toMatchObject({
    state: 'refused',
    source: 'throttled',
    sent: 1,
  });
});

test('what nobody took the connection for was not sent', async () => {
  const edge = createAwsEdge({ mode: 'simulator', endpoint: 'http://127.0.0.1:1' });
  const ended = await actSetDesiredCapacity(edge, scriptedScope, 'checkout-use1', 4);
  edge.close();
  expect(ended).toMatchObject({
    state: 'not-sent',
    requestId: 'none',
    message: expect.stringContaining('nothing was changed'),
  });
});

test('cancelling the run does not break an act off', async () => {
  await withScriptedEdge(
    () => ({ xml: done }),
    async (edge) => {
      const scope = { ...scriptedScope, signal: AbortSignal.abort() };
      expect(await actSetDesiredCapacity(edge, scope, 'checkout-use1', 4)).toMatchObject({ state: 'accepted' });
    },
  );
});

const member = (region: string, isWriter: boolean) => ({
  clusterArn: `arn:aws:rds:${region}:111122223333:cluster:checkout`,
  clusterIdentifier: 'checkout',
  region,
  accountId: '111122223333',
  isWriter,
  synchronization: 'connected' as const,
});
const [writer, target] = [member('us-east-1', true), member('us-west-2', false)];
const cluster: GlobalCluster = {
  identifier: 'checkout-global',
  arn: '',
  status: 'available',
  engine: 'aurora-postgresql',
  engineVersion: '16.6',
  members: [writer, target],
  failover: 'none',
};

const secondary = {
  replicationGroupId: 'c-usw2',
  region: 'us-west-2',
  role: 'secondary',
  status: 'associated',
} as const;
const datastore = { identifier: 'ldgnf-cache', status: 'available', members: [secondary] };
const replica: DatabaseInstance = {
  identifier: 'index-usw2',
  region: 'us-west-2',
  engine: 'mysql',
  status: 'available',
  follows: { identifier: 'index-use1', region: 'us-east-1' },
  replicas: [],
};

test('a writer is moved from the right region or not at all: nothing is sent to the wrong one', async () => {
  await withScriptedEdge(
    () => ({ xml: done }),
    async (edge, endpoint) => {
      const elsewhere = { ...scriptedScope, region: 'us-west-2' };
      for (const [ended, wanted] of [
        [await actFailOverGlobalCluster(edge, scriptedScope, cluster, target), 'us-west-2'],
        [await actFailOverDatastore(edge, scriptedScope, datastore, secondary), 'us-west-2'],
        [await actSwitchOverGlobalCluster(edge, elsewhere, cluster, target), 'us-east-1'],
        [await actPromoteReplica(edge, scriptedScope, replica), 'us-west-2'],
      ] as const) {
        expect(ended).toMatchObject({ state: 'not-sent', next: `Ask for it in ${wanted}.` });
      }
      expect(endpoint.seen).toEqual([]);
    },
  );
});
