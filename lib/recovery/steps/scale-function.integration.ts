import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aliasArn } from '@/lib/simulator/world/provisioned-concurrency';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const scale = sampleOf(sampleSpecs, 'scale-function');
const alias = 'checkout-notify-usw2:live in us-west-2';
const arn = aliasArn({ arn: `arn:aws:lambda:us-west-2:${scale.accountId}:function:${scale.functionName}` });

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const has = () => steps.world.provisionedConcurrency(arn);

describe('executions of a function that are kept ready', () => {
  it('are asked for in its own region, and there when that region says that they are ready', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const begunAt = steps.world.now;
    const begun = await steps.perform(scale);
    expect(begun).toMatchObject({ state: 'begun', sentence: `${alias} wants 5 executions ready; it had none.` });
    expect(begun.calls.at(-1)).toMatchObject({
      action: 'lambda:PutProvisionedConcurrencyConfig',
      endpointRegion: 'us-west-2',
      outcome: 'answered',
      before: `${alias} has no provisioned concurrency.`,
      touched: [{ kind: 'setting', region: 'us-west-2', before: 'none kept ready' }],
    });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'under-way' });
    expect(await steps.check(scale)).toMatchObject({
      state: 'not-yet',
      sentence: `${alias} has 0 of 5 executions ready and is on its way.`,
    });
    expect(await steps.run(scale)).toMatchObject({
      state: 'done',
      sentence: `${alias} has 5 of 5 executions ready.`,
    });
    expect((steps.world.now - begunAt) / 1000).toBeGreaterThan(40);
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'happened' });
    expect(await steps.effects()).toMatchObject([
      { operation: 'PutProvisionedConcurrencyConfig', region: 'us-west-2', role: 'antipode-failover', outcome: 'ok' },
    ]);
  });

  it('that are ready already are left as they are, and more than enough are never taken away', async () => {
    await steps.run(scale);
    expect(await steps.perform(scale)).toMatchObject({ state: 'done', sentence: expect.stringContaining('Already') });
    expect(await steps.perform({ ...scale, executions: 2 })).toMatchObject({ state: 'done' });
    expect(has()).toMatchObject({ requested: 5, allocated: 5 });
    expect(await steps.effects()).toHaveLength(1);
    expect(await steps.run({ ...scale, executions: 9 })).toMatchObject({
      state: 'done',
      sentence: `${alias} has 9 of 9 executions ready.`,
    });
  });

  it('that somebody else asks for already are waited for', async () => {
    steps.world.changeProvision({ arn, requested: 8 });
    expect(await steps.run(scale)).toMatchObject({
      state: 'done',
      sentence: `${alias} has 8 of 8 executions ready.`,
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('for which there is no room are told in the words of Lambda, and asked for again, not fewer than there were', async () => {
    steps.world.injectFault({ kind: 'capacity-short', region: 'us-west-2', spare: 2 });
    expect(await steps.run({ ...scale, executions: 8 })).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(
        /has 2 of 8 executions ready and could not get them\. Lambda says: "Lambda cannot/,
      ),
      next: expect.stringContaining('Look at the concurrency that the account has left'),
    });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'did-not-happen' });
    steps.world.healFaults({});
    expect(await steps.perform(scale)).toMatchObject({
      state: 'begun',
      sentence: `${alias} wants 8 executions ready; it wanted 8.`,
    });
    expect(await steps.run(scale)).toMatchObject({ state: 'done' });
    expect(has()).toMatchObject({ requested: 8, allocated: 8 });
  });

  it('that failed a while ago are not the failure of a request that was made just now', async () => {
    steps.world.injectFault({ kind: 'capacity-short', region: 'us-west-2', spare: 0 });
    steps.world.changeProvision({ arn, requested: 5 });
    steps.pass(300);
    expect(has()).toMatchObject({ status: 'FAILED' });
    const begunAt = steps.world.now;
    expect(await steps.check(scale, { begunAt })).toMatchObject({ state: 'not-yet' });
    expect(await steps.check(scale, { begunAt: begunAt - 60_000 })).toMatchObject({ state: 'failed' });
  });

  it('whose answer was lost, or that were never asked for, are read back before anything else', async () => {
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'PutProvisionedConcurrencyConfig' });
    expect(await steps.perform(scale)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'did-not-happen' });
    steps.world.healFaults({});
    steps.world.injectFault({ kind: 'answers-lost', operation: 'PutProvisionedConcurrencyConfig' });
    expect(await steps.perform(scale)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'under-way' });
    steps.world.injectFault({ kind: 'service-down', service: 'lambda', region: 'us-west-2' });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'unknown' });
    expect(await steps.check(scale)).toMatchObject({ state: 'not-yet' });
  });

  it('that AWS accepts and does not give fail, with what the region says', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'lambda' });
    expect(await steps.run(scale)).toMatchObject({
      state: 'failed',
      sentence: `Lambda accepted 5 executions, and yet ${alias} has no provisioned concurrency.`,
    });
    expect(has()).toBeUndefined();
  });

  it('that are denied name the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'lambda:PutProvisionedConcurrencyConfig' });
    expect(await steps.perform(scale)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^lambda:PutProvisionedConcurrencyConfig in us-west-2 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(has()).toBeUndefined();
  });

  it('in the wrong region, of what is not there, or of a silent region are refused before anything is asked for', async () => {
    const absent = /^There is no function .* with an alias or a version .* in /;
    for (const wrong of [{ region: 'eu-west-1' }, { functionName: 'nobody' }, { qualifier: 'dead' }]) {
      expect(await steps.perform({ ...scale, ...wrong })).toMatchObject({
        state: 'refused',
        sentence: expect.stringMatching(absent),
      });
    }
    steps.world.injectFault({ kind: 'service-down', service: 'lambda', region: 'us-west-2', answer: 'hangs' });
    expect(await steps.perform(scale)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('did not answer'),
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('in a dry run are only counted', async () => {
    expect(await steps.dryRun(scale)).toMatchObject({
      wouldHappen: [
        expect.stringMatching(
          /lambda:PutProvisionedConcurrencyConfig in us-west-2 .*Now checkout-notify-usw2:live in us-west-2 has no provisioned concurrency\.$/,
        ),
      ],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'service-down', service: 'lambda', region: 'us-west-2' });
    expect((await steps.dryRun(scale)).inTheWay.join(' ')).toContain(
      'lambda:GetProvisionedConcurrencyConfig in us-west-2',
    );
    expect(await steps.effects()).toEqual([]);
  });
});
