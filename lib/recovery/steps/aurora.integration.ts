import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const failover = sampleOf(sampleSpecs, 'aurora-failover');
const switchover = sampleOf(sampleSpecs, 'aurora-switchover');

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const writer = () =>
  steps.world
    .auroraGlobals('111122223333')
    .find(({ identifier }) => identifier === 'checkout-global')
    ?.members.find(({ isWriter }) => isWriter)?.region;

describe('a failover of Aurora', () => {
  it('with the old region lost is asked for in the target’s region, and done when that region says so', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const begun = await steps.perform(failover);
    expect(begun).toMatchObject({ state: 'begun' });
    expect(begun.calls.at(-1)).toMatchObject({
      action: 'rds:FailoverGlobalCluster',
      endpointRegion: 'us-west-2',
      outcome: 'answered',
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
      before: expect.stringContaining('written in us-east-1'),
    });
    expect(await steps.readBack(failover)).toMatchObject({ verdict: 'under-way' });
    const ended = await steps.run(failover);
    expect(ended).toMatchObject({ state: 'done', sentence: expect.stringContaining('written in us-west-2') });
    expect(writer()).toBe('us-west-2');
    expect(await steps.readBack(failover)).toMatchObject({ verdict: 'happened' });
    expect(await steps.effects()).toMatchObject([
      { operation: 'FailoverGlobalCluster', region: 'us-west-2', role: 'antipode-failover', outcome: 'ok' },
    ]);
  });

  it('performed again while it runs and after it is done asks for nothing more', async () => {
    await steps.perform(failover);
    expect(await steps.perform(failover)).toMatchObject({ state: 'begun' });
    await steps.run(failover);
    expect(await steps.perform(failover)).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('Already'),
    });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('whose answer was lost is unknown, reads back as under way, and is not asked for twice', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation: 'FailoverGlobalCluster' });
    expect(await steps.perform(failover)).toMatchObject({
      state: 'unknown',
      sentence: expect.stringContaining('Whether it was done is not known.'),
    });
    expect(await steps.readBack(failover)).toMatchObject({ verdict: 'under-way' });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('that never arrived is unknown as well, and reads back as not done only after AWS would have shown it', async () => {
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'FailoverGlobalCluster' });
    const asked = steps.world.now;
    expect(await steps.perform(failover)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(failover, { begunAt: asked })).toMatchObject({ verdict: 'did-not-happen' });
    expect(steps.world.now - asked).toBeGreaterThanOrEqual(30_000);
  });

  it('that AWS accepts and does not do fails, with what the region says', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'rds' });
    expect(await steps.run(failover)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/nothing came of it: .*written in us-east-1/),
    });
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'rds:FailoverGlobalCluster' });
    const denied = await steps.perform(failover);
    expect(denied).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^rds:FailoverGlobalCluster in us-west-2 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
      next: expect.stringContaining('Allow rds:FailoverGlobalCluster to'),
    });
    expect(writer()).toBe('us-east-1');
  });

  it('to a region without a copy, or that does not answer, is refused before anything is asked for', async () => {
    expect(await steps.perform({ ...failover, to: 'eu-west-1' })).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('no cluster in eu-west-1'),
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2', answer: 'hangs' });
    expect(await steps.perform(failover)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('did not answer'),
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('refused by AWS, because another change is under way, says so in AWS’s words', async () => {
    await steps.perform(failover);
    const elsewhere = { ...failover, to: 'us-east-1', from: 'us-west-2' };
    expect(await steps.perform(elsewhere)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('to us-west-2'),
    });
  });

  it('is described by a dry run that changes nothing, and so is what stands in its way', async () => {
    expect(await steps.dryRun(failover)).toMatchObject({
      wouldHappen: [expect.stringContaining('rds:FailoverGlobalCluster in us-west-2'), expect.stringContaining('Now')],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'access-denied', action: 'sts:AssumeRole' });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2' });
    const { inTheWay } = await steps.dryRun({ ...failover, accountId: '111122223333' });
    expect(inTheWay.join(' ')).toContain('rds:DescribeGlobalClusters in us-west-2');
    expect(await steps.effects()).toEqual([]);
  });
});

describe('a switchover of Aurora', () => {
  it('is asked for in the region that writes, and ends with the target as the writer and nothing lost', async () => {
    const begun = await steps.perform(switchover);
    expect(begun.calls.at(-1)).toMatchObject({ action: 'rds:SwitchoverGlobalCluster', endpointRegion: 'us-east-1' });
    expect(await steps.run(switchover)).toMatchObject({ state: 'done' });
    expect(writer()).toBe('us-west-2');
    expect(await steps.readBack(switchover)).toMatchObject({ verdict: 'happened' });
    const lost = steps.world
      .truth()
      .stores.filter(({ store, workload }) => store === 'orders' && workload === 'checkout');
    expect(lost.map((one) => one.lost)).toEqual(lost.map(() => 0));
    expect(await steps.effects()).toHaveLength(1);
  });

  it('from a region that is not the writer any more is refused before anything is asked for', async () => {
    await steps.run(failover);
    const again = { ...switchover, from: 'us-east-1', to: 'us-west-2' };
    expect(await steps.perform(again)).toMatchObject({ state: 'done' });
    const wrong = { ...switchover, from: 'us-east-1', to: 'us-east-1' };
    expect(await steps.perform(wrong)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('asked for where the writer is, and it is not there'),
    });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('with a copy that is not connected is refused: it could lose something', async () => {
    await steps.run(failover);
    // The old writer gets a new copy and is not connected meanwhile.
    expect(await steps.perform({ ...switchover, from: 'us-west-2', to: 'us-east-1' })).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('needs every copy connected: us-east-1 is pending-resync'),
    });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('that AWS calls off, because the source fails meanwhile, fails and says that the old writer goes on', async () => {
    const begunAt = steps.world.now;
    await steps.perform(switchover);
    steps.pass(5);
    const seen = await steps.check(switchover, { begunAt });
    expect(seen).toMatchObject({ state: 'not-yet', remember: { seenUnderWay: true } });
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    steps.pass(300);
    expect(await steps.check(switchover, { begunAt, remembered: { seenUnderWay: true } })).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('called it off'),
    });
  });

  it('with its source lost is refused in words, and a dry run says the same', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    expect(await steps.perform(switchover)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('did not answer within'),
    });
    expect((await steps.dryRun(switchover)).inTheWay).toEqual([
      expect.stringContaining('us-east-1'),
      expect.stringContaining('us-east-1'),
    ]);
    expect(await steps.effects()).toEqual([]);
  });
});
