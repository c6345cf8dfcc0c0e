import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LinkEntity, SourceEntity } from '@/lib/domain/entities';
import { isAwsApi } from '@/lib/domain/judge-api';
import { newestValue } from '@/lib/domain/observe';
import { type WatchedWorld, watchWorld } from '../testing/watch-world';

/** What people see when AWS answers, and says no. Users are well all the while. */

let watched: WatchedWorld;
beforeAll(async () => {
  watched = await watchWorld(21, 10);
});
afterAll(() => watched?.stop());

const apis = (): SourceEntity[] =>
  watched.collector
    .entities()
    .filter((entity): entity is SourceEntity => entity.kind === 'source')
    // Costs are asked a few times a day, whatever happens.
    .filter((source) => isAwsApi(source) && source.api !== 'ce');

function link(id: string): LinkEntity {
  const found = watched.collector.entities().find((entity) => entity.kind === 'link' && entity.id === id);
  if (found?.kind !== 'link') throw new Error(`There is no link ${id}.`);
  return found;
}

/** Nobody is called unwell for what AWS refuses the console. */
function expectUsersWell(): void {
  const { workloads, regions, console: console_ } = watched.overview();
  for (const { id, hasUsers, userHealth } of workloads) {
    if (hasUsers) expect(userHealth.state, `${id}: ${userHealth.reason}`).toBe('healthy');
  }
  for (const { code, health, reach } of regions)
    expect([code, health.state, reach]).toEqual([code, 'healthy', 'answering']);
  expect(console_.state).toBe('polling');
}

/** The APIs of a region that do not answer. */
const refusedIn = (code: string): string[] =>
  apis().flatMap(({ region, api, state }) => (region === code && state !== 'answered' ? [api] : []));

describe('several refusals at once, each in a place of its own:', () => {
  const orders = 'checkout/orders/us-east-1>us-west-2';
  let begun = 0;
  beforeAll(async () => {
    begun = watched.overview().now;
    await watched.begin(
      { kind: 'service-down', region: 'us-east-1', service: 'rds' },
      { kind: 'service-down', region: 'us-west-2', service: 'rds' },
      { kind: 'access-denied', region: 'eu-central-1', action: 'elasticloadbalancing:DescribeTargetGroups' },
      { kind: 'region-not-opted-in', region: 'ap-southeast-1' },
      { kind: 'no-support-plan' },
    );
  });
  afterAll(() => watched.recover());

  it("when rds answers with errors at both ends, checkout's copies keep their last state and its date, the source says which call fails and what to do, and nothing turns green", async () => {
    await watched.eventually(() => expect(watched.source('us-east-1', 'rds').state).toBe('failed'), 60);
    const { message, lastAnswerAt } = watched.source('us-east-1', 'rds');
    expect(message).toMatch(/^rds:Describe\w+ in us-east-1 \(account 111122223333\)/);
    expect(message).toContain(
      'Roles and replication states of Aurora global databases from there keep their last values',
    );
    await watched.eventually(() => {
      const state = link(orders).copyState;
      expect(state).toMatchObject({ state: 'missing', reason: 'failed', lastKnown: { value: 'replicating' } });
      const checkout = watched.workload('checkout');
      expect(checkout.objectives[0]?.rpo.state).toBe('not-measured');
      expect(checkout.objectives[0]?.rpo.sentence).toContain('state of the copy is not known');
      expect(checkout.protection.state).toBe('unknown');
      const [failing] = watched.findings('source-failing').filter(({ id }) => id.endsWith('us-east-1/rds'));
      expect(failing).toMatchObject({ severity: 'warning', clear: 'Clears when the call succeeds again' });
    }, 400);
    const last = newestValue(link(orders).copyState);
    expect(last).toMatchObject({ value: 'replicating', measuredAt: expect.any(Number) });
    expect(last === 'none' ? 'none' : last.measuredAt).toBeLessThanOrEqual(begun);
    expect(watched.source('us-east-1', 'rds').lastAnswerAt).toBe(lastAnswerAt);
    await watched.eventually(expectUsersWell, 60);
  });

  it('access denied for one action names the region, the source it costs and the very action that would mend it', async () => {
    await watched.eventually(() => {
      const { state, message } = watched.source('eu-central-1', 'elbv2');
      expect(state).toBe('denied');
      expect(message).toContain(
        'Allow elasticloadbalancing:DescribeTargetGroups to arn:aws:iam::111122223333:role/antipode-reader',
      );
      expect(refusedIn('eu-central-1')).toEqual(['elbv2']);
    }, 60);
    await watched.eventually(() => {
      const [denied] = watched.findings('source-denied').filter(({ id }) => id.endsWith('eu-central-1/elbv2'));
      expect(denied).toMatchObject({
        severity: 'warning',
        clear: 'Allow elasticloadbalancing:DescribeTargetGroups to the console’s role in 111122223333',
      });
      expectUsersWell();
    }, 120);
  });

  it('a region that the account has not opted in to is named with what to check there, and its users are still judged', async () => {
    await watched.eventually(() => {
      const there = apis().filter(({ region }) => region === 'ap-southeast-1');
      expect(there.length).toBeGreaterThan(4);
      for (const { message } of there) {
        expect(message).toContain('if only ap-southeast-1 refuses them, check that it is enabled for the account');
      }
      expect(refusedIn('eu-west-1')).toEqual([]);
      expectUsersWell();
    }, 120);
  });

  it('an account without a support plan says so once, as a notice that counts as no failure and is not asked again and again', async () => {
    await watched.eventually(() => expect(watched.source('us-east-1', 'health').state).toBe('no-support-plan'), 60);
    const { message, id } = watched.source('us-east-1', 'health');
    expect(message).toContain('it has no support plan, which this API needs');
    expect(message).toContain('Subscribe the account to a Business or Enterprise support plan');
    await watched.eventually(() => {
      expect(watched.findings('no-support-plan')).toMatchObject([
        { id: 'no-support-plan:111122223333', severity: 'notice', sentence: message },
      ]);
      expect(watched.overview().freshness.failing.map((one) => one.id)).not.toContain(id);
      expectUsersWell();
    }, 120);
    const calls = () => watched.collector.counts().calls['health:DescribeEvents'] ?? 0;
    const before = calls();
    await watched.throughout(() => undefined, 40);
    expect(calls() - before).toBeLessThanOrEqual(1);
  });
});

describe('one refusal of everything:', () => {
  afterEach(() => watched.recover());

  describe('throttling', () => {
    it('with half of all calls throttled, figures go on arriving, what is throttled is a notice and no trouble of the fleet', async () => {
      await watched.begin({ kind: 'throttled', share: 0.5 });
      const begun = watched.overview().now;
      await watched.eventually(() => {
        const states = new Set(apis().map(({ state }) => state));
        expect(states).toEqual(new Set(['answered', 'throttled']));
        for (const finding of watched.findings('source-throttled')) expect(finding.severity).toBe('notice');
        expect(watched.findings('source-failing').map(({ sentence }) => sentence)).toEqual([]);
      }, 60);
      await watched.eventually(() => {
        const lag = newestValue(link('catalog/items/us-east-1>eu-west-1').lag);
        expect(lag === 'none' ? 0 : lag.receivedAt).toBeGreaterThan(begun);
        expectUsersWell();
      }, 300);
    });

    it('with every call throttled, figures keep their dates, each source names the quota to raise, and users stay judged by their own path', async () => {
      await watched.begin({ kind: 'throttled' });
      await watched.eventually(() => expect(apis().filter(({ state }) => state !== 'throttled')).toEqual([]), 90);
      for (const { message, region } of apis()) {
        expect(message).toContain(`in ${region} (account 111122223333) was throttled`);
        expect(message).toMatch(new RegExp(`raise the quota of [a-z0-9]+:\\w+ in ${region}`));
      }
      const before = newestValue(link('catalog/items/us-east-1>eu-west-1').lag);
      await watched.throughout(() => {
        expect(newestValue(link('catalog/items/us-east-1>eu-west-1').lag)).toEqual(before);
        for (const { api } of watched.overview().regions) expect(api.state).not.toBe('unreachable');
      }, 30);
      await watched.eventually(expectUsersWell, 60);
    });
  });

  describe('access denied', () => {
    it('for a whole account leaves who we are known, names an action for every source, and calls no region unreachable', async () => {
      await watched.begin({ kind: 'access-denied', account: '111122223333' });
      await watched.eventually(() => {
        for (const { api, state, message, id } of apis()) {
          if (api === 'sts') expect(state).toBe('answered');
          else
            expect([
              id,
              state,
              /Allow [a-z0-9-]+:\w+ to arn:aws:iam::111122223333:role\/antipode-(reader|writer)/.test(message),
            ]).toEqual([id, 'denied', true]);
        }
        for (const { api } of watched.overview().regions)
          expect([api.state, api.sentence]).toEqual(['reachable', api.sentence]);
        expectUsersWell();
      }, 120);
    });
  });

  it('credentials that expired and cannot be renewed are named as that on every source, figures keep their dates, and nothing turns green', async () => {
    await watched.begin({ kind: 'credentials-expired' });
    await watched.eventually(() => {
      for (const { id, state } of apis()) expect([id, state]).toEqual([id, 'credentials-expired']);
      for (const { message } of apis()) expect(message).toContain("Renew the engine's credentials for the account");
      expectUsersWell();
    }, 120);
    await watched.eventually(() => {
      expect(watched.findings('credentials-expired')).toMatchObject([
        { id: 'credentials-expired:111122223333', clear: "Renew the engine's credentials for the account" },
      ]);
      expect(watched.findings('source-failing')).toEqual([]);
    }, 120);
  });

  it('a clock that is an hour off is set right by the first answer of AWS: nothing is lost and nothing is said', async () => {
    const begun = watched.overview().now;
    await watched.begin({ kind: 'clock-skew', seconds: 3600 });
    await watched.eventually(() => {
      for (const { id, state, lastAnswerAt } of apis()) {
        expect([id, state, lastAnswerAt !== 'never' && lastAnswerAt >= begun]).toEqual([id, 'answered', true]);
      }
      expect(watched.findings('source-failing')).toEqual([]);
      expectUsersWell();
    }, 120);
  });
});
