import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import type { World } from '@/lib/simulator/world/types';
import { sampleSpecs } from './testing/sample-specs';
import { checkoutEntities, type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const promote = sampleOf(sampleSpecs, 'rds-promote');

/** The alarm on the lag of the replica, as the engine knows it. */
function lagAlarm(world: World): readonly Entity[] {
  const alarms = world
    .alarms('us-west-2', '111122223333')
    .filter(({ name }) => name === 'media-index-usw2-replica-lag');
  return alarms.map(({ arn, name, stateReason, transitionedAt }) => ({
    kind: 'alarm',
    id: arn,
    accountId: '111122223333',
    region: 'us-west-2',
    name,
    state: { state: 'observed', value: 'ok', measuredAt: world.now, receivedAt: world.now, vantage: 'aws-api' },
    cadence: { cadenceSeconds: 60, publishDelaySeconds: 5 },
    reason: stateReason,
    changedAt: transitionedAt,
    workloadId: 'media',
  }));
}

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld({ entities: (world) => [...checkoutEntities(world), ...lagAlarm(world)] });
});
afterEach(() => steps.stop());

const instance = (name = promote.instance) =>
  steps.world.databaseInstances('111122223333').find(({ identifier }) => identifier === name);
const isReplica = () => instance()?.replication !== undefined;

describe('the promotion of a read replica', () => {
  it('with its source lost is asked for in the target’s region, takes minutes, and is done when that region says so', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    steps.pass(120);
    const begunAt = steps.world.now;
    const begun = await steps.perform(promote);
    expect(begun).toMatchObject({ state: 'begun' });
    expect(begun.calls.map(({ endpointRegion }) => endpointRegion)).toEqual(['us-west-2', 'us-west-2']);
    expect(begun.calls.at(-1)).toMatchObject({
      action: 'rds:PromoteReadReplica',
      outcome: 'answered',
      requestId: expect.stringMatching(/^[\w-]{8,}$/),
      before: 'media-index-usw2 in us-west-2 follows media-index-use1 in us-east-1 and is available.',
    });
    expect(await steps.check(promote, { begunAt })).toMatchObject({
      state: 'not-yet',
      sentence: expect.stringContaining('is modifying'),
    });
    expect(await steps.readBack(promote)).toMatchObject({ verdict: 'under-way' });
    let ended = await steps.check(promote, { begunAt, remembered: begun.state === 'begun' ? begun.remember : {} });
    while (ended.state === 'not-yet') {
      steps.pass(ended.lookAgainIn);
      ended = await steps.check(promote, { begunAt, remembered: ended.remember });
    }
    expect(ended).toMatchObject({
      state: 'done',
      sentence: 'media-index-usw2 in us-west-2 is no replica and is available.',
    });
    expect((steps.world.now - begunAt) / 1000).toBeGreaterThan(120);
    expect(isReplica()).toBe(false);
    expect(await steps.readBack(promote, { remembered: { sawReplica: true } })).toMatchObject({ verdict: 'happened' });
    expect(await steps.effects()).toMatchObject([
      { operation: 'PromoteReadReplica', region: 'us-west-2', role: 'antipode-failover', outcome: 'ok' },
    ]);
  });

  it('performed again by the run that did it asks for nothing more, while it runs and after it is done', async () => {
    const begun = await steps.perform(promote);
    const remembered = begun.state === 'begun' ? begun.remember : {};
    expect(await steps.perform(promote, { remembered })).toMatchObject({
      state: 'begun',
      remember: { sawReplica: true },
    });
    steps.pass(900);
    expect(await steps.perform(promote, { remembered })).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(/^Already promoted by this run/),
    });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('that somebody else made, nobody knows when, is a person’s to judge', async () => {
    await steps.run(promote);
    expect(await steps.perform(promote)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('stands alone, and since when and with which data is not told'),
      next: expect.stringContaining('skip this step'),
    });
    expect((await steps.dryRun(promote)).inTheWay).toEqual([expect.stringContaining('stands alone')]);
    expect(await steps.readBack(promote)).toMatchObject({ verdict: 'unknown' });
    expect(await steps.check(promote)).toMatchObject({ state: 'failed' });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('that somebody else has under way is not taken for this run’s when it has ended', async () => {
    await steps.perform(promote);
    const found = await steps.perform(promote);
    expect(found).toMatchObject({ state: 'begun', remember: { foundChanging: true } });
    let seen = await steps.check(promote, { remembered: found.state === 'begun' ? found.remember : {} });
    while (seen.state === 'not-yet') {
      steps.pass(seen.lookAgainIn);
      seen = await steps.check(promote, { remembered: seen.remember });
    }
    expect(seen).toMatchObject({ state: 'failed', sentence: expect.stringContaining('since when') });
  });

  it('whose engine was killed in the middle is taken over: what is on its way then is this run’s', async () => {
    await steps.perform(promote);
    expect(await steps.readBack(promote)).toMatchObject({ verdict: 'under-way' });
    const seen = await steps.check(promote);
    expect(seen).toMatchObject({ state: 'not-yet', remember: { sawPromotion: true } });
    steps.pass(900);
    const remembered = seen.state === 'not-yet' ? seen.remember : {};
    expect(await steps.readBack(promote, { remembered })).toMatchObject({ verdict: 'happened' });
    expect(await steps.check(promote, { remembered })).toMatchObject({ state: 'done' });
  });

  it('whose answer was lost is unknown, reads back as under way, and is not asked for twice', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation: 'PromoteReadReplica' });
    expect(await steps.perform(promote)).toMatchObject({
      state: 'unknown',
      sentence: expect.stringContaining('Whether it was done is not known.'),
    });
    expect(await steps.readBack(promote)).toMatchObject({ verdict: 'under-way' });
    expect(await steps.effects()).toHaveLength(1);
  });

  it('that never arrived is unknown as well, and reads back as not done only after AWS would have shown it', async () => {
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'PromoteReadReplica' });
    const asked = steps.world.now;
    expect(await steps.perform(promote)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(promote, { begunAt: asked })).toMatchObject({ verdict: 'did-not-happen' });
    expect(steps.world.now - asked).toBeGreaterThanOrEqual(60_000);
  });

  it('that cannot be read back stays unknown', async () => {
    await steps.perform(promote);
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2' });
    expect(await steps.readBack(promote)).toMatchObject({ verdict: 'unknown' });
    expect(await steps.check(promote)).toMatchObject({ state: 'not-yet' });
  });

  it('that AWS accepts and does not do fails, with what the region says', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'rds' });
    const begunAt = steps.world.now;
    expect(await steps.run(promote)).toMatchObject({
      state: 'failed',
      sentence:
        'RDS accepted the call and nothing came of it: media-index-usw2 in us-west-2 follows media-index-use1 in us-east-1 and is available.',
      next: expect.stringContaining('perform it again'),
    });
    expect(steps.world.now - begunAt).toBeLessThan(120_000);
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'rds:PromoteReadReplica' });
    expect(await steps.perform(promote)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^rds:PromoteReadReplica in us-west-2 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
      next: expect.stringContaining('Allow rds:PromoteReadReplica to'),
    });
    expect(isReplica()).toBe(true);
  });

  it('of what is not there, or in a region that does not answer, is refused before anything is asked for', async () => {
    expect(await steps.perform({ ...promote, instance: 'nobody' })).toMatchObject({
      state: 'refused',
      sentence: 'There is no database instance nobody in us-west-2 (account 111122223333).',
      next: expect.stringContaining('copyResource'),
    });
    // Asked where the replica is not: its own region is the only one that knows it.
    expect(await steps.perform({ ...promote, to: 'eu-west-1' })).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('no database instance media-index-usw2 in eu-west-1'),
    });
    expect(await steps.perform({ ...promote, follows: 'another' })).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('It is no copy of another'),
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2', answer: 'hangs' });
    expect(await steps.perform(promote)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('did not answer'),
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('of a replica that is being backed up is refused with what to wait for, and done afterwards', async () => {
    // Replicas are backed up at four in the morning; the world begins at noon.
    steps.pass(16 * 3600 + 60);
    const refused = await steps.perform(promote);
    expect(refused).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('RDS promotes no replica that is being backed up'),
      next: expect.stringContaining('Wait until the backup has ended'),
    });
    expect((await steps.dryRun(promote)).inTheWay).toEqual([expect.stringContaining('being backed up')]);
    expect(await steps.effects()).toEqual([]);
    steps.pass(600);
    expect(await steps.run(promote)).toMatchObject({ state: 'done' });
  });

  it('in a dry run says what would be called and in which state the replica is, and changes nothing', async () => {
    const calm = await steps.dryRun(promote);
    expect(calm).toMatchObject({
      wouldHappen: [
        expect.stringMatching(/rds:PromoteReadReplica in us-west-2.*for good/),
        'Now media-index-usw2 in us-west-2 follows media-index-use1 in us-east-1 and is available.',
      ],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'service-down', service: 'rds', region: 'us-west-2' });
    expect((await steps.dryRun(promote)).inTheWay.join(' ')).toContain('rds:DescribeDBInstances in us-west-2');
    expect(isReplica()).toBe(true);
    expect(await steps.effects()).toEqual([]);
  });
});

describe('green alarms', () => {
  it('do not count the lag of a replica that was promoted, and count it as long as it is one', async () => {
    const alarms = sampleOf(sampleSpecs, 'alarms-green');
    steps.world.injectFault({ kind: 'metrics-lost', region: 'us-west-2', namespace: 'AWS/RDS' });
    steps.pass(900);
    expect(await steps.perform(alarms, { workloadId: 'media' })).toMatchObject({
      sentence: 'Not green in us-west-2: in alarm: media-index-usw2-replica-lag.',
    });
    await steps.run(promote);
    steps.pass(900);
    expect(await steps.perform(alarms, { workloadId: 'media' })).toMatchObject({
      sentence: expect.stringContaining(
        'Not counted: media-index-usw2-replica-lag, on the lag of a copy that is the writer now.',
      ),
    });
  });
});

describe('the way back', () => {
  const back = {
    ...promote,
    instance: 'media-index-use1',
    follows: 'media-index-usw2',
    declaredAs: 'source',
    from: 'us-west-2',
    to: 'us-east-1',
  } as const;

  it('finds the source still followed while nothing was promoted', async () => {
    expect(await steps.perform(back)).toMatchObject({
      state: 'done',
      sentence: 'Already written in us-east-1: media-index-usw2 follows media-index-use1.',
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('does not take what was left behind for a copy: it is refused until a replica was built', async () => {
    await steps.run(promote);
    expect(await steps.perform(back)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('has nothing of what media-index-usw2 took since'),
      next: expect.stringContaining('Build media-index-use1 anew as a replica of media-index-usw2, which takes hours'),
    });
    // Nor does an engine that takes over, which has seen no replica.
    expect(await steps.readBack(back)).toMatchObject({ verdict: 'unknown' });
    expect(await steps.readBack(back, { remembered: { sawReplica: true } })).toMatchObject({ verdict: 'happened' });
    // Nor what restarts for another reason, once it has.
    expect(await steps.check(back)).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('was left behind in us-east-1'),
    });
  });
});
