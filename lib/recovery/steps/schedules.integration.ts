import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const away = sampleOf(sampleSpecs, 'schedules');
const off = { ...away, region: 'us-east-1' };
const on = { ...off, to: 'on' as const };
const name = 'checkout-orders/order-placed';

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const isOn = (region: string) => steps.world.eventBuses(region, '111122223333')[0]?.rules[0]?.enabled;

describe('schedules', () => {
  it('are turned off and on again by their rules, and believed when they are read', async () => {
    const done = await steps.perform(off);
    expect(done).toMatchObject({ state: 'done', sentence: `Turned off: ${name}: DISABLED.` });
    expect(done.calls.find(({ action }) => action === 'events:DisableRule')).toMatchObject({
      endpointRegion: 'us-east-1',
      before: `${name}: ENABLED.`,
    });
    expect(await steps.readBack(off)).toMatchObject({ verdict: 'happened' });
    expect(await steps.perform(off)).toMatchObject({ state: 'done', sentence: expect.stringMatching(/^Already off/) });
    expect([isOn('us-east-1'), isOn('us-west-2')]).toEqual([false, true]);
    expect(await steps.perform(on)).toMatchObject({ state: 'done', sentence: `Turned on: ${name}: ENABLED.` });
    expect(await steps.effects()).toMatchObject([
      { operation: 'DisableRule', role: 'antipode-failover' },
      { operation: 'EnableRule', role: 'antipode-failover' },
    ]);
  });

  it('of a region that was given up and is silent hold nothing up, and the step says what is not proven', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    expect(await steps.perform(off)).toMatchObject({
      state: 'done',
      isUnproven: true,
      sentence: expect.stringMatching(/^Not proven: us-east-1 does not say that checkout-orders\/order-placed is off/),
    });
    expect(await steps.perform(off, { mode: 'graceful' })).toMatchObject({ state: 'refused' });
  });

  it('whose answer was lost are unknown, and reading back finds them turned; what never arrived was not done', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation: 'DisableRule' });
    expect(await steps.perform(away)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(away)).toMatchObject({ verdict: 'happened' });
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'EnableRule' });
    const back = { ...away, to: 'on' as const };
    expect(await steps.perform(back)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(back)).toMatchObject({ verdict: 'did-not-happen' });
  });

  it('that AWS accepts to turn and does not fail, with how they stand', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'events' });
    expect(await steps.run(off)).toMatchObject({
      state: 'failed',
      sentence: `AWS accepted to turn ${name} off, and yet: ${name}: ENABLED.`,
    });
  });

  it('that may not be turned name the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'events:DisableRule' });
    expect(await steps.perform(off)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^events:DisableRule in us-east-1 \(account 111122223333\) was denied to the role .*antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(isOn('us-east-1')).toBe(true);
  });

  it('of another region are not found', async () => {
    expect(await steps.perform({ ...off, region: 'eu-west-1' })).toMatchObject({ state: 'refused' });
    const stranger = { ...off, rules: [...off.rules, { bus: 'default', rule: 'nightly' }] };
    expect(await steps.perform(stranger)).toMatchObject({
      state: 'refused',
      sentence: 'There is no rule nightly in us-east-1 (account 111122223333).',
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('are described by a dry run that turns nothing, and so is what stands in its way', async () => {
    expect(await steps.dryRun(off)).toMatchObject({
      wouldHappen: [`It would call events:DisableRule in us-east-1 for ${name}; now ${name}: ENABLED.`],
      inTheWay: [],
    });
    expect(await steps.dryRun(on)).toMatchObject({ wouldHappen: [`Nothing is asked for: ${name}: ENABLED.`] });
    steps.world.injectFault({ kind: 'access-denied', action: 'events:DescribeRule' });
    expect((await steps.dryRun(off)).inTheWay).toEqual([expect.stringContaining('events:DescribeRule')]);
    expect(await steps.effects()).toEqual([]);
  });
});
