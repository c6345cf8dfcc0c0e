import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const scale = sampleOf(sampleSpecs, 'scale-node-group');
const workers = 'eu-accounts/workers in eu-west-1';

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const group = () => {
  const found = steps.world.nodeGroups('eu-west-1', scale.accountId).find(({ name }) => name === scale.nodeGroup);
  if (found === undefined) throw new Error('The simulated fleet has this node group.');
  return found;
};
const sizes = () => [group().running, group().desired, group().max];

describe('the nodes of a node group of EKS', () => {
  it('are asked for in its own region, and there when that region says that they are in service', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'eu-central-1' });
    const begunAt = steps.world.now;
    const begun = await steps.perform(scale);
    expect(begun).toMatchObject({ state: 'begun', sentence: `${workers} wants 4 nodes; it had 1.` });
    expect(begun.calls.at(-1)).toMatchObject({
      action: 'eks:UpdateNodegroupConfig',
      endpointRegion: 'eu-west-1',
      outcome: 'answered',
      before: `${workers} has 1 of 1 nodes in service (1 to 6).`,
      touched: [
        {
          kind: 'setting',
          region: 'eu-west-1',
          name: 'nodes of eu-accounts/workers',
          before: 'wants 1 (1 to 6)',
        },
      ],
    });
    expect(await steps.readBack(scale)).toMatchObject({
      verdict: 'under-way',
      sentence: `${workers} has 1 of 4 nodes in service (1 to 6) and is updating.`,
    });
    steps.pass(30);
    expect(group().status).toBe('ACTIVE');
    expect(await steps.check(scale, { begunAt })).toMatchObject({
      state: 'not-yet',
      sentence: `${workers} has 1 of 4 nodes in service (1 to 6).`,
    });
    expect(await steps.run(scale)).toMatchObject({
      state: 'done',
      sentence: `${workers} has 4 of 4 nodes in service (1 to 6).`,
    });
    expect((steps.world.now - begunAt) / 1000).toBeGreaterThan(60);
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'happened' });
    expect(await steps.effects()).toMatchObject([
      { operation: 'UpdateNodegroupConfig', region: 'eu-west-1', role: 'antipode-failover', outcome: 'ok' },
    ]);
  });

  it('that are there already are left as they are, and more than enough are never taken away', async () => {
    expect(await steps.perform({ ...scale, nodes: 1 })).toMatchObject({ state: 'done' });
    await steps.run(scale);
    expect(await steps.perform({ ...scale, nodes: 2 })).toMatchObject({
      state: 'done',
      sentence: `Already: ${workers} has 4 of 4 nodes in service (1 to 6).`,
    });
    expect(sizes()).toEqual([4, 4, 6]);
    expect(await steps.effects()).toHaveLength(1);
  });

  it('beyond what it may have raise its bound with them, which is said and recorded', async () => {
    const eight = { ...scale, nodes: 8 };
    const begun = await steps.perform(eight);
    expect(begun).toMatchObject({
      state: 'begun',
      sentence: `${workers} wants 8 nodes, and at most 8 where it was 6; it had 1.`,
    });
    expect(begun.calls.at(-1)).toMatchObject({
      detail: 'Have 8 nodes in eu-accounts/workers, and at most 8 where it was 6: accepted.',
      before: expect.stringContaining('(1 to 6)'),
    });
    expect(await steps.run(eight)).toMatchObject({ state: 'done' });
    expect(sizes()).toEqual([8, 8, 8]);
    expect(group().min).toBe(1);
  });

  it('that another change is under way for are waited for, or refused where that change is not enough', async () => {
    steps.world.changeNodeGroup({ arn: group().arn, desired: 5 });
    expect(await steps.perform({ ...scale, nodes: 6 })).toMatchObject({
      state: 'refused',
      next: expect.stringContaining('EKS changes only what is active'),
    });
    expect(await steps.run(scale)).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(/has [45] of 5 nodes in service/),
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('for some of which there is no room are told in the words of EKS, with the figure', async () => {
    steps.world.injectFault({ kind: 'capacity-short', region: 'eu-west-1', spare: 1 });
    expect(await steps.run(scale)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(
        /^eu-accounts\/workers in eu-west-1 has 2 of 4 nodes in service \(1 to 6\) and is degraded\. EKS says: "AsgInstanceLaunchFailures: .*InsufficientInstanceCapacity/,
      ),
      next: expect.stringContaining('Choose another target'),
    });
  });

  it('of a group with which EKS finds something wrong beforehand are waited for with its reason', async () => {
    steps.world.injectFault({ kind: 'capacity-short', region: 'eu-west-1', spare: 1 });
    await steps.run(scale);
    expect((await steps.dryRun({ ...scale, nodes: 6 })).inTheWay).toEqual([
      expect.stringMatching(/^eu-accounts\/workers in eu-west-1 is not well\. EKS says: "AsgInstanceLaunchFailures: /),
    ]);
    const said = expect.stringContaining('EKS says: "AsgInstanceLaunchFailures: ');
    const again = await steps.perform(scale);
    expect(again).toMatchObject({ state: 'begun', sentence: said });
    const remembered = again.state === 'begun' ? again.remember : {};
    expect(await steps.check(scale, { remembered })).toMatchObject({ state: 'not-yet', sentence: said });
  });

  it('of which EKS makes none fail with what it says of the change', async () => {
    steps.world.injectFault({ kind: 'capacity-short', region: 'eu-west-1', spare: 0 });
    const failed = await steps.run(scale);
    expect(failed).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^EKS did not make the change: .* EKS says: "NodeCreationFailure: /),
    });
    expect(failed).toMatchObject({
      calls: expect.arrayContaining([expect.objectContaining({ action: 'eks:DescribeUpdate', outcome: 'answered' })]),
    });
  });

  it('that Auto Scaling cannot be asked about are not taken for there', async () => {
    await steps.run(scale);
    steps.world.injectFault({ kind: 'service-down', service: 'autoscaling', region: 'eu-west-1' });
    expect(await steps.check(scale)).toMatchObject({
      state: 'not-yet',
      sentence: `${workers} has unknown of 4 nodes in service (1 to 6).`,
    });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'under-way' });
    expect((await steps.dryRun(scale)).inTheWay).toContain(
      'How many nodes of eu-accounts/workers in eu-west-1 are in service cannot be read.',
    );
  });

  it('whose answer was lost, or that were never asked for, are read back before anything else', async () => {
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'UpdateNodegroupConfig' });
    expect(await steps.perform(scale)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'did-not-happen' });
    steps.world.healFaults({});
    steps.world.injectFault({ kind: 'answers-lost', operation: 'UpdateNodegroupConfig' });
    expect(await steps.perform(scale)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'under-way' });
    steps.world.injectFault({ kind: 'service-down', service: 'eks', region: 'eu-west-1' });
    expect(await steps.readBack(scale)).toMatchObject({ verdict: 'unknown' });
    expect(await steps.check(scale)).toMatchObject({ state: 'not-yet' });
  });

  it('that AWS accepts and does not give fail, with what the region says', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'eks' });
    expect(await steps.run(scale)).toMatchObject({
      state: 'failed',
      sentence: `EKS accepted 4 nodes, and yet ${workers} has 1 of 1 nodes in service (1 to 6).`,
    });
    expect(sizes()).toEqual([1, 1, 6]);
  });

  it('that are denied name the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'eks:UpdateNodegroupConfig' });
    expect(await steps.perform(scale)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^eks:UpdateNodegroupConfig in eu-west-1 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(sizes()).toEqual([1, 1, 6]);
  });

  it('in the wrong region, of what is not there, or of a silent region are refused before anything is asked for', async () => {
    const absent = /^There is no node group .* in the cluster .* of EKS in /;
    for (const wrong of [{ region: 'us-west-2' }, { nodeGroup: 'nobody' }, { cluster: 'nowhere' }]) {
      expect(await steps.perform({ ...scale, ...wrong })).toMatchObject({
        state: 'refused',
        sentence: expect.stringMatching(absent),
      });
    }
    steps.world.injectFault({ kind: 'service-down', service: 'eks', region: 'eu-west-1', answer: 'hangs' });
    expect(await steps.perform(scale)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('did not answer'),
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('in a dry run are only counted', async () => {
    expect(await steps.dryRun({ ...scale, nodes: 8 })).toMatchObject({
      wouldHappen: [
        expect.stringMatching(
          /eks:UpdateNodegroupConfig in eu-west-1 and wait for 8 nodes .*Now eu-accounts\/workers in eu-west-1 has 1 of 1 nodes in service \(1 to 6\)\.$/,
        ),
        'It would raise the maxSize of eu-accounts/workers from 6 to 8 in the same call.',
      ],
      inTheWay: [],
    });
    expect((await steps.dryRun(scale)).wouldHappen).toHaveLength(1);
    steps.world.injectFault({ kind: 'service-down', service: 'eks', region: 'eu-west-1' });
    expect((await steps.dryRun(scale)).inTheWay.join(' ')).toContain('eks:DescribeNodegroup in eu-west-1');
    expect(await steps.effects()).toEqual([]);
  });
});
