import {
  ListRecoveryPointsByBackupVaultCommand,
  type RecoveryPointByBackupVault,
  ResourceNotFoundException,
} from '@aws-sdk/client-backup';
import type { EpochMs } from '../../domain/time';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import { pageThrough, toNext } from '../page-through';
import { toMoment } from '../to-moment';
import type { Answer, CallScope } from '../types';
import type { RecoveryPointReading } from './readings';

const call: AwsCall<'backup'> = {
  service: 'backup',
  action: 'backup:ListRecoveryPointsByBackupVault',
  shows: 'Recovery points of backup vaults',
};

/** Reads the recovery points of a vault made since a moment; `absent` when the region has no such vault. */
export function fetchRecoveryPoints(
  edge: AwsEdge,
  scope: CallScope,
  vault: string,
  createdSince: EpochMs,
): Promise<Answer<readonly RecoveryPointReading[] | 'absent'>> {
  return ask<'backup', readonly RecoveryPointReading[] | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    try {
      const value = await pageThrough(async (token: string | undefined) => {
        const command = new ListRecoveryPointsByBackupVaultCommand({
          BackupVaultName: vault,
          ByCreatedAfter: new Date(createdSince),
          NextToken: token,
        });
        const output = await client.send(command, { abortSignal: signal });
        const wire = output.RecoveryPoints ?? [];
        const items = toEach(wire, toRecoveryPoint, (sentence) => notices.push(sentence), 'recovery points');
        return { items, next: toNext(output.NextToken) };
      });
      return { value, notices };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return { value: 'absent', notices };
      throw error;
    }
  });
}

/** A point without a date recovers no known moment, and of one without a status nobody knows whether it can be used. */
function toRecoveryPoint(wire: RecoveryPointByBackupVault): RecoveryPointReading | 'incomplete' {
  const createdAt = toMoment(wire.CreationDate);
  if (!wire.RecoveryPointArn || !wire.ResourceArn || !wire.Status || createdAt === 'unknown') return 'incomplete';
  return {
    arn: wire.RecoveryPointArn,
    resourceArn: wire.ResourceArn,
    status: wire.Status === 'COMPLETED' ? 'completed' : 'other',
    createdAt,
    completedAt: toMoment(wire.CompletionDate),
  };
}
