import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AccountAccess } from './account-access';
import { fetchAlarms } from './cloudwatch/fetch-alarms';
import { actPutTableMarker } from './dynamodb/act-put-marker';
import { type AwsEdgeOptions, createAwsEdge } from './edge';
import { fetchGlobalClusters } from './rds/fetch-global-clusters';
import { fetchCallerIdentity } from './sts/fetch-caller-identity';
import { type ScriptedAnswer, type SeenRequest, startScriptedEndpoint } from './testing/scripted-endpoint';
import type { CallScope } from './types';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const europe = '444455556666';
const production = '111122223333';
const scopeOf = (accountId: string, region = 'us-east-1', deadlineMs = 3000): CallScope => ({
  accountId,
  region,
  deadlineMs,
});

function accessOf(accountId: string, regions = ['eu-central-1', 'eu-west-1', 'us-east-1']): AccountAccess {
  const role = (name: string) => `arn:aws:iam::${accountId}:role/antipode-${name}`;
  const roleArns = { read: role('reader'), write: role('writer'), recover: role('failover') };
  return { by: 'assumed-role', roleArns, externalId: `antipode-${accountId}`, regions };
}

/** Fleet time is UTC 02:33:00 plus what the test's clock says. */
const fleetStart = Date.UTC(2026, 10, 20, 2, 33, 0);

type Script = (request: SeenRequest, count: number) => ScriptedAnswer;

/** An edge of two accounts, of which the second may be reached in another way, on a clock that only the test moves. */
async function startFleet(assume: Script, others: Script = () => alarms, options: AwsEdgeOptions = {}) {
  const endpoint = await startScriptedEndpoint((request, count) =>
    request.operation === 'AssumeRole' ? assume(request, count) : others(request, count),
  );
  cleanups.push(() => endpoint.close());
  const time = { nowMs: 0 };
  const clock = { nowMs: () => time.nowMs, fleetTimeIn: (wallMs: number) => fleetStart + time.nowMs + wallMs };
  const edge = createAwsEdge(
    { mode: 'simulator', endpoint: endpoint.url },
    { clock, pace: 'unlimited', engineId: 'engine 1', accounts: (accountId) => accessOf(accountId), ...options },
  );
  cleanups.push(() => edge.close());
  const assumed = () => endpoint.seen.filter(({ operation }) => operation === 'AssumeRole');
  const asked = () => endpoint.seen.filter(({ operation }) => operation !== 'AssumeRole');
  return { edge, endpoint, time, assumed, asked };
}

const alarms: ScriptedAnswer = { json: { MetricAlarms: [] } };

/** What STS gives: a key that names the account, the role and how often it was asked. */
function give(request: SeenRequest, count: number | string, expiration?: Date): ScriptedAnswer {
  const [, account = '', role = ''] = /arn:aws:iam::(\d+):role\/([\w-]+)/.exec(fieldOf(request, 'RoleArn')) ?? [];
  const end = expiration === undefined ? '' : `<Expiration>${expiration.toISOString()}</Expiration>`;
  return {
    xml:
      `<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>${account}.${role}.${count}</AccessKeyId>` +
      `<SecretAccessKey>secret</SecretAccessKey><SessionToken>token-${count}</SessionToken>${end}` +
      '</Credentials></AssumeRoleResult></AssumeRoleResponse>',
  };
}

const giveOnce: Script = (request) => give(request, 'once');
const refuse = (code: string, status = 403): ScriptedAnswer => ({
  xml: `<ErrorResponse><Error><Code>${code}</Code><Message>internals: antipode-${europe}</Message></Error></ErrorResponse>`,
  status,
});

function fieldOf({ body }: SeenRequest, name: string): string {
  return new URLSearchParams(body).get(name) ?? '';
}

describe('an account with roles of its own', () => {
  test('is asked with the credentials of its reader role, for which the engine says the external id of the account', async () => {
    const { edge, assumed, asked } = await startFleet(giveOnce);

    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');

    expect(assumed()).toHaveLength(1);
    const [request] = assumed();
    if (request === undefined) return;
    expect(request).toMatchObject({ accessKeyId: 'SIM111122223333', region: 'eu-central-1' });
    expect(Object.fromEntries(new URLSearchParams(request.body))).toMatchObject({
      RoleArn: 'arn:aws:iam::444455556666:role/antipode-reader',
      ExternalId: 'antipode-444455556666',
      RoleSessionName: 'antipode-engine-1',
      DurationSeconds: '3600',
    });
    expect(asked()[0]).toMatchObject({ accessKeyId: '444455556666.antipode-reader.once', region: 'us-east-1' });
    expect(asked()[0]?.headers['x-amz-security-token']).toBe('token-once');
  });

  test('beside another one has its own credentials, whatever the order in which they are asked', async () => {
    for (const accounts of [
      [europe, production],
      [production, europe],
    ]) {
      const { edge, asked } = await startFleet(giveOnce);
      for (const account of accounts) await fetchAlarms(edge, scopeOf(account));
      expect(asked().map(({ accessKeyId }) => accessKeyId)).toEqual(
        accounts.map((account) => `${account}.antipode-reader.once`),
      );
    }
  });

  test('beside the account of the engine itself leaves that one with its own credentials, and no role is asked for', async () => {
    const { edge, assumed, asked } = await startFleet(giveOnce, () => alarms, {
      accounts: (id) => (id === production ? { by: 'own-credentials' } : accessOf(id)),
    });
    await fetchAlarms(edge, scopeOf(production));
    expect(assumed()).toHaveLength(0);
    await fetchAlarms(edge, scopeOf(europe));
    expect(asked().map(({ accessKeyId }) => accessKeyId)).toEqual([
      'SIM111122223333',
      '444455556666.antipode-reader.once',
    ]);
  });

  test('is written to with the writer role, which is used for nothing that reads', async () => {
    const table = {
      Table: {
        TableName: 'items',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      },
    };
    const { edge, asked } = await startFleet(giveOnce, ({ operation }) => ({
      json: operation === 'DescribeTable' ? table : {},
    }));

    expect((await actPutTableMarker(edge, scopeOf(europe), 'items', 1)).state).toBe('answered');

    expect(asked().map(({ operation, accessKeyId }) => [operation, accessKeyId])).toEqual([
      ['DescribeTable', '444455556666.antipode-reader.once'],
      ['PutItem', '444455556666.antipode-writer.once'],
    ]);
  });

  test('whose fleet file names another role is asked with that one from the next call on', async () => {
    let name = 'reader';
    const { edge, asked } = await startFleet(giveOnce, () => alarms, {
      accounts: (id) => {
        const access = accessOf(id);
        const role = (each: string) => `arn:aws:iam::${id}:role/${each}`;
        const roleArns = { read: role(name), write: role('writer'), recover: role('failover') };
        return access.by === 'assumed-role' ? { ...access, roleArns } : access;
      },
    });
    await fetchAlarms(edge, scopeOf(europe));
    name = 'another';
    await fetchAlarms(edge, scopeOf(europe));
    expect(asked().map(({ accessKeyId }) => accessKeyId)).toEqual([
      '444455556666.reader.once',
      '444455556666.another.once',
    ]);
  });
});

describe('credentials of a role', () => {
  test('are asked for once, however many calls need them at the same time', async () => {
    const { edge, assumed } = await startFleet(giveOnce);
    const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-1'];
    const answers = await Promise.all([
      ...regions.map((region) => fetchAlarms(edge, scopeOf(europe, region))),
      ...regions.map((region) => fetchCallerIdentity(edge, scopeOf(europe, region))),
    ]);
    expect(answers.slice(0, 5).map(({ state }) => state)).toEqual(regions.map(() => 'answered'));
    expect(assumed()).toHaveLength(1);
  });

  test('are renewed ahead of their end, and no call waits for it', async () => {
    const { edge, assumed, asked, time } = await startFleet((request, count) =>
      count === 1 ? give(request, 1) : 'hang',
    );
    await fetchAlarms(edge, scopeOf(europe));
    time.nowMs = 47 * 60_000;
    await fetchAlarms(edge, scopeOf(europe));
    expect(assumed()).toHaveLength(1);
    time.nowMs = 51 * 60_000;

    const startedAt = performance.now();
    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');

    expect(performance.now() - startedAt).toBeLessThan(900);
    await vi.waitFor(() => expect(assumed()).toHaveLength(2), { timeout: 20_000 });
    expect(new Set(asked().map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['444455556666.antipode-reader.1']));
  });

  test('are not used in their last five minutes when others can be had', async () => {
    const { edge, asked, time } = await startFleet((request, count) => give(request, count));
    await fetchAlarms(edge, scopeOf(europe));
    time.nowMs = 56 * 60_000;
    await fetchAlarms(edge, scopeOf(europe));
    expect(asked().map(({ accessKeyId }) => accessKeyId)).toEqual([
      '444455556666.antipode-reader.1',
      '444455556666.antipode-reader.3',
    ]);
  });

  test('serve to their very end when no STS gives others, and not a moment longer', async () => {
    const { edge, time } = await startFleet((request, count) => (count === 1 ? give(request, 1) : 'cut'));
    await fetchAlarms(edge, scopeOf(europe));
    time.nowMs = 59 * 60_000;
    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');
    time.nowMs = 61 * 60_000;
    expect(await fetchAlarms(edge, scopeOf(europe))).toMatchObject({ state: 'unreachable', call: 'sts:AssumeRole' });
  });

  test('that end earlier than asked for are kept until five minutes before that', async () => {
    const { edge, assumed, time } = await startFleet((request, count) =>
      give(request, count, new Date(Date.now() + 20 * 60_000)),
    );
    await fetchAlarms(edge, scopeOf(europe));
    time.nowMs = 7 * 60_000;
    await fetchAlarms(edge, scopeOf(europe));
    expect(assumed()).toHaveLength(1);
    time.nowMs = 16 * 60_000;
    await fetchAlarms(edge, scopeOf(europe));
    expect(assumed()).toHaveLength(2);
  });

  test('are kept by a machine whose clock is hours off as by any other', async () => {
    for (const hours of [-5, 5]) {
      const { edge, assumed } = await startFleet((request, count) =>
        give(request, count, new Date(Date.now() + hours * 3_600_000)),
      );
      await fetchAlarms(edge, scopeOf(europe));
      await fetchAlarms(edge, scopeOf(europe));
      expect(assumed()).toHaveLength(1);
    }
  });

  test('that are refused as expired are renewed, and the call is made once more', async () => {
    const { edge, asked, time } = await startFleet(
      (request, count) => give(request, count),
      ({ accessKeyId }) =>
        accessKeyId.endsWith('.1') ? { json: { __type: 'ExpiredTokenException' }, status: 400 } : alarms,
    );
    time.nowMs = 1000;
    await edge.roles.enter(europe, 'read');
    time.nowMs = 60_000;
    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');
    expect(asked()).toHaveLength(2);
  });
});

describe('the region whose STS is asked', () => {
  test('is the next one when one cannot be reached, never us-east-1 alone, and the dark one is asked last from then on', async () => {
    const { edge, assumed, time } = await startFleet((request, count) =>
      request.region === 'eu-central-1' ? 'cut' : give(request, count),
    );
    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');
    expect(assumed().map(({ region }) => region)).toEqual(['eu-central-1', 'eu-west-1']);
    time.nowMs = 56 * 60_000;
    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');
    expect(assumed().map(({ region }) => region)).toEqual(['eu-central-1', 'eu-west-1', 'eu-west-1']);
  });

  test('that hangs costs a second once, and no region that answers is waited for longer', async () => {
    const { edge, endpoint, assumed } = await startFleet((request) =>
      request.region === 'eu-central-1' ? 'hang' : give(request, 1),
    );
    const startedAt = performance.now();
    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');
    expect(performance.now() - startedAt).toBeLessThan(2900);
    await endpoint.seen[0]?.closed;
    await fetchAlarms(edge, scopeOf(production));
    expect(assumed().map(({ region }) => region)).toEqual(['eu-central-1', 'eu-west-1', 'eu-west-1']);
  });

  test.each([
    ['that is not enabled for the account', refuse('RegionDisabledException')],
    ['that does not know the key', refuse('InvalidClientTokenId')],
    ['that throttles', refuse('Throttling', 400)],
    ['that is broken', refuse('InternalFailure', 500)],
  ])('%s leaves it to the next', async (_what, answer) => {
    const { edge, assumed } = await startFleet((request) =>
      request.region === 'eu-west-1' ? give(request, 1) : answer,
    );
    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');
    expect(assumed().map(({ region }) => region)).toEqual(['eu-central-1', 'eu-west-1']);
  });
});

describe('an account that does not let the engine in', () => {
  test('is denied in every source, with the role, the action and what may be wrong; the external id itself is not shown', async () => {
    const { edge, assumed, asked } = await startFleet(() => refuse('AccessDenied'));

    const answer = await fetchGlobalClusters(edge, scopeOf(europe));

    expect(answer).toEqual({
      state: 'denied',
      call: 'sts:AssumeRole',
      refused: {
        what: 'role',
        action: 'sts:AssumeRole',
        roleArn: 'arn:aws:iam::444455556666:role/antipode-reader',
      },
      message:
        'rds:DescribeGlobalClusters in us-east-1 (account 444455556666) is not asked, because the role ' +
        'arn:aws:iam::444455556666:role/antipode-reader is not given: sts:AssumeRole in eu-central-1 was denied. Roles ' +
        'and replication states of Aurora global databases from there keep their last values and age. AWS does not say ' +
        'which it is: that role is not there; its trust policy does not name the engine, or asks for another ' +
        "sts:ExternalId than the externalId of account 444455556666 in the fleet file; or the engine's own policy does " +
        'not allow sts:AssumeRole on it. docs/aws-permissions.md has all of these policies.',
    });
    expect(JSON.stringify(answer)).not.toContain(`antipode-${europe}`);
    // A region that answers has said it for all of them.
    expect(assumed()).toHaveLength(1);
    expect(asked()).toHaveLength(0);
  });

  test('is not asked again for a while, other accounts go on, and what was wrong is over as soon as it is put right', async () => {
    let isWrong = true;
    const { edge, assumed, time } = await startFleet((request, count) =>
      isWrong && fieldOf(request, 'RoleArn').includes(europe) ? refuse('AccessDenied') : give(request, count),
    );
    await fetchAlarms(edge, scopeOf(europe));
    for (let count = 0; count < 20; count += 1) {
      const answer = await fetchAlarms(edge, scopeOf(europe, count % 2 === 0 ? 'us-east-1' : 'eu-west-1'));
      expect(answer).toMatchObject({ state: 'denied', message: expect.stringContaining('is asked again at 02:33:0') });
      const until = 'notAskedUntil' in answer ? answer.notAskedUntil : undefined;
      expect(until).toBeGreaterThanOrEqual(fleetStart + 4000);
      expect(until).toBeLessThanOrEqual(fleetStart + 5000);
    }
    expect(assumed()).toHaveLength(1);
    expect((await fetchAlarms(edge, scopeOf(production))).state).toBe('answered');

    isWrong = false;
    time.nowMs = 5001;
    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');
  });

  test('only as a writer is read as ever', async () => {
    const { edge } = await startFleet((request, count) =>
      fieldOf(request, 'RoleArn').endsWith('writer') ? refuse('AccessDenied') : give(request, count),
    );
    expect(await actPutTableMarker(edge, scopeOf(europe), 'items', 1)).toMatchObject({
      state: 'denied',
      call: 'sts:AssumeRole',
      message: expect.stringContaining('role/antipode-writer is not given'),
    });
    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');
  });

  test('because no region answers is unreachable, with the regions that were asked', async () => {
    const { edge, assumed } = await startFleet(() => 'cut');
    const answer = await fetchAlarms(edge, scopeOf(europe));
    expect(answer).toMatchObject({
      state: 'unreachable',
      message: expect.stringContaining('sts:AssumeRole in eu-central-1, eu-west-1, us-east-1 could not be reached'),
    });
    expect(assumed()).toHaveLength(3);
  });

  test('because every region hangs times out, by the deadline of the call and not later', async () => {
    const { edge, asked } = await startFleet(() => 'hang');
    const startedAt = performance.now();
    const answer = await fetchAlarms(edge, scopeOf(europe, 'us-east-1', 400));
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(answer).toMatchObject({
      state: 'timed-out',
      call: 'sts:AssumeRole',
      message: expect.stringContaining('sts:AssumeRole was not answered by any region so far'),
    });
    expect(asked()).toHaveLength(0);
  });

  test("because the engine's own credentials have expired says that", async () => {
    const { edge } = await startFleet(() => refuse('ExpiredToken'));
    expect(await fetchAlarms(edge, scopeOf(europe))).toMatchObject({
      state: 'credentials-expired',
      call: 'sts:AssumeRole',
    });
  });

  test('harms no breaker: the endpoints themselves were never asked', async () => {
    const { edge, time } = await startFleet((request, count) =>
      count <= 8 ? refuse('AccessDenied') : give(request, 1),
    );
    for (let count = 0; count < 8; count += 1) {
      expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('denied');
      time.nowMs += 30_000;
    }
    expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');
  });
});

test('a call that is denied names the role that needs the action', async () => {
  const { edge } = await startFleet(giveOnce, () => ({ json: { __type: 'AccessDeniedException' }, status: 400 }));
  expect(await fetchAlarms(edge, scopeOf(europe))).toMatchObject({
    state: 'denied',
    message: expect.stringContaining(
      'Allow cloudwatch:DescribeAlarms to arn:aws:iam::444455556666:role/antipode-reader, and check',
    ),
  });
});

test('in simulator mode roles are assumed over loopback with the key of the simulator, whatever the surroundings say', async () => {
  for (const [name, value] of Object.entries({
    AWS_ACCESS_KEY_ID: 'AKIAREAL',
    AWS_SECRET_ACCESS_KEY: 'real-secret',
    AWS_SESSION_TOKEN: 'real-token',
    AWS_PROFILE: 'production',
    AWS_CONFIG_FILE: '/proc/self/mem',
    AWS_SHARED_CREDENTIALS_FILE: '/proc/self/mem',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:1',
    AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/proc/self/environ',
    AWS_ROLE_ARN: 'arn:aws:iam::999988887777:role/real',
    AWS_STS_REGIONAL_ENDPOINTS: 'legacy',
    AWS_REGION: 'us-gov-west-1',
    HTTPS_PROXY: 'http://127.0.0.1:1',
  })) {
    vi.stubEnv(name, value);
  }
  const { edge, assumed, asked } = await startFleet(giveOnce);
  expect((await fetchAlarms(edge, scopeOf(europe))).state).toBe('answered');
  expect(assumed().map(({ accessKeyId }) => accessKeyId)).toEqual(['SIM111122223333']);
  expect(assumed()[0]?.headers['x-amz-security-token']).toBeUndefined();
  expect(asked().map(({ accessKeyId }) => accessKeyId)).toEqual(['444455556666.antipode-reader.once']);
});

test('in aws mode roles are assumed with what the provider chain of the SDK gives, and calls are made with the role', async () => {
  const endpoint = await startScriptedEndpoint((request) =>
    request.operation === 'AssumeRole' ? give(request, 'once') : alarms,
  );
  cleanups.push(() => endpoint.close());
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAENGINE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint.url);
  vi.stubEnv('AWS_CONFIG_FILE', '/nowhere');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere');
  const edge = createAwsEdge(
    { mode: 'aws' },
    { accounts: (id) => (id === production ? { by: 'own-credentials' } : accessOf(id)) },
  );
  cleanups.push(() => edge.close());
  for (const account of [production, europe]) {
    expect((await fetchAlarms(edge, scopeOf(account))).state).toBe('answered');
  }
  expect(endpoint.seen.map(({ operation, accessKeyId, region }) => [operation, accessKeyId, region])).toEqual([
    ['DescribeAlarms', 'AKIAENGINE', 'us-east-1'],
    ['AssumeRole', 'AKIAENGINE', 'eu-central-1'],
    ['DescribeAlarms', '444455556666.antipode-reader.once', 'us-east-1'],
  ]);
});
