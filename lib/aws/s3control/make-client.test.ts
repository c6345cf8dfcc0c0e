import { GetMultiRegionAccessPointRoutesCommand } from '@aws-sdk/client-s3-control';
import { expect, test } from 'vitest';
import { makeS3ControlClient } from './make-client';

/** Where a client sends a request for the routes of an access point. */
async function askedAt(endpoint?: string): Promise<string> {
  let asked = 'nowhere';
  const client = makeS3ControlClient({
    region: 'eu-west-1',
    ...(endpoint !== undefined && { endpoint }),
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
    requestHandler: {
      handle: async ({ protocol, hostname, port }: { protocol: string; hostname: string; port?: number }) => {
        asked = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
        throw new Error('Nothing is sent.');
      },
    },
  });
  const command = new GetMultiRegionAccessPointRoutesCommand({
    AccountId: '111122223333',
    Mrap: 'arn:aws:s3::111122223333:accesspoint/m1.mrap',
  });
  await expect(client.send(command)).rejects.toThrow('Nothing is sent.');
  return asked;
}

test('routes are asked for at the regional endpoint of the account, and at an address that is given at that alone', async () => {
  expect(await askedAt()).toBe('https://111122223333.s3-control.eu-west-1.amazonaws.com');
  expect(await askedAt('http://127.0.0.1:4599')).toBe('http://127.0.0.1:4599');
});
