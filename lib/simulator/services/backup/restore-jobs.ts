import type {
  DescribeRestoreJobInput,
  DescribeRestoreJobOutput,
  ListRestoreJobsInput,
  ListRestoreJobsOutput,
  RestoreJobsListMember,
  StartRestoreJobInput,
  StartRestoreJobOutput,
} from '@aws-sdk/client-backup';
import { AwsError, type Call } from '../../wire';
import type { SimulatedRestoreJob, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { stableHex } from '../stable-id';
import { backupPage, invalidParameter, isBetween, isWanted } from './page';

/**
 * AWS Backup StartRestoreJob, in the region of the vault. The same idempotency token begins nothing anew.
 * @throws AwsError ResourceNotFoundException, InvalidRequestException, InvalidParameterValueException,
 * MissingParameterValueException
 */
export function startRestoreJob(input: Given<StartRestoreJobInput>, world: World, call: Call): StartRestoreJobOutput {
  const accountId = accountOf(call);
  const { RecoveryPointArn: arn = '', Metadata, IamRoleArn, IdempotencyToken: token = '' } = input;
  const found = world
    .backupVaults(call.region, accountId)
    .flatMap((vault) => world.recoveryPoints(vault.arn).map((point) => ({ vault, point })))
    .find(({ point }) => point.arn === arn);
  if (found === undefined) throw new AwsError('ResourceNotFoundException', `Recovery point ${arn} does not exist.`);
  const { vault, point } = found;
  if (point.status !== 'COMPLETED')
    throw new AwsError('InvalidRequestException', `Recovery point ${arn} is ${point.status} and cannot be restored.`);
  if (Metadata === undefined || Object.keys(Metadata).length === 0)
    throw new AwsError('MissingParameterValueException', 'Metadata must be given.');
  if (!/^arn:aws:iam::\d{12}:role\//.test(IamRoleArn ?? '')) throw invalidParameter('IamRoleArn is not valid.');
  if (Metadata.newFileSystem === undefined) throw invalidParameter('Metadata newFileSystem must be given for EFS.');
  const id = world.startRestore({
    accountId,
    region: call.region,
    point: {
      arn,
      resourceArn: point.resourceArn,
      resourceType: point.resourceType,
      createdAt: point.createdAt,
      sizeBytes: point.sizeBytes,
    },
    vaultArn: vault.arn,
    roleArn: IamRoleArn ?? '',
    token,
  });
  return { RestoreJobId: id ?? stableHex(`${arn}:${token}`, 32).toUpperCase() };
}

/** AWS Backup DescribeRestoreJob. @throws AwsError ResourceNotFoundException */
export function describeRestoreJob(
  { RestoreJobId: id }: Given<DescribeRestoreJobInput>,
  world: World,
  call: Call,
): DescribeRestoreJobOutput {
  const job = world.restoreJobs(call.region, accountOf(call)).find((each) => each.id === id);
  if (job === undefined) throw new AwsError('ResourceNotFoundException', `Restore job ${id} does not exist.`);
  return toRestoreJob(job, accountOf(call));
}

/** AWS Backup ListRestoreJobs of the region, newest first. @throws AwsError InvalidParameterValueException */
export function listRestoreJobs(input: Given<ListRestoreJobsInput>, world: World, call: Call): ListRestoreJobsOutput {
  const account = accountOf(call);
  const found = world
    .restoreJobs(call.region, account)
    .filter(
      (job) =>
        isWanted(input.ByAccountId, account) &&
        isWanted(input.ByStatus, job.status) &&
        isWanted(input.ByResourceType, job.resourceType) &&
        isBetween(job.createdAt, input.ByCreatedAfter, input.ByCreatedBefore),
    );
  const page = backupPage(found, (job) => job.id, input, call);
  return { RestoreJobs: page.items.map((job) => toRestoreJob(job, account)), NextToken: page.nextToken };
}

function toRestoreJob(job: SimulatedRestoreJob, account: string): RestoreJobsListMember {
  return {
    AccountId: account,
    RestoreJobId: job.id,
    RecoveryPointArn: job.pointArn,
    SourceResourceArn: job.resourceArn,
    BackupVaultArn: job.vaultArn,
    CreationDate: new Date(job.createdAt),
    CompletionDate: job.completedAt === null ? undefined : new Date(job.completedAt),
    Status: job.status,
    StatusMessage: job.statusMessage ?? undefined,
    PercentDone: `${job.percentDone.toFixed(2)}%`,
    BackupSizeInBytes: job.sizeBytes,
    IamRoleArn: job.roleArn,
    ExpectedCompletionTimeMinutes: job.expectedMinutes,
    CreatedResourceArn: job.createdResourceArn ?? undefined,
    ResourceType: job.resourceType,
    RecoveryPointCreationDate: new Date(job.pointCreatedAt),
    IsParent: false,
  };
}
