import { describe, expect, test } from 'vitest';
import type { Answer, CheckerReading, HealthCheckReading } from '@/lib/aws';
import type { HealthCheckEntity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import { sampleEndpoint } from '@/lib/domain/testing/arbitraries';
import { neverAsked } from '../carry';
import { Snapshot } from '../snapshot';
import type { AskContext, MergeContext } from '../source';
import { smallFleet } from '../testing/fake-ports';
import { Topology } from '../topology';
import { keepHealthChecks } from './health-check-list';
import { chooseDue, healthCheckers, toReport } from './health-checkers';
import { checksPerTurn, toCheckersCadence } from './health-checkers-pace';

const account = '111122223333';
const now = Date.UTC(2026, 10, 20, 12);
const settings = {
  toFleetSeconds: (wallMs: number) => wallMs / 1000,
  periodOf: (_id: string, usualSeconds: number) => usualSeconds,
};

function checkNamed(name: string, heardAt: number | 'never' = 'never'): HealthCheckEntity {
  return {
    kind: 'health-check',
    id: `${account}/${name}`,
    accountId: account,
    checkId: name,
    workloadId: 'shop',
    hostname: `${name}.shop.acme.example`,
    path: '/healthz',
    intervalSeconds: 10,
    failureThreshold: 3,
    disabled: false,
    inverted: false,
    checkers: heardAt === 'never' ? neverAsked(now) : toObserved([], heardAt, heardAt, 'aws-api'),
    cadence: toCheckersCadence(1),
  };
}

/** Asks the source once; the answers of AWS by check. */
async function askOnce(snapshot: Snapshot, answerOf: (checkId: string) => Answer<readonly CheckerReading[]>) {
  const asked: string[] = [];
  const [task] = healthCheckers(smallFleet, settings);
  const plan = { fleet: smallFleet, topology: new Topology(), snapshot };
  const context = {
    ...plan,
    askedAt: now,
    scope: { accountId: account, region: 'us-east-1', deadlineMs: 5000 },
    counters: { countCall: () => undefined, countBilledMetrics: () => undefined },
    ports: {
      aws: {
        checkers: async (_scope: unknown, checkId: string) => {
          asked.push(checkId);
          return answerOf(checkId);
        },
      },
    },
  } as unknown as AskContext;
  const outcome = await task?.ask(context);
  if (outcome !== undefined && outcome !== 'nothing-to-ask') {
    outcome.merge({ ...plan, askedAt: now, receivedAt: now + 50 });
  }
  return { asked, outcome };
}

const passing: Answer<readonly CheckerReading[]> = {
  state: 'answered',
  value: [{ region: 'eu-west-1', checkedAt: now - 3000, status: 'Success: HTTP Status Code 200, OK' }],
  notices: [],
};
const denied: Answer<readonly CheckerReading[]> = {
  state: 'denied',
  call: 'route53:GetHealthCheckStatus',
  message: 'was denied',
  refused: { what: 'action', action: 'route53:GetHealthCheckStatus', roleArn: 'own' },
};

describe('what Route 53’s checkers say', () => {
  test('is kept with each check, by the region they ask from', async () => {
    const snapshot = new Snapshot([checkNamed('one')]);
    await askOnce(snapshot, () => passing);
    expect(snapshot.find('health-check', `${account}/one`)?.checkers).toMatchObject({
      state: 'observed',
      value: [{ region: 'eu-west-1', outcome: 'pass', checkedAt: now - 3000 }],
    });
  });

  test('is asked for no more than a turn allows, those not heard for longest first', async () => {
    const many = Array.from({ length: 50 }, (_, index) => checkNamed(`check-${index}`, now - index * 1000));
    const { asked } = await askOnce(new Snapshot(many), () => passing);
    expect(asked).toHaveLength(checksPerTurn);
    expect(asked[0]).toBe('check-49');
  });

  test('is asked first where the endpoint does not pass, and never so that the others wait for ever', () => {
    const many = Array.from({ length: 60 }, (_, index) => checkNamed(`check-${index}`, now - index * 1000));
    const failing = many.slice(0, 30).map(({ hostname }, index) =>
      sampleEndpoint({
        id: `shop/web/r${index}`,
        hostname,
        route53: toObserved({ outcome: 'fail', detail: 'unhealthy' }, now, now, 'route53-answer'),
      }),
    );
    const due = chooseDue(new Snapshot([...many, ...failing]), account).map(({ checkId }) => checkId);
    expect(due).toHaveLength(checksPerTurn);
    expect(due.slice(0, 10)).toEqual(
      many
        .slice(20, 30)
        .reverse()
        .map(({ checkId }) => checkId),
    );
    expect(due).toContain('check-59');
  });

  test('that is refused is asked once a turn, for all of it, and the action is named', async () => {
    const snapshot = new Snapshot([checkNamed('one'), checkNamed('two')]);
    const { asked, outcome } = await askOnce(snapshot, () => denied);
    expect(asked).toEqual(['one']);
    expect(outcome).toMatchObject({ state: 'denied', refused: [{ action: 'route53:GetHealthCheckStatus' }] });
    for (const { checkers } of snapshot.all('health-check')) expect(checkers).toMatchObject({ reason: 'denied' });
  });

  test('of a check that is gone stops nobody else', async () => {
    const failed = { state: 'failed', call: 'route53:GetHealthCheckStatus', message: 'refused (404)' } as const;
    const snapshot = new Snapshot([checkNamed('one'), checkNamed('two')]);
    const { asked } = await askOnce(snapshot, (id) => (id === 'one' ? failed : passing));
    expect(asked).toEqual(['one', 'two']);
    expect(snapshot.find('health-check', `${account}/two`)?.checkers.state).toBe('observed');
  });

  test('is nothing to ask for where no check is known', async () => {
    expect((await askOnce(new Snapshot(), () => passing)).outcome).toBe('nothing-to-ask');
  });

  test('in words that are neither success nor failure is not guessed at', () => {
    const reading = { region: 'eu-west-1', checkedAt: now };
    expect(toReport({ ...reading, status: 'Success: HTTP Status Code 200, OK' }).outcome).toBe('pass');
    expect(toReport({ ...reading, status: 'Failure: Connection refused' }).outcome).toBe('fail');
    expect(toReport({ ...reading, status: 'Unknown.' }).outcome).toBe('unrecognised');
  });
});

describe('the health checks that are watched', () => {
  const reading = (id: string, hostname: string | 'none', type = 'HTTPS'): HealthCheckReading => ({
    id,
    type,
    hostname,
    path: '/healthz',
    intervalSeconds: 10,
    failureThreshold: 3,
    routingControlArn: 'none',
    childIds: [],
    measuresLatency: false,
    disabled: false,
    inverted: false,
  });

  test('are those of the fleet’s endpoints; others, those of routing controls and those gone are not', () => {
    const snapshot = new Snapshot([checkNamed('gone')]);
    const context = { fleet: smallFleet, topology: new Topology(), snapshot, receivedAt: now, askedAt: now };
    const checks = [
      reading('ours', 'us-east-1.shop.acme.example'),
      reading('theirs', 'elsewhere.example'),
      reading('switch', 'none', 'RECOVERY_CONTROL'),
    ];
    keepHealthChecks(account, checks, context as MergeContext);
    expect(snapshot.all('health-check').map(({ checkId, workloadId }) => [checkId, workloadId])).toEqual([
      ['ours', 'shop'],
    ]);
  });

  test('have a rhythm that is as long as a round of all of them takes', () => {
    expect(toCheckersCadence(1).cadenceSeconds).toBe(60);
    expect(toCheckersCadence(2000).cadenceSeconds).toBe(6000);
  });
});
