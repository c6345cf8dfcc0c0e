import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const build = sampleOf(sampleSpecs, 'rds-create-replica');
const promote = sampleOf(sampleSpecs, 'rds-promote');
const cleanUp = sampleOf(sampleSpecs, 'clean-up');
const account = '111122223333';
const fourHours = 15_000;

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const instance = (name: string) => steps.world.databaseInstances(account).find(({ identifier }) => identifier === name);

/** The replica was promoted, and what was its source is gone. */
async function standAlone(): Promise<void> {
  await steps.run(promote);
  const { accountId, instance: name } = cleanUp;
  expect(accountId).toBe(account);
  steps.world.changeDatabase({
    kind: 'delete-instance',
    resource: name,
    target: 'us-east-1',
    instance: name,
    snapshot: 'kept',
  });
  steps.pass(900);
}
const built = async () =>
  (await steps.effects()).filter(({ operation }) => operation === 'CreateDBInstanceReadReplica');

describe('a read replica that is built anew', () => {
  it('is asked for where it will be, takes hours, and is done when that region says that it replicates', async () => {
    await standAlone();
    const begunAt = steps.world.now;
    const begun = await steps.perform(build);
    expect(begun).toMatchObject({ state: 'begun', sentence: expect.stringContaining('which takes hours') });
    expect(begun.calls.map(({ endpointRegion }) => endpointRegion)).toEqual(['us-east-1', 'us-west-2', 'us-east-1']);
    expect(begun.calls.at(-1)).toMatchObject({
      action: 'rds:CreateDBInstanceReadReplica',
      outcome: 'answered',
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
      before:
        'There was no media-index-use1 in us-east-1; media-index-usw2 in us-west-2 is no replica and is available.',
    });
    expect(await steps.readBack(build)).toMatchObject({ verdict: 'under-way' });
    expect(await steps.check(build, { begunAt })).toMatchObject({
      state: 'not-yet',
      sentence: expect.stringContaining('is creating'),
    });
    expect(await steps.run(build, fourHours)).toMatchObject({
      state: 'done',
      sentence:
        'media-index-use1 in us-east-1 follows media-index-usw2 in us-west-2 and is available; its replication is replicating.',
    });
    expect((steps.world.now - begunAt) / 3_600_000).toBeGreaterThan(1.4);
    expect(await steps.readBack(build)).toMatchObject({ verdict: 'happened' });
    expect(await built()).toMatchObject([
      {
        region: 'us-east-1',
        role: 'antipode-failover',
        outcome: 'ok',
        parameters: expect.objectContaining({
          SourceDBInstanceIdentifier: `arn:aws:rds:us-west-2:${account}:db:media-index-usw2`,
          KmsKeyId: 'alias/aws/rds',
        }),
      },
    ]);
  });

  it('performed again, or whose answer was lost, is one replica and not two', async () => {
    await standAlone();
    steps.world.injectFault({ kind: 'answers-lost', operation: 'CreateDBInstanceReadReplica' });
    expect(await steps.perform(build)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(build)).toMatchObject({ verdict: 'under-way' });
    steps.world.healFaults({});
    expect(await steps.perform(build)).toMatchObject({ state: 'begun' });
    await steps.run(build, fourHours);
    expect(await steps.perform(build)).toMatchObject({
      state: 'done',
      sentence: expect.stringContaining('Already there'),
    });
    expect(await built()).toHaveLength(1);
  });

  it('that AWS accepts and does not do fails, and one that never arrived reads back so once AWS would have shown it', async () => {
    await standAlone();
    steps.world.injectFault({ kind: 'changes-ignored', service: 'rds' });
    expect(await steps.run(build)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^RDS accepted the call and nothing came of it: There is no database instance/),
    });
    steps.world.healFaults({});
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'CreateDBInstanceReadReplica' });
    const asked = steps.world.now;
    expect(await steps.perform(build)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(build, { begunAt: asked })).toMatchObject({ verdict: 'did-not-happen' });
    expect(steps.world.now - asked).toBeGreaterThanOrEqual(60_000);
    expect(instance(build.instance)).toBeUndefined();
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    await standAlone();
    steps.world.injectFault({ kind: 'access-denied', action: 'rds:CreateDBInstanceReadReplica' });
    expect(await steps.perform(build)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^rds:CreateDBInstanceReadReplica in us-east-1 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(instance(build.instance)).toBeUndefined();
  });

  it('whose key is none of its region says where to write another one', async () => {
    await standAlone();
    expect(await steps.perform({ ...build, kmsKey: 'alias/of-nobody' })).toMatchObject({
      state: 'refused',
      next: expect.stringMatching(/Write a key of us-east-1 .* under kmsKeys/),
    });
  });

  it('under a name that is taken, of a source that is no writer, or in the wrong region is refused before anything is asked for', async () => {
    // Before the move: the writer is there under that name.
    expect(await steps.perform(build)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('media-index-use1 in us-east-1 is no replica and is available'),
      next: expect.stringContaining('delete it first (clean-up)'),
    });
    const free = { ...build, instance: 'media-index-new' };
    expect(await steps.perform(free)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('What is to be followed is no writer'),
    });
    expect(await steps.perform({ ...free, from: 'eu-west-1' })).toMatchObject({
      state: 'refused',
      sentence: 'There is no database instance media-index-usw2 in eu-west-1 (account 111122223333).',
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2', answer: 'hangs' });
    expect(await steps.perform(free)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('did not answer'),
      next: expect.stringContaining('only when that region answers'),
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('in a dry run says what would be called and that it takes hours, and changes nothing', async () => {
    expect((await steps.dryRun(build)).inTheWay).toEqual([expect.stringContaining('media-index-use1')]);
    await standAlone();
    const before = (await steps.effects()).length;
    expect(await steps.dryRun(build)).toMatchObject({
      wouldHappen: [expect.stringMatching(/rds:CreateDBInstanceReadReplica in us-east-1: .*which takes hours/)],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-east-1' });
    expect((await steps.dryRun(build)).inTheWay.join(' ')).toContain('rds:DescribeDBInstances in us-east-1');
    expect((await steps.effects()).length).toBe(before);
  });
});
