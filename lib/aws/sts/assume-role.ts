import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import { UnusableAnswer } from '../classify-failure';

export interface RoleAsked {
  readonly roleArn: string;
  readonly externalId: string;
  /** Tells the engine's sessions from others in the account's own logs. */
  readonly sessionName: string;
}

/** Every role gives an hour, whatever longer it allows; a role assumed from a role gives no more. */
export const sessionSeconds = 3600;

/** One AssumeRole, not tried again. @throws what the client throws; UnusableAnswer for an answer without credentials */
export async function assumeRole(
  client: STSClient,
  { roleArn, externalId, sessionName }: RoleAsked,
  signal: AbortSignal,
): Promise<AwsCredentialIdentity> {
  const request = new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName,
    ExternalId: externalId,
    DurationSeconds: sessionSeconds,
  });
  const { Credentials } = await client.send(request, { abortSignal: signal });
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) {
    throw new UnusableAnswer(
      'answered without credentials',
      'It is asked again; if it stays, look for a proxy in between.',
    );
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration === undefined ? {} : { expiration: Expiration }),
  };
}

const longestSessionName = 64;

/** The name the engine's sessions carry: `antipode-` and the engine's id, as far as a session name may say it. */
export function toSessionName(engineId: string): string {
  return `antipode-${engineId.replace(/[^\w+=,.@-]/g, '-')}`.slice(0, longestSessionName);
}
