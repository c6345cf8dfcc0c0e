import type { Backup } from '@aws-sdk/client-backup';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { listCopyJobs } from './list-copy-jobs';
import { describeRestoreJob, listRestoreJobs, startRestoreJob } from './restore-jobs';
import { listBackupVaults, listRecoveryPoints } from './vaults';

/** The simulated part of AWS Backup: vaults, what they hold, what was copied, and what is restored. */
export function backup(world: World): ServiceImplementation {
  return implement<Backup>('Backup', {
    DescribeRestoreJob: (input, call) => describeRestoreJob(input, world, call),
    ListBackupVaults: (input, call) => listBackupVaults(input, world, call),
    ListCopyJobs: (input, call) => listCopyJobs(input, world, call),
    ListRecoveryPointsByBackupVault: (input, call) => listRecoveryPoints(input, world, call),
    ListRestoreJobs: (input, call) => listRestoreJobs(input, world, call),
    StartRestoreJob: (input, call) => startRestoreJob(input, world, call),
  });
}
