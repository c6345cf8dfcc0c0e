import type { Backup } from '@aws-sdk/client-backup';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { listCopyJobs } from './list-copy-jobs';
import { listBackupVaults, listRecoveryPoints } from './vaults';

/** The simulated part of AWS Backup: vaults, what they hold, and what was copied, read only. */
export function backup(world: World): ServiceImplementation {
  return implement<Backup>('Backup', {
    ListBackupVaults: (input, call) => listBackupVaults(input, world, call),
    ListCopyJobs: (input, call) => listCopyJobs(input, world, call),
    ListRecoveryPointsByBackupVault: (input, call) => listRecoveryPoints(input, world, call),
  });
}
