import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyPassword } from '../access/verify-password';
import { inheritedEnvironment } from './child-environment';
import { ensureSecrets, toLocalAccounts } from './first-start-secrets';
import { consoleUrl, greetingLines } from './greeting';
import { parseOwnerState } from './owner-state';
import { restartDelaySeconds } from './restart-delay';
import { RotatingLog } from './rotating-log';

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'antipode-unit-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('what a program inherits', () => {
  const machine = {
    PATH: '/bin',
    HOME: '/home/me',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_PROFILE: 'production',
    HTTPS_PROXY: 'http://proxy',
    DATABASE_URL: 'postgresql://secret',
    ANTIPODE_SIMULATOR_TRUTH: 'on',
    ANTIPODE_OIDC_CLIENT_SECRET: 'shared with the provider',
    NODE_OPTIONS: '--require ./x.js',
    GITHUB_TOKEN: 'token',
  };

  test('the web program gets no credentials, whatever the fleet is', () => {
    for (const simulated of [true, false]) {
      expect(inheritedEnvironment('web', machine, simulated)).toEqual({
        PATH: '/bin',
        HOME: '/home/me',
        ANTIPODE_OIDC_CLIENT_SECRET: 'shared with the provider',
      });
    }
  });

  test('the token of applications goes to the engine alone, and only when they are real', () => {
    const token = { ANTIPODE_MARKER_TOKEN: 'shared with applications' };
    expect(inheritedEnvironment('engine', token, false)).toEqual(token);
    expect(inheritedEnvironment('engine', token, true)).toEqual({});
    for (const program of ['web', 'simulator'] as const)
      expect(inheritedEnvironment(program, token, false)).toEqual({});
  });

  test('the mail server and its password go to the engine alone', () => {
    const mail = { ANTIPODE_SMTP_URL: 'smtps://user:password@mail', ANTIPODE_SMTP_FROM: 'antipode@acme.example' };
    for (const simulated of [true, false]) {
      expect(inheritedEnvironment('engine', mail, simulated)).toEqual(mail);
      for (const program of ['web', 'simulator'] as const)
        expect(inheritedEnvironment(program, mail, simulated)).toEqual({});
    }
  });

  test('the engine gets AWS credentials only when the fleet is AWS', () => {
    expect(inheritedEnvironment('engine', machine, true)).toEqual({ PATH: '/bin', HOME: '/home/me' });
    expect(inheritedEnvironment('engine', machine, false)).toEqual({
      PATH: '/bin',
      HOME: '/home/me',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_PROFILE: 'production',
      HTTPS_PROXY: 'http://proxy',
    });
  });

  test('the simulator gets its own settings and nothing of AWS', () => {
    expect(inheritedEnvironment('simulator', machine, false)).toEqual({
      PATH: '/bin',
      HOME: '/home/me',
      ANTIPODE_SIMULATOR_TRUTH: 'on',
    });
  });
});

describe('restarts', () => {
  test('wait longer each time, up to half a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 100].map(restartDelaySeconds)).toEqual([1, 2, 4, 8, 16, 30, 30]);
  });
});

describe('secrets', () => {
  test('of many starts at once one creates them and all use the same', () =>
    inFolder(async (folder) => {
      const all = await Promise.all(Array.from({ length: 8 }, () => ensureSecrets(folder)));
      expect(all.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(all.map(({ secrets }) => secrets.nextAuthSecret)).size).toBe(1);
      expect((await stat(path.join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
    }));

  test('become accounts that sign in with the password and with nothing else', () =>
    inFolder(async (folder) => {
      const { secrets } = await ensureSecrets(folder);
      const accounts = JSON.parse(await toLocalAccounts(secrets));
      const [viewer, operator] = secrets.accounts;
      expect(viewer?.password).not.toBe(operator?.password);
      expect(await verifyPassword(accounts, 'operator', operator?.password ?? '')).toMatchObject({ role: 'operator' });
      expect(await verifyPassword(accounts, 'operator', viewer?.password ?? '')).toBe('refused');
    }));
});

describe('a log', () => {
  test('is kept to two files', () =>
    inFolder(async (folder) => {
      const log = new RotatingLog(path.join(folder, 'deep', 'engine.log'), 100);
      for (let line = 0; line < 50; line++) log.write(`line ${line}\n`);
      log.close();
      const sizes = await Promise.all([log.file, `${log.file}.1`].map(async (file) => (await stat(file)).size));
      expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
      expect(await readFile(log.file, 'utf8')).toMatch(/line 49\n$/);
      expect(log.lastLines().at(-1)).toBe('line 49');
    }));
});

describe('the greeting', () => {
  test('names an address that a browser on this machine can open', () => {
    expect(consoleUrl('127.0.0.1', 3000, undefined)).toBe('http://127.0.0.1:3000');
    expect(consoleUrl('0.0.0.0', 3000, undefined)).toBe('http://localhost:3000');
    expect(consoleUrl('::1', 3000, undefined)).toBe('http://[::1]:3000');
    expect(consoleUrl('0.0.0.0', 3000, 'https://dr.example.com')).toBe('https://dr.example.com');
  });

  test('says nothing of passwords that were given', () => {
    const lines = greetingLines({ url: 'u', simulated: false, dataFolder: '/d', secrets: 'given', attached: true });
    expect(lines.join('\n')).not.toMatch(/sign in/i);
    expect(lines.join('\n')).toMatch(/Another start/);
  });
});

test('what is no state of an owner is not taken for one', () => {
  for (const line of ['', 'x', '{}', '{"databaseUrl":"u","simulated":true,"clock":{},"simulator":null}']) {
    expect(parseOwnerState(line)).toBeUndefined();
  }
});
