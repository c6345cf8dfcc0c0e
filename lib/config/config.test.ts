import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatClock, parseClock } from './clock';
import { readEngineConfig } from './engine-config';
import { readOidcConfig } from './oidc-config';
import { ConfigurationInvalid } from './read-environment';
import { defaultDataFolder, readSupervisorConfig } from './supervisor-config';
import { readWebConfig } from './web-config';

const database = 'postgresql://antipode@localhost/antipode?host=%2Ftmp%2Fx';
const doors = {
  ANTIPODE_SIMULATOR_URL: 'http://127.0.0.1:4599',
  ANTIPODE_SIMULATOR_DNS: '127.0.0.1:5353',
  ANTIPODE_SIMULATOR_HTTP: 'http://127.0.0.1:8080',
};

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return error.problems;
    throw error;
  }
  return [];
}

describe('the engine', () => {
  const good = { ANTIPODE_DATABASE_URL: database, ANTIPODE_ENGINE_ID: 'engine-1', ...doors };

  test('gets the doors of the simulator and the clock', () => {
    expect(readEngineConfig({ ...good, ANTIPODE_CLOCK: '1700000000000,1700000000500,10' })).toEqual({
      auditAnchors: 'none',
      databaseUrl: database,
      clock: { anchorFleetMs: 1_700_000_000_000, anchorWallMs: 1_700_000_000_500, speed: 10 },
      engineId: 'engine-1',
      simulator: {
        awsUrl: doors.ANTIPODE_SIMULATOR_URL,
        dnsAddress: '127.0.0.1:5353',
        httpUrl: doors.ANTIPODE_SIMULATOR_HTTP,
      },
      fleet: 'built-in',
      mail: 'not-configured',
      consoleUrl: 'not-told',
    });
  });

  test('over AWS it needs no doors, and a fleet file', () => {
    const overAws = { ANTIPODE_DATABASE_URL: database, ANTIPODE_ENGINE_ID: 'e', ANTIPODE_SIMULATOR: 'off' };
    expect(problemsOf(() => readEngineConfig(overAws))).toEqual([expect.stringMatching(/^ANTIPODE_FLEET is missing/)]);
    expect(readEngineConfig({ ...overAws, ANTIPODE_FLEET: '/etc/fleet.yaml' })).toMatchObject({
      simulator: 'off',
      fleet: { file: '/etc/fleet.yaml', isRequired: true, keptCopy: 'none' },
    });
    expect(readEngineConfig({ ...overAws, ANTIPODE_FLEET_DEFAULT: '/data/fleet.yaml' }).fleet).toMatchObject({
      isRequired: true,
    });
  });

  test('over the simulated fleet the usual file may be absent, a named one may not', () => {
    const usual = { ANTIPODE_FLEET_DEFAULT: '/data/fleet.yaml', ANTIPODE_FLEET_KEPT: '/data/kept.yaml' };
    expect(readEngineConfig({ ...good, ...usual }).fleet).toEqual({
      file: '/data/fleet.yaml',
      isRequired: false,
      keptCopy: '/data/kept.yaml',
    });
    expect(readEngineConfig({ ...good, ...usual, ANTIPODE_FLEET: '/etc/fleet.yaml' }).fleet).toMatchObject({
      file: '/etc/fleet.yaml',
      isRequired: true,
    });
  });

  test('every problem is told at once, each in a sentence that begins with the variable', () => {
    const problems = problemsOf(() => readEngineConfig({ ANTIPODE_CLOCK: '1,2', ANTIPODE_SIMULATOR: 'yes' }));
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'ANTIPODE_DATABASE_URL',
      'ANTIPODE_CLOCK',
      'ANTIPODE_SIMULATOR',
      'ANTIPODE_ENGINE_ID',
    ]);
    expect(problems.every((problem) => problem.endsWith('.'))).toBe(true);
  });

  test.each(['http://10.0.0.1:4599', 'https://127.0.0.1:4599', 'http://127.0.0.1', 'http://127.0.0.1.evil.example:1'])(
    'a simulator endpoint that is not on this machine is refused (%s)',
    (url) => {
      expect(problemsOf(() => readEngineConfig({ ...good, ANTIPODE_SIMULATOR_URL: url }))).toHaveLength(1);
    },
  );

  test('hands mail to a server under TLS, and without it on this machine alone', () => {
    const serverOf = (url: string) => {
      const { mail } = readEngineConfig({
        ...good,
        ANTIPODE_SMTP_URL: url,
        ANTIPODE_SMTP_FROM: 'antipode@acme.example',
      });
      return mail === 'not-configured' ? mail : mail.server;
    };
    const login = { user: 'antipode', password: 'p@ss:word' };
    expect(serverOf('smtp://antipode:p%40ss%3Aword@mail.acme.example')).toEqual({
      host: 'mail.acme.example',
      port: 587,
      tls: 'started',
      login,
    });
    expect(serverOf('smtps://antipode:p%40ss%3Aword@mail.acme.example')).toMatchObject({
      port: 465,
      tls: 'from-the-start',
    });
    expect(serverOf('smtp://127.0.0.1:2525')).toEqual({ host: '127.0.0.1', port: 2525, tls: 'none', login: 'none' });
    expect(serverOf('smtp://[::1]:2525')).toMatchObject({ host: '::1', tls: 'none' });
    expect(serverOf('smtps://localhost:2525')).toMatchObject({ tls: 'from-the-start' });
    // Names that only look like this machine's are other machines.
    expect(serverOf('smtp://127.0.0.1.acme.example')).toMatchObject({ tls: 'started' });
    expect(serverOf('smtp://localhost.acme.example')).toMatchObject({ tls: 'started' });
  });

  test.each([
    ['http://user:hunter2@mail.acme.example', 'must be smtp://'],
    ['mail.acme.example', 'must be smtp://'],
    ['smtp://user:hunter2%ZZ@mail.acme.example', 'must be smtp://'],
    ['smtp://user@mail.acme.example', 'must have both user and password'],
    ['smtp://:hunter2@mail.acme.example', 'must have both user and password'],
    ['smtps://user:hunter2@mail.acme.example/?tls=no', 'nothing behind it is understood'],
  ])('a mail server that cannot be meant is refused without its password being repeated: %s', (url, message) => {
    const [problem, ...more] = problemsOf(() =>
      readEngineConfig({ ...good, ANTIPODE_SMTP_URL: url, ANTIPODE_SMTP_FROM: 'antipode@acme.example' }),
    );
    expect(more).toEqual([]);
    expect(problem).toMatch(/^ANTIPODE_SMTP_URL /);
    expect(problem).toContain(message);
    expect(problem).not.toContain('hunter2');
  });

  test('half a mail configuration is a mistake, and so is an address that could be two', () => {
    const url = { ANTIPODE_SMTP_URL: 'smtp://127.0.0.1:25' };
    expect(problemsOf(() => readEngineConfig({ ...good, ...url }))).toEqual([
      expect.stringMatching(/^ANTIPODE_SMTP_FROM is missing/),
    ]);
    expect(problemsOf(() => readEngineConfig({ ...good, ANTIPODE_SMTP_FROM: 'a@acme.example' }))).toEqual([
      expect.stringMatching(/^ANTIPODE_SMTP_URL is missing/),
    ]);
    for (const from of [
      'Board <a@acme.example>',
      'a@acme.example, b@acme.example',
      'a@acme.example\nBcc: b@acme.example',
    ])
      expect(problemsOf(() => readEngineConfig({ ...good, ...url, ANTIPODE_SMTP_FROM: from }))).toEqual([
        'ANTIPODE_SMTP_FROM must be a mail address alone, e.g. antipode@acme.example.',
      ]);
  });

  test('an empty variable counts as absent', () => {
    const { ANTIPODE_SIMULATOR_DNS: _, ...rest } = good;
    expect(problemsOf(() => readEngineConfig({ ...rest, ANTIPODE_SIMULATOR_DNS: '' }))).toEqual([
      expect.stringMatching(/^ANTIPODE_SIMULATOR_DNS is missing/),
    ]);
  });
});

describe('the web program', () => {
  const good = { ANTIPODE_DATABASE_URL: database, NEXTAUTH_SECRET: 'x'.repeat(32) };

  test('refuses to run with AWS credentials in its environment', () => {
    expect(problemsOf(() => readWebConfig({ ...good, AWS_SECRET_ACCESS_KEY: 'key' }))).toEqual([
      expect.stringMatching(/^AWS_SECRET_ACCESS_KEY must not be given/),
    ]);
    expect(readWebConfig(good).simulated).toBe(true);
  });

  test('a short secret is refused without being repeated', () => {
    const [problem] = problemsOf(() => readWebConfig({ ...good, NEXTAUTH_SECRET: 'hunter2' }));
    expect(problem).toBe('NEXTAUTH_SECRET must have at least 32 characters.');
  });
});

describe('npm start', () => {
  test('needs nothing', () => {
    expect(readSupervisorConfig('/srv/antipode', {}, false)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      simulatorPort: 4599,
      dataFolder: '/srv/antipode/.antipode',
      simulated: true,
      clockSpeed: undefined,
    });
  });

  test('as root the data go where an unprivileged PostgreSQL can reach them, one folder per checkout', () => {
    expect(defaultDataFolder('/root/antipode', true)).toMatch(/^\/var\/lib\/antipode\/antipode-[0-9a-f]{8}$/);
    expect(defaultDataFolder('/root/antipode', true)).not.toBe(defaultDataFolder('/srv/antipode', true));
  });

  test('a data folder given relatively is meant from the checkout', () => {
    expect(readSupervisorConfig('/srv/a', { ANTIPODE_DATA: 'data' }, true).dataFolder).toBe('/srv/a/data');
    expect(readSupervisorConfig('/srv/a', { ANTIPODE_FLEET: 'fleet.yaml' }, true).fleetFile).toBe('/srv/a/fleet.yaml');
  });

  test('over a real fleet the secrets must be given', () => {
    const problems = problemsOf(() => readSupervisorConfig('/srv/a', { ANTIPODE_SIMULATOR: 'off' }, false));
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['NEXTAUTH_SECRET', 'ANTIPODE_LOCAL_ACCOUNTS']);
  });

  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['SIMULATOR_PORT', '80a'],
    ['ANTIPODE_CLOCK_SPEED', '0'],
    ['ANTIPODE_CLOCK_SPEED', 'fast'],
    ['DATABASE_URL', 'mysql://x'],
    ['NEXTAUTH_URL', 'antipode'],
  ])('%s=%s is refused', (name, value) => {
    expect(problemsOf(() => readSupervisorConfig('/srv/a', { [name]: value }, false))).toEqual([
      expect.stringMatching(new RegExp(`^${name} must be`)),
    ]);
  });
});

describe('sign-in by an OpenID provider', () => {
  const good = {
    ANTIPODE_OIDC_ISSUER: 'https://login.example.test/',
    ANTIPODE_OIDC_CLIENT_ID: 'antipode',
    ANTIPODE_OIDC_CLIENT_SECRET: 'hunter2',
    ANTIPODE_OIDC_OPERATOR_ROLE: 'operators',
  };

  test('is off unless something of it is set', () => {
    expect(readOidcConfig({ NEXTAUTH_SECRET: 'x', ANTIPODE_OIDC_ISSUER: '' })).toBe('none');
  });

  test('reads roles from the claim "roles", and gives only those that are named', () => {
    expect(readOidcConfig(good)).toEqual({
      issuer: 'https://login.example.test',
      clientId: 'antipode',
      clientSecret: 'hunter2',
      name: 'login.example.test',
      scopes: 'openid profile email',
      roleClaim: 'roles',
      approverRole: 'none',
      operatorRole: 'operators',
      viewerRole: 'none',
    });
  });

  test('takes its secret from a file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'antipode-secret-'));
    const file = path.join(folder, 'secret');
    const { ANTIPODE_OIDC_CLIENT_SECRET: _, ...rest } = good;
    const byFile = { ...rest, ANTIPODE_OIDC_CLIENT_SECRET_FILE: file };
    expect(problemsOf(() => readOidcConfig(byFile))).toEqual([
      'ANTIPODE_OIDC_CLIENT_SECRET_FILE cannot be read (ENOENT).',
    ]);
    writeFileSync(file, 'from the file\n');
    expect(readOidcConfig(byFile)).toMatchObject({ clientSecret: 'from the file' });
    expect(problemsOf(() => readOidcConfig({ ...byFile, ANTIPODE_OIDC_CLIENT_SECRET: 'x' }))).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['ANTIPODE_OIDC_ISSUER', 'http://login.example.test'],
    ['ANTIPODE_OIDC_ISSUER', 'https://login.example.test/?a=b'],
    ['ANTIPODE_OIDC_CLIENT_ID', ''],
    ['ANTIPODE_OIDC_CLIENT_SECRET', ''],
    ['ANTIPODE_OIDC_OPERATOR_ROLE', ''],
    ['ANTIPODE_OIDC_VIEWER_ROLE', 'operators'],
    ['ANTIPODE_OIDC_SCOPES', 'profile'],
  ])('%s=%s is refused in a sentence without a secret', (name, value) => {
    const problems = problemsOf(() => readOidcConfig({ ...good, [name]: value }));
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} .*\\.$`))]);
    expect(problems.join()).not.toContain('hunter2');
  });

  test('stands instead of local accounts over a real fleet', () => {
    const real = { ANTIPODE_SIMULATOR: 'off', NEXTAUTH_SECRET: 'x'.repeat(32) };
    expect(readSupervisorConfig('/srv/a', { ...real, ...good }, false).localAccounts).toBe('[]');
    expect(problemsOf(() => readSupervisorConfig('/srv/a', real, false))).toHaveLength(1);
    expect(readSupervisorConfig('/srv/a', good, false).localAccounts).toBeUndefined();
  });
});

describe('the clock', () => {
  test('is read as it is written', () => {
    const clock = { anchorFleetMs: 1_700_000_000_000.5, anchorWallMs: 1_700_000_000_000, speed: 0.5 };
    expect(parseClock(formatClock(clock))).toEqual(clock);
  });

  test.each(['', '1,2', '1,2,3,4', '1,2,0', '1,2,-1', 'a,b,c', '1,,2', '1,2,Infinity'])('"%s" is no clock', (text) => {
    expect(parseClock(text)).toBeUndefined();
  });
});
