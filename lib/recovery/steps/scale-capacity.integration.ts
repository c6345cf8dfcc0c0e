import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instancesOf } from '../rules/instance-count';
import { sampleSpecs } from './testing/sample-specs';
import { checkoutEntities, type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const asSource = sampleOf(sampleSpecs, 'scale-capacity');
const six = { ...asSource, instances: 6 };

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const group = () => {
  const found = steps.world
    .autoScalingGroups('us-west-2', '111122223333')
    .find(({ workload }) => workload === 'checkout');
  if (found === undefined) throw new Error('no group');
  return found;
};
const inService = () => group().instances.filter(({ state }) => state === 'InService').length;

describe('scaling capacity', () => {
  it('takes what the region being left last had, and is done when so many are in service', async () => {
    const begun = await steps.perform(asSource);
    expect(begun).toMatchObject({
      state: 'begun',
      sentence: 'checkout-usw2 in us-west-2 wants 6 instances; it had 2.',
    });
    expect(begun.calls.at(-1)).toMatchObject({
      action: 'autoscaling:SetDesiredCapacity',
      endpointRegion: 'us-west-2',
      before: 'checkout-usw2: 2 in service, wants 2 (2 to 12).',
    });
    expect(await steps.readBack(asSource)).toMatchObject({ verdict: 'under-way' });
    expect(await steps.run(asSource)).toMatchObject({ state: 'done' });
    expect(inService()).toBe(6);
    expect(await steps.effects()).toMatchObject([{ operation: 'SetDesiredCapacity', role: 'antipode-failover' }]);
  });

  it('keeps to the figure it began with, although the source is emptied meanwhile', async () => {
    const begunAt = steps.world.now;
    await steps.perform(asSource, { begunAt });
    const [source] = steps.world
      .autoScalingGroups('us-east-1', '111122223333')
      .filter((one) => one.workload === 'checkout');
    steps.world.changeGroup({ arn: source?.arn ?? '', min: 0, desired: 0 });
    steps.pass(300);
    expect(await steps.check(asSource, { begunAt })).toMatchObject({ state: 'done' });
    expect(await steps.perform(asSource)).toMatchObject({ state: 'done' });
  });

  it('done twice changes nothing, and never takes instances away', async () => {
    await steps.run(six);
    expect(await steps.perform(six)).toMatchObject({ state: 'done', sentence: expect.stringContaining('Already') });
    expect(await steps.perform({ ...six, instances: 3 })).toMatchObject({ state: 'done' });
    expect(group().desired).toBe(6);
    expect(await steps.effects()).toHaveLength(1);
  });

  it('beyond what the group may have raises its bound with it', async () => {
    expect(await steps.run({ ...six, instances: 14 })).toMatchObject({ state: 'done' });
    expect(group()).toMatchObject({ max: 14, desired: 14, min: 2 });
    expect(await steps.effects()).toMatchObject([{ operation: 'UpdateAutoScalingGroup' }]);
  });

  it('in a region without room fails with the figure and the words of AWS, and does not wait for it', async () => {
    steps.world.injectFault({ kind: 'capacity-short', region: 'us-west-2', spare: 1 });
    const failed = await steps.run(six);
    expect(failed).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(
        /^3 of 6 instances are in service in us-west-2: AWS has no room for more\. AWS says: ".*InsufficientInstanceCapacity/,
      ),
      next: expect.stringContaining('Choose another target'),
    });
  });

  it('whose answer was lost is unknown and reads back as under way; one that never arrived as not done', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation: 'SetDesiredCapacity' });
    expect(await steps.perform(six)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(six)).toMatchObject({ verdict: 'under-way' });
    const seven = { ...six, instances: 7 };
    steps.world.healFaults({});
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'SetDesiredCapacity' });
    expect(await steps.perform(seven)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(seven)).toMatchObject({ verdict: 'did-not-happen' });
  });

  it('that is accepted and not done fails, with the size the group has', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'autoscaling' });
    expect(await steps.run(six)).toMatchObject({
      state: 'failed',
      sentence: 'Auto Scaling accepted 6 instances, and yet checkout-usw2: 2 in service, wants 2 (2 to 12).',
    });
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'autoscaling:SetDesiredCapacity' });
    expect(await steps.perform(six)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^autoscaling:SetDesiredCapacity in us-west-2 \(account 111122223333\) was denied to the role .*antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(group().desired).toBe(2);
  });

  it('of a group in another region, or of a region that is silent, is refused before anything is asked for', async () => {
    expect(await steps.perform({ ...six, region: 'eu-west-1' })).toMatchObject({
      state: 'refused',
      sentence: 'There is no Auto Scaling group checkout-usw2 in eu-west-1 (account 111122223333).',
    });
    steps.world.injectFault({ kind: 'service-down', service: 'autoscaling', region: 'us-west-2' });
    expect(await steps.perform(six)).toMatchObject({ state: 'refused' });
    expect(await steps.effects()).toEqual([]);
  });

  it('is described by a dry run that asks for nothing, and so is what stands in its way', async () => {
    expect(await steps.dryRun(asSource)).toMatchObject({
      wouldHappen: [
        expect.stringMatching(
          /autoscaling:SetDesiredCapacity in us-west-2 and wait for 6 instances; now checkout-usw2: 2 in service/,
        ),
      ],
      inTheWay: [],
    });
    expect((await steps.dryRun({ ...six, region: 'eu-west-1' })).inTheWay).toEqual([
      expect.stringContaining('There is no Auto Scaling group'),
    ]);
    expect(await steps.effects()).toEqual([]);
  });
});

it('a size that was never read, or that was none, is refused and not guessed', async () => {
  expect(await steps.perform(asSource, { hadInstances: {} })).toMatchObject({
    state: 'refused',
    sentence: 'How many instances us-east-1 had was never read.',
    next: 'Write the number of instances into the plan.',
  });
  expect(await steps.perform(asSource, { hadInstances: { 'us-east-1': 0 } })).toMatchObject({
    state: 'refused',
    sentence: expect.stringContaining('had no instance when the run began'),
  });
  expect(await steps.effects()).toEqual([]);
});

it('a region that goes on serving its own users is given the source’s instances beside its own, once', async () => {
  const both = { ...asSource, instances: 'source-and-own' as const };
  expect(await steps.run(both)).toMatchObject({ state: 'done' });
  expect(group().desired).toBe(8);
  expect(await steps.perform(both)).toMatchObject({ state: 'done' });
  expect(await steps.perform(both, { hadInstances: { 'us-east-1': 6 } })).toMatchObject({ state: 'refused' });
  expect(group().desired).toBe(8);
});

it('what a region had is the larger of in service and wanted, as it was read last', () => {
  expect(instancesOf(checkoutEntities(steps.world), 'checkout')).toEqual({ 'us-east-1': 6, 'us-west-2': 2 });
  expect(instancesOf([], 'checkout')).toEqual({});
});
