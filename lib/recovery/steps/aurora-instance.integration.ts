import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildFleet } from '@/lib/simulator/world/build-fleet';
import { defaultFleet } from '@/lib/simulator/world/default-fleet';
import type { StoreDeclaration } from '@/lib/simulator/world/store-declarations';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const add = sampleOf(sampleSpecs, 'aurora-instance');
const detach = sampleOf(sampleSpecs, 'aurora-detach');
const failover = sampleOf(sampleSpecs, 'aurora-failover');
const proof = sampleOf(sampleSpecs, 'transaction-proof');

/** The default fleet, but that checkout's copy of its orders has no instance. */
const headless = (store: StoreDeclaration): StoreDeclaration =>
  store.kind === 'aurora-global' && store.id === 'orders'
    ? { ...store, instances: { ...store.instances, 'us-west-2': 0 } }
    : store;
const headlessFleet = buildFleet({
  ...defaultFleet,
  workloads: defaultFleet.workloads.map((each) => ({ ...each, stores: each.stores.map(headless) })),
});

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld({ fleet: headlessFleet });
});
afterEach(() => steps.stop());

const instances = () =>
  steps.world
    .auroraGlobals('111122223333')
    .find(({ identifier }) => identifier === 'checkout-global')
    ?.members.find(({ region }) => region === 'us-west-2')
    ?.instances.map(({ identifier, status = 'available' }) => `${identifier} ${status}`);

describe('an instance for a copy without one', () => {
  it('is asked for in its own region by a name known beforehand, takes minutes, and is done when that region says so', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const begunAt = steps.world.now;
    const begun = await steps.perform(add);
    expect(begun).toMatchObject({ state: 'begun' });
    expect(begun.calls.map(({ endpointRegion }) => endpointRegion)).toEqual(['us-west-2', 'us-west-2', 'us-west-2']);
    expect(begun.calls.at(-1)).toMatchObject({
      action: 'rds:CreateDBInstance',
      outcome: 'answered',
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
      before: expect.stringContaining('has no instance'),
    });
    expect(await steps.readBack(add)).toMatchObject({ verdict: 'under-way' });
    expect(instances()).toEqual(['checkout-usw2-antipode creating']);
    expect(await steps.run(add, 1200)).toMatchObject({
      state: 'done',
      sentence: 'checkout-usw2-antipode in us-west-2 is part of checkout-usw2 and is available.',
    });
    expect((steps.world.now - begunAt) / 1000).toBeGreaterThan(180);
    expect(await steps.readBack(add)).toMatchObject({ verdict: 'happened' });
    expect(await steps.effects()).toMatchObject([
      { operation: 'CreateDBInstance', region: 'us-west-2', role: 'antipode-failover', outcome: 'ok' },
    ]);
  });

  it('is what makes the copy a writer that can be reached: promoted without one it takes no transaction', async () => {
    expect(await steps.run(failover)).toMatchObject({ state: 'done' });
    expect(await steps.run(proof, 15)).toMatchObject({ state: 'not-yet' });
    expect(await steps.run(add, 1200)).toMatchObject({ state: 'done' });
    expect(await steps.run(proof, 120)).toMatchObject({ state: 'done' });
  });

  it('is wanted before the copy is taken out of its global database', async () => {
    expect(await steps.perform(detach)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('Nobody could reach it'),
      next: expect.stringContaining('aurora-instance'),
    });
    await steps.run(add, 1200);
    expect(await steps.run(detach)).toMatchObject({ state: 'done' });
    expect(await steps.run(proof, 120)).toMatchObject({ state: 'done' });
  });

  it('performed again, or whose answer was lost, is one instance and not two', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation: 'CreateDBInstance' });
    expect(await steps.perform(add)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(add)).toMatchObject({ verdict: 'under-way' });
    steps.world.healFaults({});
    expect(await steps.perform(add)).toMatchObject({ state: 'begun' });
    await steps.run(add, 1200);
    expect(await steps.perform(add)).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('Already there'),
    });
    expect(await steps.perform({ ...add, instance: 'another' })).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('It has one already'),
    });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('that AWS accepts and does not do fails, and so does one that never arrived after AWS would have shown it', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'rds' });
    expect(await steps.run(add)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^RDS accepted the call and nothing came of it: There is no database instance/),
    });
    steps.world.healFaults({});
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'CreateDBInstance' });
    const asked = steps.world.now;
    expect(await steps.perform(add)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(add, { begunAt: asked })).toMatchObject({ verdict: 'did-not-happen' });
    expect(steps.world.now - asked).toBeGreaterThanOrEqual(60_000);
    expect(instances()).toEqual([]);
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'rds:CreateDBInstance' });
    expect(await steps.perform(add)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^rds:CreateDBInstance in us-west-2 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(instances()).toEqual([]);
  });

  it('in the wrong region, under a name that is taken, or of a silent region is refused before anything is asked for', async () => {
    expect(await steps.perform({ ...add, region: 'eu-west-1' })).toMatchObject({
      state: 'refused',
      sentence: 'There is no database cluster checkout-usw2 in eu-west-1 (account 111122223333).',
    });
    expect(await steps.perform({ ...add, instance: 'media-index-usw2' })).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('media-index-usw2 in us-west-2 is part of no cluster'),
      next: expect.stringContaining('Rename or delete'),
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2', answer: 'hangs' });
    expect(await steps.perform(add)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('did not answer'),
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('in a dry run says what would be created, and that room is not known before', async () => {
    expect(await steps.dryRun(add)).toMatchObject({
      wouldHappen: [expect.stringMatching(/rds:CreateDBInstance in us-west-2: .*db\.r6g\.large.*not known before/)],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2' });
    expect((await steps.dryRun(add)).inTheWay.join(' ')).toContain('rds:DescribeDBInstances in us-west-2');
    expect(await steps.effects()).toEqual([]);
  });
});
