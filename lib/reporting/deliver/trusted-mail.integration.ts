import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { MailConfig } from '@/lib/config/engine-config';
import type { AttemptEnd } from '@/lib/domain/reports/delivery-rules';
import { inheritedEnvironment } from '@/lib/supervisor/child-environment';
import { type MailServer, startMailServer } from './testing/mail-server';
import { makeCertificateAuthority } from './testing/make-certificates';

// Inside the project, so that the bundle finds its packages.
const folder = path.resolve('node_modules/.cache', `antipode-trusted-mail-${process.pid}`);
const program = path.join(folder, 'deliver-one-mail.mjs');
const authorityFile = path.join(folder, 'authority.pem');
const authority = makeCertificateAuthority();
const login = { user: 'antipode', password: 'p@ss word' };
const running: MailServer[] = [];

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(authorityFile, authority.cert);
  const entry = path.resolve('lib/reporting/deliver/testing/deliver-one-mail.ts');
  const how = { bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external' } as const;
  await build({ entryPoints: [entry], outfile: program, ...how });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A server that offers TLS, or speaks nothing else, and lets nobody sign in without it. */
async function start(name: string, more: { readonly secure?: boolean } = {}): Promise<MailServer> {
  const options = { ...authority.issue([name]), disabledCommands: [], allowInsecureAuth: false, ...more };
  const server = await startMailServer({ login, options });
  running.push(server);
  return server;
}

/** Delivers in a program that is started as the engine is, with what the supervisor hands on of its environment. */
async function deliver(
  { config }: MailServer,
  tls: MailConfig['server']['tls'],
  environment: Readonly<Record<string, string>>,
): Promise<AttemptEnd> {
  const asked: MailConfig = { ...config, server: { ...config.server, tls } };
  const inherited = inheritedEnvironment('engine', { ...process.env, ...environment }, true);
  const env = { ...inherited, NODE_ENV: 'production' } as const;
  const { stdout } = await promisify(execFile)(process.execPath, [program, JSON.stringify(asked)], { env });
  return JSON.parse(stdout) as AttemptEnd;
}

describe('a mail server whose certificate is of an authority of one’s own', () => {
  test.each(['started', 'from-the-start'] as const)(
    'gets the mail under TLS (%s) once NODE_EXTRA_CA_CERTS names the authority, sign-in and all',
    async (tls) => {
      const server = await start('127.0.0.1', { secure: tls === 'from-the-start' });
      const end = await deliver(server, tls, { NODE_EXTRA_CA_CERTS: authorityFile });
      expect(end).toMatchObject({ state: 'delivered', handed: ['board@acme.example'] });
      expect(server.taken).toMatchObject([{ to: ['board@acme.example'], underTls: true }]);
    },
  );

  test('gets nothing while nobody has said that the authority is trusted', async () => {
    const server = await start('127.0.0.1');
    const end = await deliver(server, 'started', {});
    expect(end).toMatchObject({
      state: 'failed',
      needsPerson: true,
      sentence: expect.stringContaining('could not be spoken to under TLS'),
    });
    expect(server.taken).toEqual([]);
  });

  test('gets nothing under another name than its certificate has, though the authority is trusted', async () => {
    const server = await start('mail.acme.example');
    const end = await deliver(server, 'started', { NODE_EXTRA_CA_CERTS: authorityFile });
    expect(end).toMatchObject({ state: 'failed', sentence: expect.stringContaining('under TLS') });
    expect(server.taken).toEqual([]);
  });
});
