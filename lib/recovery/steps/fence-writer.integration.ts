import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const spec = sampleOf(sampleSpecs, 'fence-writer');
const failover = sampleOf(sampleSpecs, 'aurora-failover');

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const outage = () => steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
const committed = () => {
  const [own] = steps.world
    .truth()
    .stores.filter((one) => one.workload === 'checkout' && one.store === 'orders' && one.region === 'us-east-1');
  return own?.committed;
};

describe('fencing the writers of a region', () => {
  it('that answers ends proven: users are kept away and no instance is left, and in truth a failover leaves one writer', async () => {
    const done = await steps.run(spec);
    expect(done).toMatchObject({
      state: 'done',
      fence: 'proven',
      sentence: expect.stringMatching(
        /^Proven that nothing in us-east-1 is left that could write: .*checkout-use1 off.*has no instance; us-east-1 says that it writes/,
      ),
    });
    const operations = (await steps.effects()).map(({ operation }) => operation);
    expect(operations.sort()).toEqual(['UpdateAutoScalingGroup', 'UpdateRoutingControlStates']);
    expect(await steps.readBack(spec)).toMatchObject({ verdict: 'happened' });
    // Alive and out of reach: its copy goes on as a writer of its own, for whoever is left there.
    steps.world.injectFault({ kind: 'region-cut-off', region: 'us-east-1' });
    const before = committed();
    await steps.run(failover);
    steps.pass(600);
    expect(committed()).toBe(before);
  });

  it('that is silent is never proven: routing alone is, and a person must take the risk of two writers', async () => {
    outage();
    const waits = await steps.perform(spec);
    expect(waits).toMatchObject({
      state: 'waits',
      waitsFor: 'acknowledge-risk',
      fence: 'routing-only',
      sentence: expect.stringContaining('us-east-1 does not tell whether anything runs there, which proves nothing'),
    });
    expect(await steps.effects()).toMatchObject([{ operation: 'UpdateRoutingControlStates' }]);
  });

  it('that is cut off goes on writing in truth, and is not called proven', async () => {
    steps.world.injectFault({ kind: 'region-cut-off', region: 'us-east-1' });
    expect(await steps.perform(spec)).toMatchObject({ state: 'waits', fence: 'routing-only' });
    const before = committed() ?? Number.NaN;
    steps.pass(300);
    expect(committed()).toBeGreaterThan(before);
  });

  it('is unproven without routing controls, whatever stands still there', async () => {
    const bare = { ...spec, cluster: 'none' as const, controls: [] };
    expect(await steps.perform(bare)).toMatchObject({
      state: 'waits',
      fence: 'unproven',
      sentence: expect.stringContaining('no routing control that keeps users away'),
    });
  });

  it('is proven by the region’s own word that its copies are not the writers', async () => {
    await steps.run(failover);
    steps.pass(60);
    const data = { ...spec, groups: [] };
    expect(await steps.perform(data)).toMatchObject({
      state: 'done',
      fence: 'proven',
      sentence: expect.stringContaining('us-east-1 says that it does not write checkout-global'),
    });
  });

  it('is not proven by Aurora’s own fencing: while the old region is silent its copy may be a second writer', async () => {
    outage();
    await steps.run(failover);
    expect(await steps.perform({ ...spec, groups: [] })).toMatchObject({ state: 'waits', fence: 'routing-only' });
  });

  it('is routing-only while its copy says that it writes and its groups are not in the plan', async () => {
    expect(await steps.perform({ ...spec, groups: [] })).toMatchObject({
      state: 'waits',
      fence: 'routing-only',
      sentence: expect.stringContaining('us-east-1 says that it writes checkout-global'),
    });
  });

  it('believes two endpoints and not the answer: a change that is accepted and not done stays unproven', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'route53-recovery-cluster' });
    expect(await steps.perform(spec)).toMatchObject({
      state: 'waits',
      fence: 'unproven',
      sentence: expect.stringContaining('checkout-use1 on'),
    });
  });

  it('names the safety rule that keeps the controls as they are', async () => {
    const alone = { ...spec, controls: spec.controls.filter(({ to }) => to === 'off') };
    expect(await steps.perform(alone)).toMatchObject({
      state: 'waits',
      fence: 'unproven',
      sentence: expect.stringContaining('the safety rule checkout-at-least-one refused to turn checkout-use1 off'),
    });
  });

  it('that is denied names the action, the account, the region and the role, and is not proven', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'autoscaling:UpdateAutoScalingGroup' });
    const waits = await steps.perform(spec);
    expect(waits).toMatchObject({ state: 'waits', fence: 'routing-only' });
    expect(waits.calls.map(({ detail }) => detail).join(' ')).toContain(
      'autoscaling:UpdateAutoScalingGroup in us-east-1 (account 111122223333) was denied to the role arn:aws:iam::111122223333:role/antipode-failover',
    );
  });

  it('whose answers were lost is judged by what is read', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation: 'UpdateAutoScalingGroup' });
    steps.world.injectFault({ kind: 'answers-lost', operation: 'UpdateRoutingControlStates' });
    expect(await steps.perform(spec)).toMatchObject({ state: 'done', fence: 'proven' });
  });

  it('done twice asks for nothing that is not needed, and ends the same', async () => {
    await steps.perform(spec);
    expect(await steps.perform(spec)).toMatchObject({ state: 'done', fence: 'proven' });
    expect((await steps.effects()).filter(({ service }) => service === 'Auto Scaling')).toHaveLength(1);
  });

  it('of a group that is not in the region proves nothing by its absence', async () => {
    const elsewhere = { ...spec, groups: ['checkout-usw2'], globalClusters: [] };
    expect(await steps.perform(elsewhere)).toMatchObject({
      state: 'waits',
      fence: 'routing-only',
      sentence: expect.stringContaining('checkout-usw2 cannot be found in us-east-1'),
    });
  });

  it('is described by a dry run that changes nothing, and says whether it could be proven', async () => {
    const calm = await steps.dryRun(spec);
    expect(calm.wouldHappen).toEqual([
      'It would turn checkout-use1 off and checkout-usw2 on in one call.',
      'It would stop checkout-use1 in us-east-1.',
      expect.stringMatching(/^Now: .*checkout-use1 on/),
    ]);
    expect(calm.inTheWay).toEqual([]);
    outage();
    expect((await steps.dryRun(spec)).inTheWay).toContainEqual(
      expect.stringMatching(/^It could not be proven that nothing in us-east-1 writes: us-east-1 does not tell/),
    );
    expect(await steps.effects()).toEqual([]);
  });
});
