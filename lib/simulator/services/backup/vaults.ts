import type {
  ListBackupVaultsInput,
  ListBackupVaultsOutput,
  ListRecoveryPointsByBackupVaultInput,
  ListRecoveryPointsByBackupVaultOutput,
  RecoveryPointByBackupVault,
} from '@aws-sdk/client-backup';
import { AwsError, type Call } from '../../wire';
import type { SimulatedRecoveryPoint, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { foundingDate } from '../stable-id';
import { backupPage, isBetween, isWanted } from './page';

const dayMs = 86_400_000;

/** AWS Backup ListBackupVaults of the region. @throws AwsError InvalidParameterValueException */
export function listBackupVaults(
  input: Given<ListBackupVaultsInput>,
  world: World,
  call: Call,
): ListBackupVaultsOutput {
  const found = input.ByVaultType === undefined || input.ByVaultType === 'BACKUP_VAULT';
  const vaults = found && !input.ByShared ? world.backupVaults(call.region, accountOf(call)) : [];
  const page = backupPage(vaults, (vault) => vault.name, input, call);
  return {
    BackupVaultList: page.items.map((vault) => ({
      BackupVaultName: vault.name,
      BackupVaultArn: vault.arn,
      VaultType: 'BACKUP_VAULT',
      VaultState: 'AVAILABLE',
      CreationDate: foundingDate,
      EncryptionKeyArn: vault.encryptionKeyArn,
      NumberOfRecoveryPoints: world.recoveryPoints(vault.arn).length,
      Locked: false,
    })),
    NextToken: page.nextToken,
  };
}

/**
 * AWS Backup ListRecoveryPointsByBackupVault, newest first, with those that are partial or not complete yet.
 * @throws AwsError ResourceNotFoundException, InvalidParameterValueException
 */
export function listRecoveryPoints(
  input: Given<ListRecoveryPointsByBackupVaultInput>,
  world: World,
  call: Call,
): ListRecoveryPointsByBackupVaultOutput {
  const account = accountOf(call);
  const vault = world.backupVaults(call.region, account).find((each) => each.name === input.BackupVaultName);
  if (vault === undefined || (input.BackupVaultAccountId ?? account) !== account) {
    throw new AwsError('ResourceNotFoundException', `Backup vault ${input.BackupVaultName} does not exist.`);
  }
  const found = world
    .recoveryPoints(vault.arn)
    .filter(
      (point) =>
        isWanted(input.ByResourceArn, point.resourceArn) &&
        isWanted(input.ByResourceType, point.resourceType) &&
        isBetween(point.createdAt, input.ByCreatedAfter, input.ByCreatedBefore),
    );
  const page = backupPage(found, (point) => point.arn, input, call);
  return { RecoveryPoints: page.items.map(toRecoveryPoint), NextToken: page.nextToken };
}

function toRecoveryPoint(point: SimulatedRecoveryPoint): RecoveryPointByBackupVault {
  return {
    RecoveryPointArn: point.arn,
    BackupVaultName: point.vault.name,
    BackupVaultArn: point.vault.arn,
    SourceBackupVaultArn: point.sourceVaultArn ?? undefined,
    ResourceArn: point.resourceArn,
    ResourceType: point.resourceType,
    ResourceName: point.resourceName,
    Status: point.status,
    StatusMessage: point.statusMessage ?? undefined,
    CreationDate: new Date(point.createdAt),
    InitiationDate: new Date(point.initiatedAt),
    CompletionDate: point.completedAt === null ? undefined : new Date(point.completedAt),
    BackupSizeInBytes: point.status === 'COMPLETED' ? point.sizeBytes : 0,
    Lifecycle: { DeleteAfterDays: Math.round((point.deletedAt - point.createdAt) / dayMs) },
    CalculatedLifecycle: { DeleteAt: new Date(point.deletedAt) },
    EncryptionKeyArn: point.vault.encryptionKeyArn,
    IsEncrypted: true,
    IsParent: false,
    VaultType: 'BACKUP_VAULT',
  };
}
