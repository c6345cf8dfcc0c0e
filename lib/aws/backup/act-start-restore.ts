import { StartRestoreJobCommand } from '@aws-sdk/client-backup';
import { act } from '../act';
import type { AwsEdge } from '../edge';
import type { ActAnswer, CallScope } from '../types';

/** What is restored, as whom, and by which token the call may be repeated without a second restore. */
export interface RestoreAsked {
  readonly pointArn: string;
  readonly roleArn: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly token: string;
}

/** Has AWS Backup make something anew out of a recovery point; in the region whose vault has the point. */
export function actStartRestore(
  edge: AwsEdge,
  scope: CallScope,
  { pointArn, roleArn, metadata, token }: RestoreAsked,
): Promise<ActAnswer> {
  return act(edge, scope, { service: 'backup', action: 'backup:StartRestoreJob' }, ({ client, signal }) => {
    const command = new StartRestoreJobCommand({
      RecoveryPointArn: pointArn,
      IamRoleArn: roleArn,
      Metadata: { ...metadata },
      IdempotencyToken: token,
    });
    return client.send(command, { abortSignal: signal });
  });
}
