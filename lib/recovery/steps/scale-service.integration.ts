import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const scale = sampleOf(sampleSpecs, 'scale-service');

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const counts = () => {
  const service = steps.world.containerServices('us-west-2', '111122223333').find(({ name }) => name === scale.service);
  return [service?.running, service?.desired];
};

describe('the tasks of a service of ECS', () => {
  it('are asked for in its own region, and there when that region says that they run', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const begunAt = steps.world.now;
    const begun = await steps.perform(scale);
    expect(begun).toMatchObject({
      state: 'begun',
      sentence: 'media-transcoder in us-west-2 wants 4 tasks; it had 1.',
    });
    expect(begun.calls.at(-1)).toMatchObject({
      action: 'ecs:UpdateService',
      endpointRegion: 'us-west-2',
      outcome: 'answered',
      before: 'media-transcoder in us-west-2 runs 1 of 1 tasks.',
    });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'under-way' });
    expect(await steps.run(scale)).toMatchObject({
      state: 'done',
      sentence: 'media-transcoder in us-west-2 runs 4 of 4 tasks.',
    });
    expect((steps.world.now - begunAt) / 1000).toBeGreaterThan(20);
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'happened' });
    expect(await steps.effects()).toMatchObject([
      { operation: 'UpdateService', region: 'us-west-2', role: 'antipode-failover', outcome: 'ok' },
    ]);
  });

  it('that are there already are left as they are, and more than enough are never taken away', async () => {
    expect(await steps.perform({ ...scale, tasks: 1 })).toMatchObject({ state: 'done' });
    await steps.run(scale);
    expect(await steps.perform({ ...scale, tasks: 2 })).toMatchObject({ state: 'done' });
    expect(counts()).toEqual([4, 4]);
    expect(await steps.effects()).toHaveLength(1);
  });

  it('for which there is no room are told in the words of ECS', async () => {
    steps.world.injectFault({ kind: 'capacity-short', region: 'us-west-2', spare: 1 });
    expect(await steps.run(scale)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(
        /^media-transcoder in us-west-2 runs 2 of 4 tasks\. ECS says: ".*unable to place/,
      ),
      next: expect.stringContaining('Make room in the cluster'),
    });
  });

  it('whose answer was lost, or that were never asked for, are read back before anything else', async () => {
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'UpdateService' });
    expect(await steps.perform(scale)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'did-not-happen' });
    steps.world.healFaults({});
    steps.world.injectFault({ kind: 'answers-lost', operation: 'UpdateService' });
    expect(await steps.perform(scale)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'under-way' });
    steps.world.injectFault({ kind: 'service-down', service: 'ecs', region: 'us-west-2' });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'unknown' });
    expect(await steps.check(scale)).toMatchObject({ state: 'not-yet' });
  });

  it('that AWS accepts and does not give fail, with what the region says', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'ecs' });
    expect(await steps.run(scale)).toMatchObject({
      state: 'failed',
      sentence: 'ECS accepted 4 tasks, and yet media-transcoder in us-west-2 runs 1 of 1 tasks.',
    });
    expect(counts()).toEqual([1, 1]);
  });

  it('that are denied name the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'ecs:UpdateService' });
    expect(await steps.perform(scale)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^ecs:UpdateService in us-west-2 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(counts()).toEqual([1, 1]);
  });

  it('in the wrong region, of what is not there, or of a silent region are refused before anything is asked for', async () => {
    const absent = /^There is no service .* of ECS in the cluster .* in /;
    for (const wrong of [{ region: 'eu-west-1' }, { service: 'nobody' }, { cluster: 'nowhere' }]) {
      expect(await steps.perform({ ...scale, ...wrong })).toMatchObject({
        state: 'refused',
        sentence: expect.stringMatching(absent),
      });
    }
    steps.world.injectFault({ kind: 'service-down', service: 'ecs', region: 'us-west-2', answer: 'hangs' });
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
          /ecs:UpdateService in us-west-2 .*Now media-transcoder in us-west-2 runs 1 of 1 tasks\.$/,
        ),
      ],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'service-down', service: 'ecs', region: 'us-west-2' });
    expect((await steps.dryRun(scale)).inTheWay.join(' ')).toContain('ecs:DescribeServices in us-west-2');
    expect(await steps.effects()).toEqual([]);
  });
});
