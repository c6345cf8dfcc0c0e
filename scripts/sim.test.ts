import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { faultKinds } from '@/lib/simulator/faults/families';
import type { RunningSimulator } from '@/lib/simulator/start-simulator';
import { startTestSimulator } from '@/lib/simulator/testing/test-simulator';
import { readVerb, verbHelp } from './sim-faults.mjs';

// Every step is a program of its own.
vi.setConfig({ testTimeout: 20_000 });

const script = path.join(import.meta.dirname, 'sim.mjs');
let simulator: RunningSimulator;
let data: string;

beforeAll(async () => {
  simulator = await startTestSimulator();
  data = await mkdtemp(path.join(tmpdir(), 'antipode-data-'));
});
afterAll(async () => {
  await simulator.stop();
  await rm(data, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function sim(words: string[], environment: Record<string, string> = { SIMULATOR_PORT: String(simulator.port) }) {
  return new Promise<Ended>((resolve) => {
    const env = { NODE_ENV: 'production' as const, PATH: process.env.PATH, ...environment };
    const child = execFile(process.execPath, [script, ...words], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

it('fails a region, says so in the status, and heals it', async () => {
  expect(await sim(['fail', 'us-east-1'])).toEqual({
    code: 0,
    out: 'us-east-1 fails since 2026-11-20 12:00:00 UTC. End it with: npm run sim -- heal us-east-1\n',
    err: '',
  });
  expect(simulator.world.regionAnswers('us-east-1')).toBe(false);
  expect((await sim(['fail', 'us-east-1'])).out).toMatch(/^us-east-1 has already been failing since /);
  const { out, code } = await sim(['status']);
  expect(code).toBe(0);
  expect(out).toMatch(/^Fleet time 2026-11-20 12:00:00 UTC, speed .*, seed 1$/m);
  expect(out).toMatch(/^ {2}us-east-1 +does not answer, failing since 2026-11-20 12:00:00 UTC$/m);
  expect(out).toMatch(/^ {2}us-west-2 +answers$/m);
  expect((await sim(['heal', 'us-east-1'])).out).toBe('us-east-1 healed at 2026-11-20 12:00:00 UTC.\n');
  expect(simulator.world.regionAnswers('us-east-1')).toBe(true);
  expect(await sim(['heal', 'us-east-1'])).toMatchObject({ code: 0, out: 'us-east-1 was not failing.\n' });
  expect(await sim(['heal', 'all'])).toMatchObject({ code: 0, out: 'Nothing was failing.\n' });
});

it('stalls the replication of one store, says so in the status, and lets it go on', async () => {
  expect(await sim(['stall', 'media', 'originals'])).toEqual({
    code: 0,
    out: 'media originals is stalled since 2026-11-20 12:00:00 UTC. End it with: npm run sim -- unstall media originals\n',
    err: '',
  });
  expect((await sim(['stall', 'media', 'originals'])).out).toMatch(/^media originals has already been stalled since /);
  expect((await sim(['status'])).out).toMatch(/^ {2}media originals stalled since 2026-11-20 12:00:00 UTC$/m);
  expect((await sim(['unstall', 'media', 'originals'])).out).toBe(
    'media originals goes on again since 2026-11-20 12:00:00 UTC.\n',
  );
  expect((await sim(['unstall', 'media', 'originals'])).out).toBe('media originals was not stalled.\n');
  await sim(['stall', 'storefront', 'sessions', 'us-east-1', 'us-west-2']);
  expect((await sim(['heal', 'all'])).out).toMatch(/^storefront sessions us-east-1 us-west-2 healed at /);
  const { code, err } = await sim(['stall', 'media', 'negatives']);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^No store "negatives" of workload "media" can be stalled in this fleet; known: .*media originals.*checkout events, archive ledger\.$/m,
  );
});

it('lets some objects of a bucket fail for good, says so in the status, and ends it', async () => {
  expect((await sim(['fail-objects', 'media', 'originals'])).out).toBe(
    'Some objects of media originals fail for good since 2026-11-20 12:00:00 UTC. End it with: npm run sim -- heal-objects media originals\n',
  );
  expect((await sim(['fail-objects', 'media', 'originals'])).out).toMatch(/have already been failing for good since/);
  expect((await sim(['status'])).out).toMatch(
    /^ {2}media originals loses some objects since 2026-11-20 12:00:00 UTC$/m,
  );
  expect((await sim(['heal-objects', 'media', 'originals'])).out).toMatch(/those that failed stay uncopied\.$/m);
  expect((await sim(['heal-objects', 'media', 'originals'])).out).toBe('No objects of media originals were failing.\n');
  const { code, err } = await sim(['fail-objects', 'checkout', 'orders']);
  expect(code).toBe(1);
  expect(err).toMatch(
    /copies objects in this fleet; known: media originals, media thumbnails, archive audit-files\.$/m,
  );
});

it('lets roles do only what their policies allow, says so in the status, and lets them do everything again', async () => {
  expect((await sim(['enforce-policies', 'on'])).out).toBe('Roles may do only what their policies allow.\n');
  expect((await sim(['enforce-policies', 'on'])).out).toBe('Roles may do only what their policies allow, as before.\n');
  expect((await sim(['status'])).out).toMatch(/^ {2}IAM policies are enforced$/m);
  expect((await sim(['enforce-policies', 'off'])).out).toBe('Roles may do everything.\n');
  expect((await sim(['status'])).out).not.toContain('enforced');
  expect((await sim(['enforce-policies', 'maybe'])).code).toBe(2);
});

it('names the regions there are when one is unknown, and exits with 1', async () => {
  for (const command of ['fail', 'heal']) {
    const { code, err } = await sim([command, 'mars-1']);
    expect(code).toBe(1);
    expect(err).toMatch(/^Unknown region "mars-1"\. .*us-east-1, us-west-2/);
  }
});

it('says how it is used, and exits with 2', async () => {
  for (const words of [
    [],
    ['fail'],
    ['explode', 'us-east-1'],
    ['status', 'now'],
    ['fail', 'us-east-1', 'us-west-2'],
    ['stall', 'media'],
    ['fail-objects', 'media'],
  ]) {
    const { code, err } = await sim(words);
    expect(code).toBe(2);
    expect(err).toMatch(/^Usage: npm run sim -- <command>/);
  }
  expect((await sim(['status'], { SIMULATOR_PORT: 'x' })).code).toBe(2);
});

it('finds the port in the data folder, and says when no simulator is there', async () => {
  const environment = { ANTIPODE_DATA: data };
  expect(await sim(['status'], environment)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^No simulator is running: /),
  });
  await writeFile(path.join(data, 'simulator.json'), JSON.stringify({ port: simulator.port }));
  expect((await sim(['status'], environment)).code).toBe(0);
  await writeFile(path.join(data, 'simulator.json'), 'half a fi');
  expect((await sim(['status'], environment)).code).toBe(1);
});

it('says when nothing, or something else, listens on the port', async () => {
  const other = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const SIMULATOR_PORT = String(typeof address === 'object' && address !== null ? address.port : 0);
  expect(await sim(['status'], { SIMULATOR_PORT })).toMatchObject({
    code: 1,
    err: `What answers on port ${SIMULATOR_PORT} is not the simulator.\n`,
  });
  await new Promise((resolve) => other.close(resolve));
  expect(await sim(['status'], { SIMULATOR_PORT })).toMatchObject({
    code: 1,
    err: `No simulator is running on port ${SIMULATOR_PORT}. Start one with npm start.\n`,
  });
});

it('prints a fleet file for the console that watches the running fleet', async () => {
  const { code, out } = await sim(['fleet-file']);
  expect(code).toBe(0);
  expect(out).toMatch(/^version: 1\nname: acme\nhostedZone: acme\.example\n/);
  const workloads = out.slice(out.indexOf('\nworkloads:'));
  expect(workloads.match(/^ {2}- id: [a-z-]+$/gm)).toHaveLength(6);
});

it('has a verb for every fault that is more than a region or a store, and the simulator takes each', async () => {
  const words: Record<string, string[]> = {
    'cut-off': ['us-west-2'],
    slow: ['us-east-1', '8'],
    surge: ['3', 'checkout'],
    'short-of-capacity': ['us-west-2', 'checkout'],
    'lose-metrics': ['us-east-1', 'AWS/RDS'],
    'delay-metrics': ['us-east-1', '15'],
    down: ['dynamodb', 'us-east-1', 'account=111122223333'],
    hang: ['rds', 'us-east-1'],
    'control-planes-down': [],
    'hang-endpoints': ['region=us-west-2', 'service=cloudwatch'],
    throttle: ['0.5', 'operation=ListMetrics'],
    deny: ['rds:*', 'role=antipode-reader'],
    'opt-out': ['ap-southeast-1'],
    'no-support-plan': [],
    'expire-credentials': [],
    'skew-clock': ['600'],
    'cut-pages': ['loses=items'],
    'repeat-pages': [],
    'drop-values': ['0.1'],
    'ignore-changes': ['service=rds', 'region=us-west-2'],
    'lose-answers': ['operation=FailoverGlobalCluster'],
    'forget-transactions': ['us-west-2', 'checkout'],
    'cut-off-console': [],
  };
  for (const [name, given] of Object.entries(words)) {
    const fault = readVerb(name, given);
    if (fault === undefined) throw new Error(`no verb ${name}`);
    simulator.world.injectFault(fault);
    expect(verbHelp()).toContain(`\n  ${name}`.trimStart());
  }
  const begun = simulator.world.activeFaults().map(({ fault }) => fault.kind);
  const others = ['region-outage', 'replication-stalled', 'objects-failing'];
  expect(new Set([...begun, ...others])).toEqual(new Set(faultKinds));
  simulator.world.healFaults({});
});

it('begins, tells and ends other faults, and says what is missing', async () => {
  expect((await sim(['throttle', '0.5', 'service=rds'])).out).toBe(
    'throttled share=0.5 service=rds since 2026-11-20 12:00:00 UTC. End it with: npm run sim -- heal throttled share=0.5 service=rds\n',
  );
  expect((await sim(['begin', 'throttled', 'share=0.5', 'service=rds'])).out).toContain('has already been there since');
  expect((await sim(['status'])).out).toMatch(/^ {2}throttled share=0\.5 service=rds since 2026-11-20 12:00:00 UTC$/m);
  expect((await sim(['heal', 'throttled', 'service=sqs'])).out).toMatch(/^There was no such fault/);
  expect((await sim(['heal', 'throttled', 'share=0.5', 'service=rds'])).out).toMatch(/^throttled .* healed at /);
  expect(await sim(['throttle', '7'])).toMatchObject({ code: 1, err: expect.stringContaining('share') });
  expect(await sim(['down', 'dynamo', 'us-east-1'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('dynamodb'),
  });
  expect(await sim(['slow', 'us-east-1'])).toMatchObject({ code: 2, err: expect.stringContaining('<factor>') });
  expect(await sim(['help'])).toMatchObject({ code: 0, out: expect.stringContaining('december-2021') });
  expect(await sim(['kinds'])).toMatchObject({ code: 0, out: expect.stringContaining('grey-fault\n  Answers') });
});

it('runs a scenario by name or file, tells what comes next, and ends it with everything else', async () => {
  const { out, code } = await sim(['run', 'june-2023', 'faster=10']);
  expect(code).toBe(0);
  expect(out).toMatch(/^June 2023 runs since 2026-11-20 12:00:00 UTC\. End it with: npm run sim -- heal all$/m);
  expect((await sim(['status'])).out).toMatch(
    /^ {2}2026-11-20 12:11:36 UTC ends {3}service-down region=us-east-1 service=lambda/m,
  );
  expect(await sim(['run', 'june-2023'])).toMatchObject({ code: 1, err: expect.stringContaining('heal all') });
  expect((await sim(['heal', 'all'])).out).toContain('scenario June 2023 healed at');
  const broken = path.join(data, 'broken.yaml');
  await writeFile(broken, '- at: soon\n  fault: { kind: fire }\n');
  const refused = await sim(['run', broken]);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(
    /^broken:1:\d+ phases\[1\]\.at must be a time .*\nbroken:2:\d+ phases\[1\]\.fault\.kind must be one of/,
  );
  expect(await sim(['run', 'nothing'])).toMatchObject({ code: 1, err: expect.stringContaining('october-2025') });
});
