import type { CopyJob, ListCopyJobsInput, ListCopyJobsOutput } from '@aws-sdk/client-backup';
import type { Call } from '../../wire';
import type { SimulatedCopyJob, World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { backupPage, isBetween, isWanted } from './page';

/** AWS Backup ListCopyJobs: jobs that copy out of the region, newest first. @throws AwsError InvalidParameterValueException */
export function listCopyJobs(input: Given<ListCopyJobsInput>, world: World, call: Call): ListCopyJobsOutput {
  const account = accountOf(call);
  const found = world
    .copyJobs(call.region, account)
    .filter(
      (job) =>
        isWanted(input.ByAccountId === '*' ? undefined : input.ByAccountId, account) &&
        isWanted(input.ByResourceArn, job.resourceArn) &&
        isWanted(input.ByResourceType, job.resourceType) &&
        isWanted(input.ByState, job.state) &&
        isWanted(input.ByDestinationVaultArn, job.destinationVaultArn) &&
        isWanted(input.BySourceRecoveryPointArn, job.sourcePointArn) &&
        isBetween(job.createdAt, input.ByCreatedAfter, input.ByCreatedBefore) &&
        isBetween(job.completedAt, input.ByCompleteAfter, input.ByCompleteBefore),
    );
  const page = backupPage(found, (job) => job.id, input, call);
  return { CopyJobs: page.items.map((job) => toCopyJob(job, account)), NextToken: page.nextToken };
}

function toCopyJob(job: SimulatedCopyJob, account: string): CopyJob {
  return {
    AccountId: account,
    CopyJobId: job.id,
    SourceBackupVaultArn: job.sourceVaultArn,
    SourceRecoveryPointArn: job.sourcePointArn,
    DestinationBackupVaultArn: job.destinationVaultArn,
    DestinationRecoveryPointArn: job.destinationPointArn ?? undefined,
    ResourceArn: job.resourceArn,
    ResourceType: job.resourceType,
    ResourceName: job.resourceName,
    CreationDate: new Date(job.createdAt),
    CompletionDate: job.completedAt === null ? undefined : new Date(job.completedAt),
    State: job.state,
    StatusMessage: job.statusMessage ?? undefined,
    BackupSizeInBytes: job.sizeBytes,
    IsParent: false,
  };
}
