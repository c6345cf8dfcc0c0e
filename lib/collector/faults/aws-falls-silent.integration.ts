import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CostEntity, Entity, EntityKind, EntityOf } from '@/lib/domain/entities';
import { ageSeconds } from '@/lib/domain/freshness';
import { newestValue } from '@/lib/domain/observe';
import { claimsOf } from '@/lib/domain/testing/claims';
import { type WatchedWorld, watchWorld } from '../testing/watch-world';

/** What people see when something of AWS does not answer at all, and the users of the fleet are well. */

let watched: WatchedWorld;
beforeAll(async () => {
  watched = await watchWorld(22, 10);
});
afterAll(() => watched?.stop());
afterEach(() => watched.recover());

function all<K extends EntityKind>(kind: K): EntityOf<K>[] {
  return watched.collector.entities().filter((entity: Entity): entity is EntityOf<K> => entity.kind === kind);
}

function expectUsersWell(): void {
  for (const { id, hasUsers, userHealth } of watched.overview().workloads) {
    if (hasUsers) expect(userHealth.state, `${id}: ${userHealth.reason}`).toBe('healthy');
  }
}

function expectNoRegionDown(): void {
  const { regions, workloads } = watched.overview();
  expect(regions.filter(({ health }) => health.state === 'down')).toEqual([]);
  expect(workloads.filter(({ userHealth }) => userHealth.state === 'down')).toEqual([]);
}

it('when dynamodb in us-east-1 hangs, the call that does not answer is named, the other ends of its tables go on telling, and everything else of the region answers in its rhythm', async () => {
  await watched.begin({ kind: 'service-down', region: 'us-east-1', service: 'dynamodb', answer: 'hangs' });
  const begun = watched.overview().now;
  await watched.eventually(() => {
    const { state, message } = watched.source('us-east-1', 'dynamodb');
    expect(state).toBe('timed-out');
    expect(message).toContain('dynamodb:DescribeTable in us-east-1 (account 111122223333)');
    const { api, health } = watched.region('us-east-1');
    expect(api.state).toBe('partly');
    // Users get errors too where a table cannot be read; that is published minutes later, and is no region down.
    expect(['healthy', 'degraded']).toContain(health.state);
    expect(api.sentence).toContain('dynamodb:DescribeTable');
    for (const name of ['rds', 'elbv2', 'cloudwatch', 'sqs']) {
      const { lastAnswerAt } = watched.source('us-east-1', name);
      expect([name, lastAnswerAt !== 'never' && lastAnswerAt > begun]).toEqual([name, true]);
    }
    const items = all('link').find(({ id }) => id === 'catalog/items/us-east-1>eu-west-1');
    expect(items?.copyState).toMatchObject({ state: 'observed', value: 'replicating' });
  }, 250);
  expectNoRegionDown();
});

it('when answers of rds in us-west-2 are lost on their way, the call is named as one that was broken off, and what was known keeps its date', async () => {
  const links = all('link').length;
  await watched.begin({ kind: 'answers-lost', region: 'us-west-2', service: 'rds' });
  await watched.eventually(() => {
    const { state, message } = watched.source('us-west-2', 'rds');
    expect(state).toBe('unreachable');
    expect(message).toMatch(/^rds:\w+ in us-west-2 \(account 111122223333\) could not be reached: .*broken off/);
    expect(all('link')).toHaveLength(links);
    expectUsersWell();
  }, 250);
  expectNoRegionDown();
});

describe('the control planes of us-east-1, with every region alive', () => {
  it.each(['errors', 'hangs'] as const)(
    'that give %s leave users well, names answered, costs and records with their dates, and no region called down',
    async (answer) => {
      const costs = (): CostEntity['monthToDate'][] => all('cost').map(({ monthToDate }) => monthToDate);
      const records = () => all('routing').map(({ id, records: known }) => ({ id, records: known }));
      const [costsBefore, recordsBefore] = [costs(), records()];
      expect(costsBefore).toHaveLength(1);
      await watched.begin({ kind: 'control-planes-down', answer });
      const begun = watched.overview().now;
      await watched.eventually(() => {
        for (const name of ['route53', 'cloudfront', 'health']) {
          const { state, message } = watched.source('us-east-1', name);
          expect([name, state]).toEqual([name, answer === 'errors' ? 'failed' : 'timed-out']);
          expect(message).toContain('in us-east-1 (account 111122223333)');
        }
        for (const { hostname, answer: dns } of all('routing')) {
          expect([hostname, dns.state, dns.state === 'observed' && dns.measuredAt > begun]).toEqual([
            hostname,
            'observed',
            true,
          ]);
        }
        expectUsersWell();
        expect(watched.overview().headline.health).toBe('healthy');
      }, 250);
      expectNoRegionDown();
      expect(costs()).toEqual(costsBefore);
      expect(records()).toEqual(recordsBefore);
      expect(watched.overview().costs).toMatchObject([{ asOf: expect.any(Number) }]);
    },
  );
});

it('when every API of us-west-2 hangs the region is unknown, unreachable from here and never down, its copies keep their dates, and who it protects is not known', async () => {
  await watched.begin({ kind: 'endpoint-hangs', region: 'us-west-2' });
  await watched.eventually(() => {
    const { health, api, reach } = watched.region('us-west-2');
    expect([health.state, api.state, reach]).toEqual(['unknown', 'unreachable', 'dark']);
    expect(health.reason).toMatch(/^unreachable from here; No API answers from here since \d\d:\d\d:\d\d/);
    const checkout = watched.workload('checkout');
    expect(checkout.userHealth.state).toBe('healthy');
    expect(checkout.protection).toMatchObject({
      state: 'unknown',
      sentence: expect.stringContaining('us-west-2 is unreachable from here: whether it could take over is not known'),
    });
    expect(checkout.objectives[0]?.rpo.state).toBe('not-measured');
    expect(checkout.objectives[0]?.rpo.sentence).toContain('us-west-2 is unreachable from here');
    expect(watched.findings('region-unreachable')).toMatchObject([
      { region: 'us-west-2', clear: expect.stringContaining('Ask a second place before acting on it') },
    ]);
    expect(watched.findings('region-down')).toEqual([]);
  }, 300);
  const lag = all('link').find(({ id }) => id === 'media/index/us-east-1>us-west-2')?.lag;
  expect(lag === undefined ? 'none' : newestValue(lag)).toMatchObject({ value: expect.any(Number) });
});

it('a console cut off from everything says that it is we who are cut off, claims nothing to be well, calls nothing down, and its ages grow', async () => {
  await watched.begin({ kind: 'console-cut-off' });
  await watched.eventually(() => {
    const { console: console_, headline } = watched.overview();
    expect(console_).toMatchObject({
      state: 'cut-off',
      sentence: 'Console is cut off: no region is reachable from here. This says nothing about the fleet.',
    });
    expect(headline.health).toBe('unknown');
    const [cutOff, ...others] = watched.findings().filter(({ severity }) => severity === 'critical');
    // What stood before stays, and says that it is not confirmed.
    expect(others.filter(({ unconfirmedSince }) => unconfirmedSince === undefined)).toEqual([]);
    expect(cutOff).toMatchObject({ code: 'console-cut-off', clear: expect.stringContaining('Check the network') });
    expect([...claimsOf(watched.overview())]).toEqual([]);
  }, 400);
  const newest = (at: number) => watched.overview().regions.map(({ newestMeasuredAt }) => toAge(newestMeasuredAt, at));
  const first = newest(watched.overview().now);
  await watched.throughout(() => {
    expect(watched.overview().console.state).toBe('cut-off');
    expectNoRegionDown();
  }, 60);
  for (const [index, age] of newest(watched.overview().now).entries()) {
    expect(age).toBeGreaterThan((first[index] ?? Number.POSITIVE_INFINITY) + 50);
  }
});

function toAge(at: number | 'never', now: number): number {
  return at === 'never' ? Number.POSITIVE_INFINITY : ageSeconds(at, now);
}
