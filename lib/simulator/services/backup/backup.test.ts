import {
  BackupClient,
  DescribeRestoreJobCommand,
  ListBackupVaultsCommand,
  ListCopyJobsCommand,
  type ListCopyJobsCommandInput,
  ListRestoreJobsCommand,
  paginateListRecoveryPointsByBackupVault,
  type RecoveryPointByBackupVault,
  StartRestoreJobCommand,
} from '@aws-sdk/client-backup';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, serveWorld, startTestSimulator, testNow } from '../../testing/test-simulator';
import { openWorld } from '../../world';

const hour = 3_600_000;
let simulator: RunningSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

const backupIn = (region: string, door: { readonly url: string } = simulator) =>
  new BackupClient(clientConfig(door, region));

async function pointsOf(region: string, BackupVaultName: string, door?: { readonly url: string }, pageSize = 10) {
  const client = backupIn(region, door);
  const points: RecoveryPointByBackupVault[] = [];
  for await (const page of paginateListRecoveryPointsByBackupVault({ client, pageSize }, { BackupVaultName })) {
    points.push(...(page.RecoveryPoints ?? []));
  }
  return points;
}

it('has the vault of the backups in one region and that of their copies in the other', async () => {
  const namesIn = async (region: string) =>
    ((await backupIn(region).send(new ListBackupVaultsCommand({}))).BackupVaultList ?? []).map((each) => [
      each.BackupVaultName,
      each.BackupVaultArn,
    ]);
  expect(await namesIn('us-east-1')).toEqual([
    ['archive', 'arn:aws:backup:us-east-1:111122223333:backup-vault:archive'],
  ]);
  expect(await namesIn('us-west-2')).toEqual([
    ['archive-copy', 'arn:aws:backup:us-west-2:111122223333:backup-vault:archive-copy'],
  ]);
  expect(await namesIn('eu-west-1')).toEqual([]);
});

it('takes two backups a day, of which one did not complete and was not copied', async () => {
  const points = await pointsOf('us-east-1', 'archive');
  expect(points).toHaveLength(70);
  expect(points[0]?.CreationDate).toEqual(new Date(Date.UTC(2026, 10, 20, 5)));
  const days = points.map((point) => point.CreationDate?.getTime() ?? 0);
  expect(days.slice(1).every((day, index) => (days[index] ?? 0) - day === 12 * hour)).toBe(true);
  const partial = points.filter((point) => point.Status === 'PARTIAL');
  expect(partial).toMatchObject([{ StatusMessage: expect.any(String) }]);
  expect(partial[0]?.CompletionDate).toBeUndefined();
  expect(points.filter((point) => point.Status === 'COMPLETED')).toHaveLength(69);

  const copies = await pointsOf('us-west-2', 'archive-copy');
  expect(copies).toHaveLength(69);
  expect(copies[0]).toMatchObject({
    Status: 'COMPLETED',
    CreationDate: points[0]?.CreationDate,
    SourceBackupVaultArn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:archive',
  });
  expect(copies.map((copy) => copy.CreationDate)).not.toContainEqual(partial[0]?.CreationDate);
});

it('lists the copy jobs of the region that they copy from, by state and destination', async () => {
  const jobs = async (input: ListCopyJobsCommandInput, region = 'us-east-1') =>
    (await backupIn(region).send(new ListCopyJobsCommand(input))).CopyJobs ?? [];
  const all = await jobs({ ByState: 'COMPLETED', ByCreatedAfter: new Date(testNow - 48 * hour) });
  expect(all).toHaveLength(4);
  expect(all[0]?.DestinationBackupVaultArn).toBe('arn:aws:backup:us-west-2:111122223333:backup-vault:archive-copy');
  expect(await jobs({ ByState: 'FAILED' })).toEqual([]);
  expect(await jobs({}, 'us-west-2')).toEqual([]);
});

it('loses the backup of a region that is down at the hour of its backup, and the copy that an outage cuts', async () => {
  const world = openWorld({ seed: 1, now: testNow });
  const door = await serveWorld(world);
  const nextBackup = Date.UTC(2026, 10, 20, 17);
  world.advanceTo(nextBackup + 5 * 60_000);
  expect((await pointsOf('us-east-1', 'archive', door))[0]).toMatchObject({ Status: 'CREATING' });
  world.advanceTo(nextBackup + 28 * 60_000);
  world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
  world.advanceTo(nextBackup + 60 * 60_000);
  world.healFaults({});
  world.advanceTo(nextBackup + 12 * hour - 60_000);
  const client = backupIn('us-east-1', door);
  const failed = await client.send(new ListCopyJobsCommand({ ByState: 'FAILED' }));
  expect(failed.CopyJobs).toHaveLength(1);
  expect((await pointsOf('us-west-2', 'archive-copy', door))[0]?.CreationDate).toEqual(
    new Date(Date.UTC(2026, 10, 20, 5)),
  );
  world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
  world.advanceTo(nextBackup + 12 * hour + 60_000);
  world.healFaults({});
  expect((await pointsOf('us-east-1', 'archive', door))[0]?.CreationDate).toEqual(new Date(nextBackup));
  await door.close();
});

it('always holds a copy that is younger than a day while nothing fails', async () => {
  const world = openWorld({ seed: 1, now: testNow });
  const vault = world.backupVaults('us-west-2', world.accountId)[0]?.arn ?? '';
  for (let quarter = 1; quarter <= 4 * 48; quarter += 1) {
    world.advanceTo(testNow + (quarter * hour) / 4);
    const newest = world.recoveryPoints(vault).find((point) => point.status === 'COMPLETED');
    expect(world.now - (newest?.createdAt ?? 0)).toBeLessThan(13.1 * hour);
  }
});

it('completes no backup and no copy while it is stalled, so that the newest recovery point grows old', async () => {
  const world = openWorld({ seed: 1, now: testNow });
  const door = await serveWorld(world);
  const stall = { kind: 'replication-stalled', workload: 'archive', store: 'ledger' } as const;
  expect(() => world.injectFault({ ...stall, source: 'us-east-1' })).toThrow('name no regions');
  world.injectFault(stall);
  world.advanceTo(testNow + 72 * hour);
  for (const [region, vault] of [
    ['us-east-1', 'archive'],
    ['us-west-2', 'archive-copy'],
  ] as const) {
    const points = await pointsOf(region, vault, door);
    const newest = points.find((point) => point.Status === 'COMPLETED');
    expect(newest?.CreationDate).toEqual(new Date(Date.UTC(2026, 10, 20, 5)));
  }
  expect((await pointsOf('us-east-1', 'archive', door)).slice(0, 3).map((point) => point.Status)).toEqual([
    'PARTIAL',
    'PARTIAL',
    'PARTIAL',
  ]);
  world.healFaults(stall);
  world.advanceTo(testNow + 84 * hour);
  expect((await pointsOf('us-west-2', 'archive-copy', door))[0]?.CreationDate).toEqual(
    new Date(Date.UTC(2026, 10, 23, 17)),
  );
  await door.close();
});

it('refuses vaults that do not exist and foreign tokens', async () => {
  await expect(pointsOf('us-east-1', 'archive-copy')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const foreign = new ListCopyJobsCommand({ NextToken: 'rubbish' });
  await expect(backupIn('us-east-1').send(foreign)).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
});

it('restores a complete recovery point once for each token, and tells the job until something was made', async () => {
  const world = openWorld({ seed: 1, now: testNow });
  const door = await serveWorld(world);
  const client = backupIn('us-west-2', door);
  const points = await pointsOf('us-west-2', 'archive-copy', door);
  const RecoveryPointArn = points.find((point) => point.Status === 'COMPLETED')?.RecoveryPointArn;
  const asked = {
    RecoveryPointArn,
    IamRoleArn: 'arn:aws:iam::111122223333:role/antipode-restore',
    Metadata: { newFileSystem: 'true' },
    IdempotencyToken: 'once',
  };
  const { RestoreJobId } = await client.send(new StartRestoreJobCommand(asked));
  expect((await client.send(new StartRestoreJobCommand(asked))).RestoreJobId).toBe(RestoreJobId);
  const tell = () => client.send(new DescribeRestoreJobCommand({ RestoreJobId }));
  expect(await tell()).toMatchObject({ Status: 'PENDING', RecoveryPointArn, PercentDone: '0.00%' });
  world.advanceTo(testNow + hour);
  expect(await tell()).toMatchObject({ Status: 'RUNNING' });
  expect((await tell()).CreatedResourceArn).toBeUndefined();
  world.advanceTo(testNow + 5 * hour);
  expect(await tell()).toMatchObject({
    Status: 'COMPLETED',
    CreatedResourceArn: expect.stringMatching(/^arn:aws:elasticfilesystem:us-west-2:111122223333:file-system\/fs-/),
  });
  expect((await client.send(new ListRestoreJobsCommand({}))).RestoreJobs).toHaveLength(1);
  expect((await backupIn('us-east-1', door).send(new ListRestoreJobsCommand({}))).RestoreJobs).toEqual([]);
  await door.close();
});

it('restores nothing that is partial, unknown, or whose settings are left out', async () => {
  const client = backupIn('us-east-1');
  const points = await pointsOf('us-east-1', 'archive');
  const IamRoleArn = 'arn:aws:iam::111122223333:role/antipode-restore';
  const refusal = (RecoveryPointArn: string | undefined, Metadata: Record<string, string>) =>
    client.send(new StartRestoreJobCommand({ RecoveryPointArn, IamRoleArn, Metadata })).then(
      () => 'accepted',
      (error: Error) => error.name,
    );
  const arnOf = (status: string) => points.find((point) => point.Status === status)?.RecoveryPointArn;
  expect(await refusal(arnOf('PARTIAL'), { newFileSystem: 'true' })).toBe('InvalidRequestException');
  expect(await refusal('arn:aws:backup:us-east-1:1:recovery-point:x', { newFileSystem: 'true' })).toBe(
    'ResourceNotFoundException',
  );
  expect(await refusal(arnOf('COMPLETED'), {})).toBe('MissingParameterValueException');
});
