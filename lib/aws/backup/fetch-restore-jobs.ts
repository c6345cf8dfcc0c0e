import { ListRestoreJobsCommand, type RestoreJobsListMember } from '@aws-sdk/client-backup';
import type { EpochMs } from '../../domain/time';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import { toMoment } from '../to-moment';
import type { Answer, CallScope } from '../types';
import type { RestoreJobReading } from './readings';

const call: AwsCall<'backup'> = {
  service: 'backup',
  action: 'backup:ListRestoreJobs',
  shows: 'Restores from backups',
};

/** Reads the restores that were begun in a region since a moment, of whatever they restore. */
export function fetchRestoreJobs(
  edge: AwsEdge,
  scope: CallScope,
  createdSince: EpochMs,
): Promise<Answer<readonly RestoreJobReading[]>> {
  return ask<'backup', readonly RestoreJobReading[]>(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const value = await pageThrough(async (token: string | undefined) => {
      const command = new ListRestoreJobsCommand({ ByCreatedAfter: new Date(createdSince), NextToken: token });
      const output = await client.send(command, { abortSignal: signal });
      const items = toEach(
        output.RestoreJobs ?? [],
        toRestoreJob,
        (sentence) => notices.push(sentence),
        'restore jobs',
      );
      return { items, next: toNext(output.NextToken) };
    });
    return { value, notices };
  });
}

const statuses = {
  PENDING: 'pending',
  RUNNING: 'running',
  COMPLETED: 'completed',
  ABORTED: 'aborted',
  FAILED: 'failed',
} as const;

/** A job without an id or a date is nobody's, and of one without a recovery point nobody knows what it makes. */
function toRestoreJob(wire: RestoreJobsListMember): RestoreJobReading | 'incomplete' {
  const createdAt = toMoment(wire.CreationDate);
  if (!wire.RestoreJobId || !wire.RecoveryPointArn || createdAt === 'unknown') return 'incomplete';
  const percent = Number.parseFloat(wire.PercentDone ?? '');
  return {
    id: wire.RestoreJobId,
    pointArn: wire.RecoveryPointArn,
    status: wire.Status === undefined ? 'unknown' : (statuses[wire.Status] ?? 'unknown'),
    message: wire.StatusMessage ?? '',
    createdAt,
    percentDone: percent >= 0 && percent <= 100 ? percent : 'unknown',
    createdResourceArn: wire.CreatedResourceArn || 'none',
  };
}
