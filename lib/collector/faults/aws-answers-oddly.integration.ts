import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Entity, SourceEntity } from '@/lib/domain/entities';
import { newestValue } from '@/lib/domain/observe';
import { type WatchedWorld, watchWorld } from '../testing/watch-world';

/** What people see when AWS answers, and the answer is not whole. */

let watched: WatchedWorld;
beforeAll(async () => {
  watched = await watchWorld(23, 10);
});
afterAll(() => watched?.stop());
afterEach(() => watched.recover());

const sources = (): SourceEntity[] =>
  watched.collector.entities().filter((entity: Entity): entity is SourceEntity => entity.kind === 'source');

function expectUsersWell(): void {
  for (const { id, hasUsers, userHealth } of watched.overview().workloads) {
    if (hasUsers) expect(userHealth.state, `${id}: ${userHealth.reason}`).toBe('healthy');
  }
}

/** Nothing that is not a value is printed, whatever was left out. */
function expectOnlyValues(): void {
  expect(JSON.stringify(watched.overview())).not.toMatch(/NaN|undefined|Invalid|Infinity|null/);
}

it('half a page, without a word about the rest, makes no store look safer: what is not listed any more is not measured, and metrics that did not come are named as such', async () => {
  await watched.begin({ kind: 'partial-pages' });
  await watched.eventually(() => {
    const checkout = watched.workload('checkout');
    const [objective] = checkout.objectives;
    expect(objective?.rpo).toMatchObject({ state: 'not-measured', provableNow: false });
    expect(objective?.rpo.sentence).toMatch(/no link of (.* and )?orders is known|orders us-east-1 → us-west-2/);
    expect(checkout.protection.state).toBe('unknown');
    const { state, message } = watched.source('us-west-2', 'cloudwatch');
    expect(state).toBe('answered');
    expect(message).toMatch(/\d+ of \d+ metrics were not answered\. They are shown as failed, never as zero\./);
    const odd = watched.findings('source-odd');
    expect(odd.length).toBeGreaterThan(0);
    for (const { severity } of odd) expect(severity).toBe('notice');
    expectUsersWell();
    expectOnlyValues();
  }, 300);
});

it('a list that never ends is no answer: the source says that the same page came again and again, and what was known keeps its date', async () => {
  const before = watched.overview().links.length;
  await watched.begin({ kind: 'repeated-token' });
  await watched.eventually(() => {
    for (const api of ['elbv2', 'rds', 'autoscaling']) {
      const { state, message } = watched.source('us-east-1', api);
      expect([api, state]).toEqual([api, 'failed']);
      expect(message).toContain('gave the same page again and again');
      expect(message).toContain('keep their last values and age');
    }
    expect(watched.overview().links).toHaveLength(before);
    for (const entity of watched.collector.entities()) {
      if (entity.kind === 'endpoint') expect(newestValue(entity.capacity)).not.toBe('none');
    }
    expectUsersWell();
    expectOnlyValues();
  }, 200);
});

it('values that are missing are left out with a word about it, never made up: no alarm is called without data, and nothing turns green', async () => {
  const withoutData = ['alarm-without-data', 'alarm-in-wrong-region'] as const;
  const dataless = () => withoutData.flatMap((code) => watched.findings(code).map(({ id }) => id.slice(code.length)));
  const before = dataless();
  await watched.begin({ kind: 'values-missing', share: 0.5 });
  await watched.eventually(() => {
    const odd = sources().filter(({ state, message }) => state === 'answered' && message !== '');
    expect(odd.length).toBeGreaterThan(5);
    for (const { message } of odd) expect(message).toContain('answered, but oddly');
    const unusable = sources().filter(({ state }) => state === 'failed');
    for (const { message } of unusable) expect(message).toMatch(/keep their last values and age/);
    expectUsersWell();
  }, 200);
  await watched.throughout(() => {
    expectOnlyValues();
    expect(before).toEqual(expect.arrayContaining(dataless()));
  }, 60);
});
