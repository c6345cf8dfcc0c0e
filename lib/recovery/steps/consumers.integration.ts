import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const on = sampleOf(sampleSpecs, 'consumers');
const [targetUuid = ''] = on.mappings;
const sourceUuid = '8028a687-e721-231c-5215-8a356bd06d6b';
const off = { ...on, region: 'us-east-1', mappings: [sourceUuid], to: 'off' as const };
const operation = 'UpdateEventSourceMapping';
const silent = { kind: 'endpoint-hangs', service: 'lambda', region: 'us-east-1' } as const;

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const sourceOf = (region: string) =>
  steps.world.functions(region, '111122223333').flatMap(({ eventSource }) => eventSource ?? [])[0];

describe('consumers', () => {
  it('are turned on, and done only when Lambda says that they are', async () => {
    const begun = await steps.perform(on);
    expect(begun).toMatchObject({ state: 'begun', sentence: `Every one must be on: ${targetUuid}: Enabling.` });
    expect(begun.calls.find(({ action }) => action === `lambda:${operation}`)).toMatchObject({
      endpointRegion: 'us-west-2',
      outcome: 'answered',
      before: `${targetUuid}: Disabled.`,
    });
    expect(await steps.readBack(on)).toMatchObject({ verdict: 'under-way' });
    steps.pass(20);
    expect(await steps.check(on)).toMatchObject({ state: 'done', sentence: `Turned on: ${targetUuid}: Enabled.` });
    expect(await steps.readBack(on)).toMatchObject({ verdict: 'happened' });
    expect(sourceOf('us-west-2')).toMatchObject({ id: targetUuid, enabled: true });
    expect(await steps.effects()).toMatchObject([
      { operation, role: 'antipode-failover', parameters: { UUID: targetUuid, Enabled: true }, outcome: 'ok' },
    ]);
  });

  it('that are as wanted, or on their way there, are not asked again', async () => {
    await steps.perform(on);
    expect(await steps.perform(on)).toMatchObject({ state: 'begun' });
    steps.pass(20);
    expect(await steps.perform(on)).toMatchObject({ state: 'done', sentence: expect.stringMatching(/^Already on: /) });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('on their way elsewhere are refused in the words of Lambda, and turned when they have arrived', async () => {
    await steps.perform(off);
    const back = { ...off, to: 'on' as const };
    expect(await steps.perform(back)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('because it is in use'),
    });
    steps.pass(20);
    expect(await steps.run(back)).toMatchObject({ state: 'done' });
  });

  it('turned off let the queue pile up, as whoever left the region wanted', async () => {
    expect(await steps.run(off)).toMatchObject({ state: 'done', sentence: `Turned off: ${sourceUuid}: Disabled.` });
    steps.pass(600);
    const [point] = steps.world.metrics.query({
      namespace: 'AWS/SQS',
      name: 'ApproximateAgeOfOldestMessage',
      dimensions: { QueueName: 'checkout-events' },
      region: 'us-east-1',
      accountId: '111122223333',
      statistic: 'Maximum',
      periodSeconds: 60,
      startAt: steps.world.now - 240_000,
      endAt: steps.world.now,
    });
    expect(point?.value).toBeGreaterThan(200);
  });

  it('of a region that was given up and is silent hold nothing up, and the step says what is not proven', async () => {
    steps.world.injectFault(silent);
    const ended = await steps.perform(off);
    expect(ended).toMatchObject({
      state: 'done',
      isUnproven: true,
      sentence: expect.stringMatching(
        new RegExp(`^Not proven: us-east-1 does not say that ${sourceUuid} is off, and it may take messages there`),
      ),
    });
    expect(ended.calls.map(({ action, outcome }) => [action, outcome])).toContainEqual([
      `lambda:${operation}`,
      'timed-out',
    ]);
    expect(await steps.readBack(off)).toMatchObject({ verdict: 'did-not-happen' });
    expect((await steps.dryRun(off)).inTheWay).toEqual([]);
  });

  it('of a healthy region that does not answer are refused: a graceful move gives nothing up', async () => {
    steps.world.injectFault(silent);
    expect(await steps.perform(off, { mode: 'graceful' })).toMatchObject({ state: 'refused' });
    expect(await steps.readBack(off, { mode: 'graceful' })).toMatchObject({ verdict: 'unknown' });
    expect(await steps.effects()).toEqual([]);
  });

  it('whose answer was lost are unknown, and reading back finds them under way; what never arrived was not done', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation });
    expect(await steps.perform(on)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(on)).toMatchObject({ verdict: 'under-way' });
    steps.world.healFaults({});
    steps.pass(20);
    const back = { ...on, to: 'off' as const };
    steps.world.injectFault({ kind: 'endpoint-hangs', operation });
    expect(await steps.perform(back)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(back)).toMatchObject({ verdict: 'did-not-happen' });
  });

  it('that Lambda accepts to turn and does not fail, with how they stand', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'lambda' });
    expect(await steps.run(on)).toMatchObject({
      state: 'failed',
      sentence: `AWS accepted to turn ${targetUuid} on, and yet: ${targetUuid}: Disabled.`,
      next: expect.stringContaining('Look who else'),
    });
    expect(sourceOf('us-west-2')).toMatchObject({ enabled: false });
  });

  it('that may not be turned name the action, the account, the region and the role, in a lost region too', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: `lambda:${operation}` });
    for (const spec of [on, off]) {
      expect(await steps.perform(spec)).toMatchObject({
        state: 'refused',
        sentence: expect.stringMatching(
          /^lambda:UpdateEventSourceMapping in us-\S+ \(account 111122223333\) was denied to the role .*antipode-failover\. Nothing was changed\.$/,
        ),
      });
    }
    expect([sourceOf('us-west-2')?.enabled, sourceOf('us-east-1')?.enabled]).toEqual([false, true]);
  });

  it('of another region are not found, and none of them is turned', async () => {
    const elsewhere = { ...on, region: 'us-east-1', mappings: [sourceUuid, targetUuid], to: 'off' as const };
    expect(await steps.perform(elsewhere)).toMatchObject({
      state: 'refused',
      sentence: `There is no event-source mapping ${targetUuid} in us-east-1 (account 111122223333).`,
    });
    expect((await steps.dryRun(elsewhere)).inTheWay).toEqual([expect.stringContaining('There is no event-source')]);
    expect(await steps.effects()).toEqual([]);
  });

  it('are described by a dry run that turns nothing', async () => {
    expect(await steps.dryRun(on)).toMatchObject({
      wouldHappen: [`It would call lambda:${operation} in us-west-2 for ${targetUuid}; now ${targetUuid}: Disabled.`],
      inTheWay: [],
    });
    expect(await steps.effects()).toEqual([]);
  });
});
