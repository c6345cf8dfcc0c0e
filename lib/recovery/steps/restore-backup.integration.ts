import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleSpecs } from './testing/sample-specs';
import { type StepWorld, sampleOf, startStepWorld } from './testing/step-world';

const restore = sampleOf(sampleSpecs, 'restore-backup');
const day = 86_400;

let steps: StepWorld;
beforeEach(async () => {
  steps = await startStepWorld();
});
afterEach(() => steps.stop());

const jobs = () => steps.world.restoreJobs('us-west-2', '111122223333');

/** Looks every few minutes, so that hours pass quickly. */
async function wait(begun: Awaited<ReturnType<StepWorld['perform']>>, begunAt: number) {
  let seen = await steps.check(restore, { begunAt, remembered: begun.state === 'begun' ? begun.remember : {} });
  while (seen.state === 'not-yet' && steps.world.now < begunAt + day * 1000) {
    steps.pass(600);
    seen = await steps.check(restore, { begunAt, remembered: seen.remember });
  }
  return seen;
}

describe('a restore from backup', () => {
  it('with the old region lost is made of the newest complete backup at the target, takes hours, and says as of when it is', async () => {
    steps.world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    const begunAt = steps.world.now;
    const begun = await steps.perform(restore);
    expect(begun).toMatchObject({
      state: 'begun',
      sentence: expect.stringMatching(/the backup of 20 Nov 2026, 05:00 UTC, which is 7 h .*old; it takes hours/),
    });
    expect(begun.calls.map(({ action, endpointRegion }) => [action, endpointRegion])).toEqual([
      ['backup:ListRecoveryPointsByBackupVault', 'us-west-2'],
      ['backup:StartRestoreJob', 'us-west-2'],
    ]);
    expect(await steps.readBack(restore, { begunAt })).toMatchObject({ verdict: 'under-way' });
    expect(jobs()).toMatchObject([{ status: 'PENDING' }]);
    steps.pass(600);
    expect(await steps.check(restore, { begunAt })).toMatchObject({
      state: 'not-yet',
      sentence: expect.stringMatching(/is running, \d+ % done\.$/),
    });
    const ended = await wait(begun, begunAt);
    expect(ended).toMatchObject({
      state: 'done',
      sentence: expect.stringMatching(
        /is completed: arn:aws:elasticfilesystem:us-west-2:.*as of 20 Nov 2026, 05:00 UTC: what ledger took in us-east-1 since then is lost\.$/,
      ),
    });
    expect(steps.world.now - begunAt).toBeGreaterThan(3_600_000);
    expect(await steps.readBack(restore, { begunAt })).toMatchObject({ verdict: 'happened' });
    expect(await steps.effects()).toMatchObject([
      { operation: 'StartRestoreJob', region: 'us-west-2', role: 'antipode-failover', outcome: 'ok' },
    ]);
  });

  it('asked for again in the same attempt is one restore, and in another one a second', async () => {
    const begunAt = steps.world.now;
    await steps.perform(restore);
    await steps.perform(restore, { begunAt });
    expect(jobs()).toHaveLength(1);
    await steps.perform(restore, { attempt: 2 });
    expect(jobs()).toHaveLength(2);
  });

  it('whose answer was lost is unknown, reads back as under way, and is found without anything being remembered', async () => {
    steps.world.injectFault({ kind: 'answers-lost', operation: 'StartRestoreJob' });
    const begunAt = steps.world.now;
    expect(await steps.perform(restore)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(restore, { begunAt })).toMatchObject({ verdict: 'under-way' });
    steps.world.injectFault({ kind: 'service-down', service: 'backup', region: 'us-west-2' });
    expect(await steps.readBack(restore, { begunAt })).toMatchObject({ verdict: 'unknown' });
    expect(await steps.check(restore, { begunAt })).toMatchObject({ state: 'not-yet' });
  });

  it('that never arrived reads back as not done only after AWS would have shown it', async () => {
    steps.world.injectFault({ kind: 'endpoint-hangs', operation: 'StartRestoreJob' });
    const begunAt = steps.world.now;
    expect(await steps.perform(restore)).toMatchObject({ state: 'unknown' });
    expect(await steps.readBack(restore, { begunAt })).toMatchObject({ verdict: 'did-not-happen' });
    expect(steps.world.now - begunAt).toBeGreaterThanOrEqual(120_000);
  });

  it('that AWS accepts and does not do, or that fails on its way, fails with what the region says', async () => {
    steps.world.injectFault({ kind: 'changes-ignored', service: 'backup' });
    const ignoredAt = steps.world.now;
    expect(await wait(await steps.perform(restore), ignoredAt)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/^AWS Backup accepted the call and nothing came of it: No restore of ledger/),
    });
    steps.world.healFaults({});
    const begunAt = steps.world.now;
    const begun = await steps.perform(restore, { attempt: 2 });
    steps.pass(900);
    steps.world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    steps.pass(60);
    steps.world.healFaults({});
    expect(await wait(begun, begunAt)).toMatchObject({
      state: 'failed',
      sentence: expect.stringMatching(/is failed\. AWS says: "The destination Region was not available\."$/),
      next: expect.stringContaining('perform it again'),
    });
    expect(await steps.readBack(restore, { begunAt })).toMatchObject({ verdict: 'did-not-happen' });
  });

  it('that is denied names the action, the account, the region and the role', async () => {
    steps.world.injectFault({ kind: 'access-denied', action: 'backup:StartRestoreJob' });
    expect(await steps.perform(restore)).toMatchObject({
      state: 'refused',
      sentence: expect.stringMatching(
        /^backup:StartRestoreJob in us-west-2 \(account 111122223333\) was denied to the role arn:aws:iam::111122223333:role\/antipode-failover\. Nothing was changed\.$/,
      ),
    });
    expect(jobs()).toEqual([]);
  });

  it('in the wrong region, or where nothing is complete, is refused before anything is asked for', async () => {
    expect(await steps.perform({ ...restore, to: 'eu-west-1' })).toMatchObject({
      state: 'refused',
      sentence: 'There is no backup vault archive-copy in eu-west-1 (account 111122223333).',
      next: expect.stringContaining('copyResource'),
    });
    steps.world.injectFault({ kind: 'service-down', service: 'backup', region: 'us-west-2', answer: 'hangs' });
    expect(await steps.perform(restore)).toMatchObject({
      state: 'refused',
      sentence: expect.stringContaining('did not answer'),
    });
    steps.world.healFaults({});
    steps.world.injectFault({ kind: 'replication-stalled', workload: 'archive', store: 'ledger' });
    steps.pass(36 * day);
    expect(await steps.perform(restore)).toMatchObject({
      state: 'refused',
      sentence: 'Nothing in archive-copy in us-west-2 is a complete recovery point of the last 35 days.',
    });
    expect(await steps.effects()).toEqual([]);
  });

  it('in a dry run says which backup it would be, and how much would be lost', async () => {
    expect(await steps.dryRun(restore)).toMatchObject({
      wouldHappen: [
        expect.stringContaining('backup:StartRestoreJob in us-west-2 for the backup of 20 Nov 2026, 05:00 UTC'),
        expect.stringMatching(/^What ledger took in us-east-1 in the 7 h .*since then would be lost\.$/),
      ],
      inTheWay: [],
    });
    steps.world.injectFault({ kind: 'service-down', service: 'backup', region: 'us-west-2' });
    expect((await steps.dryRun(restore)).inTheWay.join(' ')).toContain(
      'backup:ListRecoveryPointsByBackupVault in us-west-2',
    );
    expect(await steps.effects()).toEqual([]);
  });
});
