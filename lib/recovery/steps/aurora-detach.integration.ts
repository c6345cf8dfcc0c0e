import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const detach = sampleOf(sampleSpecs, 'aurora-detach');
const failover = sampleOf(sampleSpecs, 'aurora-failover');
const proof = sampleOf(sampleSpecs, 'transaction-proof');

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const global = () =>
  steps.world.auroraGlobals('111122223333').find(({ identifier }) => identifier === detach.globalCluster);
const isMember = () => global()?.members.some(({ region }) => region === 'us-west-2');

describe('the detachment of an Aurora copy', () => {
  it('with the old region lost is asked for in the target’s region, breaks the global database, and ends with a writer of its own', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    steps.pass(120);
    const begunAt = steps.world.now;
    const begun = await steps.perform(detach);
    expect(begun).toMatchObject({ state: 'begun', remember: { sawMember: true } });
    expect(begun.calls.map(({ endpointRegion }) => endpointRegion)).toEqual(['us-west-2', 'us-west-2', 'us-west-2']);
    expect(begun.calls.at(-1)).toMatchObject({
      action: 'rds:RemoveFromGlobalCluster',
      outcome: 'answered',
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
      before: 'checkout-usw2 in us-west-2 is part of checkout-global, is available and has no instance that writes.',
    });
    expect(await steps.check(detach, { begunAt, remembered: { sawMember: true } })).toMatchObject({
      state: 'not-yet',
      sentence: expect.stringContaining('is promoting'),
    });
    expect(await steps.readBack(detach)).toMatchObject({ verdict: 'under-way' });
    expect(await steps.perform(proof)).toMatchObject({ state: 'begun' });
    let seen = await steps.check(detach, { begunAt, remembered: { sawMember: true } });
    while (seen.state === 'not-yet') {
      steps.pass(seen.lookAgainIn);
      seen = await steps.check(detach, { begunAt, remembered: seen.remember });
    }
    expect(seen).toMatchObject({
      state: 'done',
      sentence:
        'checkout-usw2 in us-west-2 is part of no global database, is available and is written by checkout-usw2-1.',
    });
    expect((steps.world.now - begunAt) / 1000).toBeGreaterThan(60);
    expect(isMember()).toBe(false);
    expect(await steps.readBack(detach, { remembered: { sawMember: true } })).toMatchObject({ verdict: 'happened' });
    expect(await steps.run(proof)).toMatchObject({ state: 'done' });
    expect((await steps.effects()).filter(({ service }) => service !== 'application')).toMatchObject([
      { operation: 'RemoveFromGlobalCluster', region: 'us-west-2', role: 'antipode-failover', outcome: 'ok' },
    ]);
  });

  it('performed again by the run that did it asks for nothing more', async () => {
    await steps.perform(detach);
    const remembered = { sawMember: true };
    expect(await steps.perform(detach, { remembered })).toMatchObject({ state: 'begun' });
    steps.pass(600);
    expect(await steps.perform(detach, { remembered })).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('Already done'),
    });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('that somebody else made, nobody knows when, is a person’s to judge', async () => {
    await steps.run(detach);
    expect(await steps.perform(detach)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('stands alone, and since when and with which data is not told'),
      next: expect.stringContaining('skip this step'),
    });
    expect(await steps.check(detach)).toMatchObject({ state: 'failed' });
    expect(await steps.readBack(detach)).toMatchObject({ verdict: 'unknown' });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('whose engine was killed in the middle is taken over: what opens now is this run’s', async () => {
    await steps.perform(detach);
    expect(await steps.readBack(detach)).toMatchObject({ verdict: 'under-way' });
    const opening = await steps.check(detach);
    expect(opening).toMatchObject({ state: 'not-yet', remember: { sawOpening: true } });
    steps.pass(600);
    expect(await steps.check(detach, { remembered: { sawOpening: true } })).toMatchObject({ state: 'done' });
  });

  it('whose answer was lost, or that never arrived, is unknown and read back before anything else', async () => {
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'RemoveFromGlobalCluster' });
    const asked = steps.world.now;
    expect(await steps.perform(detach)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(detach, { begunAt: asked })).toMatchObject({ verdict: 'did-not-happen' });
    expect(steps.world.now - asked).toBeGreaterThanOrEqual(60_000);
    steps.world.healFaults({});
    steps.world.injectFault({ kind: 'answers-lost', operation: 'RemoveFromGlobalCluster' });
    expect(await steps.perform(detach)).toMatchObject({
      state: 'unknown',
      sentence: expect.stringContaining('Whether it was done is not known.'),
      remember: { sawMember: true },
    });
    expect(await steps.readBack(detach)).toMatchObject({ verdict: 'under-way' });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2' });
    expect(await steps.readBack(detach)).toMatchObject({ verdict: 'unknown' });
    expect(await steps.check(detach)).toMatchObject({ state: 'not-yet' });
  });

  it('that AWS accepts and does not do fails, with what the region says', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'rds' });
    expect(await steps.run(detach)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^RDS accepted the call and nothing came of it: .*is part of checkout-global/),
    });
    expect(isMember()).toBe(true);
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'rds:RemoveFromGlobalCluster' });
    expect(await steps.perform(detach)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^rds:RemoveFromGlobalCluster in us-west-2 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
      next: expect.stringContaining('Allow rds:RemoveFromGlobalCluster to'),
    });
    expect(isMember()).toBe(true);
  });

  it('in the wrong region, of what is not there, of the writer, or of what is not whole is refused before anything is asked for', async () => {
    expect(await steps.perform({ ...detach, to: 'eu-west-1' })).toMatchObject({
      state: 'refused',
      sentence: 'There is no database cluster checkout-usw2 in eu-west-1 (account 111122223333).',
      next: expect.stringContaining('Correct the clusters of the step'),
    });
    const backwards = { ...detach, cluster: 'checkout-use1', from: 'us-west-2', to: 'us-east-1' };
    expect(await steps.perform(backwards)).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('is the writer of checkout-global already'),
    });
    expect(await steps.effects()).toEqual([]);
    await steps.run(failover);
    expect(await steps.perform(backwards)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('The copy in us-east-1 is not whole'),
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2', answer: 'hangs' });
    expect(await steps.perform(detach)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('did not answer'),
    });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('in a dry run says what would be called and what is broken by it, and changes nothing', async () => {
    expect(await steps.dryRun(detach)).toMatchObject({
      wouldHappen: [
        expect.stringMatching(/rds:RemoveFromGlobalCluster in us-west-2: .*broken for good/),
        expect.stringMatching(/^Now checkout-usw2 in us-west-2 is part of checkout-global/),
      ],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2' });
    expect((await steps.dryRun(detach)).inTheWay.join(' ')).toContain('rds:DescribeDBClusters in us-west-2');
    expect(isMember()).toBe(true);
    expect(await steps.effects()).toEqual([]);
  });
});
