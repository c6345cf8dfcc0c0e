import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningSimulator } from './start-simulator';
import { startTestSimulator } from './testing/test-simulator';

/** The commands of docs/simulator.md, as they stand there, by the official command line where it is installed. */

const run = promisify(execFile);
const page = readFileSync(path.join(import.meta.dirname, '../../docs/simulator.md'), 'utf8');
const commands = [...page.matchAll(/^aws (.+)$/gm)].map(([, words = '']) => words);
const exports = [...page.matchAll(/^export (.+)$/gm)].map(([, words = '']) => words);
const exported = Object.fromEntries(
  exports.flatMap((words) => words.split(' ').map((word) => word.split('=') as [string, string])),
);

function isInstalled(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const installed = isInstalled();
if (!installed) console.log('skipped: no aws CLI');

describe.skipIf(!installed)('the official aws command line, with the commands of the documentation,', () => {
  let simulator: RunningSimulator;
  beforeAll(async () => {
    simulator = await startTestSimulator();
  });
  afterAll(() => simulator?.stop());

  /** Without any profile, sign-in or metadata service of the machine. */
  async function aws(words: string): Promise<unknown> {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '/',
      ...exported,
      AWS_ENDPOINT_URL: simulator.url,
      AWS_CONFIG_FILE: '/nonexistent',
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PAGER: '',
    };
    const { stdout } = await run('aws', [...words.split(' '), '--output', 'json'], {
      env: env as unknown as NodeJS.ProcessEnv,
      timeout: 60_000,
    });
    return JSON.parse(stdout);
  }

  const answers: Readonly<Record<string, unknown>> = {
    sts: { Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/console' },
    dynamodb: {
      Table: {
        TableName: 'user-sessions',
        Replicas: expect.arrayContaining([expect.objectContaining({ RegionName: 'eu-central-1' })]),
      },
    },
    route53: { HostedZones: [expect.objectContaining({ Name: 'acme.example.' })] },
  };

  it.each(commands)('aws %s', async (words) => {
    const [service = ''] = words.split(' ');
    expect(answers).toHaveProperty(service);
    expect(await aws(words)).toMatchObject(answers[service] as object);
  });
});

it('the documentation names three commands, the endpoint and dummy credentials, and no other', () => {
  expect(commands).toHaveLength(3);
  expect(exported).toEqual({
    AWS_ACCESS_KEY_ID: 'SIM111122223333',
    AWS_SECRET_ACCESS_KEY: 'simulated',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4599',
  });
});
