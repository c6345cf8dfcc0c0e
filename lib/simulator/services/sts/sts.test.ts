import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningSimulator } from '../../start-simulator';
import { clientConfig, startTestSimulator } from '../../testing/test-simulator';

let simulator: RunningSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.stop());

it('says whose credentials a caller has', async () => {
  const sts = new STSClient(clientConfig(simulator, 'eu-west-1'));
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '111122223333',
    Arn: expect.stringContaining(':111122223333:'),
  });
});

it('refuses the keys of an account that is not in the fleet', async () => {
  const sts = new STSClient(clientConfig(simulator, 'eu-west-1', '999988887777'));
  await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: expect.stringMatching(/^(UnrecognizedClientException|InvalidClientTokenId)$/),
    $metadata: { httpStatusCode: 403 },
  });
});

it('gives credentials of a role that work, until a moment of wall time', async () => {
  const sts = new STSClient(clientConfig(simulator, 'eu-west-1'));
  const { Credentials, AssumedRoleUser } = await sts.send(
    new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::111122223333:role/antipode/reader', RoleSessionName: 'console' }),
  );
  expect(AssumedRoleUser?.Arn).toBe('arn:aws:sts::111122223333:assumed-role/reader/console');
  const left = (Credentials?.Expiration?.getTime() ?? 0) - Date.now();
  expect(left).toBeGreaterThan(3_500_000);
  expect(left).toBeLessThanOrEqual(3_600_000);
  const assumed = new STSClient({
    ...clientConfig(simulator, 'us-east-1'),
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken,
    },
  });
  expect((await assumed.send(new GetCallerIdentityCommand({}))).Account).toBe('111122223333');
});

it('refuses roles of foreign accounts and malformed requests', async () => {
  const sts = new STSClient(clientConfig(simulator, 'eu-west-1'));
  const refuse = (part: object, name: string) =>
    expect(
      sts.send(
        new AssumeRoleCommand({
          RoleArn: 'arn:aws:iam::111122223333:role/reader',
          RoleSessionName: 'console',
          ...part,
        }),
      ),
    ).rejects.toMatchObject({ name });
  await refuse({ RoleArn: 'arn:aws:iam::999988887777:role/reader' }, 'AccessDenied');
  await refuse({ RoleArn: 'reader' }, 'ValidationError');
  await refuse({ DurationSeconds: 60 }, 'ValidationError');
});
