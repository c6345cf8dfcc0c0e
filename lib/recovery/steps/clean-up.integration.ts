import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildFleet } from '@/lib/simulator/world/build-fleet';
import { defaultFleet } from '@/lib/simulator/world/default-fleet';
import type { StoreDeclaration } from '@/lib/simulator/world/store-declarations';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const sample = sampleOf(sampleSpecs, 'clean-up');
if (sample.removes !== 'former-writer') throw new Error('The sample removes a former writer.');
const cleanUp = sample;
const promote = sampleOf(sampleSpecs, 'rds-promote');
const account = '111122223333';
const agreed = { isAgreed: true };
const snapshot = 'media-index-use1-final-run-1';

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const instance = (name = cleanUp.instance) =>
  steps.world.databaseInstances(account).find(({ identifier }) => identifier === name);
const deletions = async () => (await steps.effects()).filter(({ operation }) => operation === 'DeleteDBInstance');

/** Looks until it has ended. */
async function follow(spec = cleanUp, begunAt = steps.world.now) {
  let seen = await steps.check(spec, { begunAt, ...agreed });
  while (seen.state === 'not-yet' && steps.world.now < begunAt + 3_600_000) {
    steps.pass(seen.lookAgainIn);
    seen = await steps.check(spec, { begunAt, ...agreed });
  }
  return seen;
}

describe('the clean-up of a former writer', () => {
  it('asks a person first, with what it found and what is kept, and deletes nothing until then', async () => {
    await steps.run(promote);
    const asked = await steps.perform(cleanUp);
    expect(asked).toMatchObject({ state: 'waits', waitsFor: 'acknowledge-risk' });
    expect(asked.sentence).toContain('media-index-use1 in us-east-1 is deleted for good');
    expect(asked.sentence).toContain(`kept as the final snapshot ${snapshot}`);
    expect(asked.sentence).toContain('The writer: media-index-usw2 in us-west-2 is no replica and is available.');
    expect(await deletions()).toEqual([]);
    expect(instance()?.status).toBe('available');
  });

  it('deletes it once a person agreed, with a final snapshot, and is done when that is there and it is gone', async () => {
    await steps.run(promote);
    const begun = await steps.perform(cleanUp, agreed);
    expect(begun).toMatchObject({ state: 'begun' });
    expect(begun.calls.at(-1)).toMatchObject({
      action: 'rds:DeleteDBInstance',
      outcome: 'answered',
      before: 'media-index-use1 in us-east-1 is no replica and is available.',
    });
    expect(await steps.readBack(cleanUp, agreed)).toMatchObject({ verdict: 'under-way' });
    expect(await follow()).toMatchObject({
      state: 'done',
      sentence: `media-index-use1 in us-east-1 is gone; its snapshot ${snapshot} is available.`,
    });
    expect(await steps.readBack(cleanUp, agreed)).toMatchObject({ verdict: 'happened' });
    expect(await deletions()).toMatchObject([
      {
        region: 'us-east-1',
        role: 'antipode-failover',
        outcome: 'ok',
        parameters: { SkipFinalSnapshot: false, FinalDBSnapshotIdentifier: snapshot, DeleteAutomatedBackups: false },
      },
    ]);
    // Nothing is left to be asked for.
    expect(await steps.perform(cleanUp)).toMatchObject({ state: 'done' });
    expect(await deletions()).toHaveLength(1);
  });

  it('is refused while it is what others copy from, and while nothing else is proven to write', async () => {
    expect(await steps.perform(cleanUp, agreed)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('media-index-usw2 in us-west-2 follows it'),
    });
    const replica = { ...cleanUp, region: 'us-west-2', instance: 'media-index-usw2' } as const;
    const turned = { ...replica, writer: 'media-index-use1', writerRegion: 'us-east-1' } as const;
    // What follows the writer is no leftover; what follows another one is none that was left behind.
    expect(await steps.perform(turned, agreed)).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('There is nothing to delete: it follows the writer'),
    });
    expect(await steps.perform({ ...turned, writer: 'another' }, agreed)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('It is a replica'),
    });
    await steps.run(promote);
    expect(await steps.perform({ ...cleanUp, writer: 'nobody' }, agreed)).toMatchObject({
      state: 'refused',
      sentence: 'There is no database instance nobody in us-west-2 (account 111122223333).',
      next: expect.stringMatching(/^Nothing is deleted before another one is proven to take the writes/),
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2', answer: 'hangs' });
    expect(await steps.perform(cleanUp, agreed)).toMatchObject({ state: 'refused' });
    expect(await deletions()).toEqual([]);
  });

  it('is refused while the writer restarts: agreed to or not, it is looked at once more', async () => {
    await steps.perform(promote);
    expect(await steps.perform(cleanUp, agreed)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('What writes is not available'),
    });
    expect(await deletions()).toEqual([]);
  });

  it('never switches deletion protection off', async () => {
    await steps.stop();
    const guarded = (store: StoreDeclaration): StoreDeclaration =>
      store.kind === 'rds-replica' ? { ...store, deletionProtection: true } : store;
    const workloads = defaultFleet.workloads.map((each) => ({ ...each, stores: each.stores.map(guarded) }));
    steps = await startStepWorld({ fleet: buildFleet({ ...defaultFleet, workloads }) });
    await steps.run(promote);
    expect(await steps.perform(cleanUp, agreed)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('Deletion protection of media-index-use1 is on'),
      next: expect.stringContaining('switches that off in RDS'),
    });
    expect((await steps.dryRun(cleanUp)).inTheWay).toEqual([expect.stringContaining('Deletion protection')]);
    expect(await deletions()).toEqual([]);
  });

  it('whose answer was lost is unknown, reads back as under way, and is not asked for twice', async () => {
    await steps.run(promote);
    steps.world.injectFault({ kind: 'answers-lost', operation: 'DeleteDBInstance' });
    expect(await steps.perform(cleanUp, agreed)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(cleanUp, agreed)).toMatchObject({ verdict: 'under-way' });
    steps.world.healFaults({});
    expect(await follow()).toMatchObject({ state: 'done' });
    expect(await deletions()).toHaveLength(1);
  });

  it('that AWS accepts and does not do fails, and what never arrived reads back so once AWS would have shown it', async () => {
    await steps.run(promote);
    steps.world.injectFault({ kind: 'changes-ignored', service: 'rds' });
    expect(await steps.perform(cleanUp, agreed)).toMatchObject({ state: 'begun' });
    expect(await follow()).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('RDS accepted the call and nothing came of it'),
    });
    steps.world.healFaults({});
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'DeleteDBInstance' });
    const asked = steps.world.now;
    expect(await steps.perform(cleanUp, agreed)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(cleanUp, { begunAt: asked, ...agreed })).toMatchObject({ verdict: 'did-not-happen' });
    expect(steps.world.now - asked).toBeGreaterThanOrEqual(60_000);
    expect(instance()?.status).toBe('available');
  });

  it('that finds it gone without the snapshot of this run says so, and never that it was kept', async () => {
    await steps.run(promote);
    steps.world.changeDatabase({
      kind: 'delete-instance',
      resource: cleanUp.instance,
      target: 'us-east-1',
      instance: cleanUp.instance,
    });
    expect(await steps.perform(cleanUp)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('Somebody else deletes it'),
    });
    steps.pass(900);
    expect(await steps.readBack(cleanUp, agreed)).toMatchObject({ verdict: 'unknown' });
    expect(await steps.check(cleanUp, agreed)).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining(`there is no snapshot ${snapshot}`),
    });
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    await steps.run(promote);
    steps.world.injectFault({ kind: 'access-denied', action: 'rds:DeleteDBInstance' });
    expect(await steps.perform(cleanUp, agreed)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^rds:DeleteDBInstance in us-east-1 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(instance()?.status).toBe('available');
  });

  it('in the wrong region finds nothing to delete, and deletes nothing', async () => {
    await steps.run(promote);
    expect(await steps.perform({ ...cleanUp, region: 'eu-west-1' }, agreed)).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('There is nothing to delete'),
    });
    expect(await deletions()).toEqual([]);
  });

  it('in a dry run says whom it would ask and what it would call, and changes nothing', async () => {
    await steps.run(promote);
    expect(await steps.dryRun(cleanUp)).toMatchObject({
      wouldHappen: [
        expect.stringMatching(
          /ask a person, and then call rds:DeleteDBInstance in us-east-1: .*for good.*final snapshot/,
        ),
      ],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2' });
    expect((await steps.dryRun(cleanUp)).inTheWay.join(' ')).toContain('rds:DescribeDBInstances in us-west-2');
    expect(await deletions()).toEqual([]);
  });
});

describe('the clean-up of the instance that a copy was given', () => {
  const add = sampleOf(sampleSpecs, 'aurora-instance');
  const failover = sampleOf(sampleSpecs, 'aurora-failover');
  const added = {
    kind: 'clean-up',
    removes: 'aurora-instance',
    accountId: account,
    region: 'us-west-2',
    instance: add.instance,
    cluster: add.cluster,
    globalCluster: failover.globalCluster,
  } as const;
  const headless = (store: StoreDeclaration): StoreDeclaration =>
    store.kind === 'aurora-global' && store.id === 'orders'
      ? { ...store, instances: { ...store.instances, 'us-west-2': 0 } }
      : store;

  beforeEach(async () => {
    await steps.stop();
    const workloads = defaultFleet.workloads.map((each) => ({ ...each, stores: each.stores.map(headless) }));
    steps = await startStepWorld({ fleet: buildFleet({ ...defaultFleet, workloads }) });
    await steps.run(add, 1200);
  });

  it('takes it away while its cluster follows, and leaves the data there', async () => {
    expect(await steps.perform(added)).toMatchObject({
      state: 'waits',
      sentence: expect.stringContaining('keeps its data'),
    });
    expect(await steps.perform(added, agreed)).toMatchObject({ state: 'begun' });
    expect(await steps.check(added, agreed)).toMatchObject({
      state: 'done',
      sentence: 'checkout-usw2-antipode in us-west-2 is gone; checkout-usw2 keeps its data.',
    });
    expect(await deletions()).toMatchObject([{ region: 'us-west-2', parameters: { SkipFinalSnapshot: true } }]);
  });

  it('is refused once its cluster writes: nobody could reach it', async () => {
    await steps.run(failover);
    expect(await steps.perform(added, agreed)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('without its instance nobody could reach it'),
    });
    expect(await steps.perform({ ...added, cluster: 'another' }, agreed)).toMatchObject({ state: 'refused' });
    expect(await deletions()).toEqual([]);
  });
});
