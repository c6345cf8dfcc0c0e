import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The simulator as a program: the bundle, its environment, its ready line, its end. */
let work: string;
let program: string;

beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'simulator-program-'));
  program = path.join(work, 'simulator.mjs');
  // Packages stay outside the bundle and are found beside it.
  await symlink(path.resolve(import.meta.dirname, '../../node_modules'), path.join(work, 'node_modules'));
  await build({
    entryPoints: [path.join(import.meta.dirname, 'main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
});
afterAll(() => rm(work, { recursive: true }));

interface Running {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Everything on stdout so far, line by line. */
  readonly lines: string[];
  readonly errors: () => string;
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

function run(environment: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [program], {
    env: { NODE_ENV: 'production', PATH: process.env.PATH, SIMULATOR_PORT: '0', ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return { child, lines, errors: () => errors, ended };
}

interface Ready {
  readonly ready: string;
  readonly port: number;
  readonly dnsPort: number;
  readonly httpPort: number;
}

async function ready({ lines }: Running): Promise<Ready> {
  await expect.poll(() => lines.length, { timeout: 90_000 }).toBeGreaterThan(0);
  return JSON.parse(lines[0] ?? '');
}

async function control(port: number, route: string, body?: object): Promise<Record<string, unknown>> {
  const post = body && { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`http://127.0.0.1:${port}/_simulator/${route}`, post);
  return (await response.json()) as Record<string, unknown>;
}

describe('the program', () => {
  it('prints one ready line with its ports, logs to stderr, and ends with 0 when told to', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const simulator = run();
      const { port, dnsPort, httpPort, ready: name } = await ready(simulator);
      expect(name).toBe('simulator');
      expect(new Set([port, dnsPort, httpPort]).size).toBe(3);
      expect(await control(port, 'status')).toMatchObject({ seed: 1, speed: 1 });
      simulator.child.kill(signal);
      expect(await simulator.ended).toBe(0);
      expect(simulator.lines).toHaveLength(1);
      for (const line of simulator.errors().trim().split('\n')) {
        if (line.startsWith('{')) expect(JSON.parse(line)).toMatchObject({ name: 'simulator' });
      }
    }
  });

  it('ends when the pipe to its supervisor closes, and only if it has one', async () => {
    const supervised = run({ ANTIPODE_SUPERVISED: '1' });
    await ready(supervised);
    supervised.child.stdin.end();
    expect(await supervised.ended).toBe(0);

    const alone = run();
    const { port } = await ready(alone);
    alone.child.stdin.end();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await control(port, 'status')).toMatchObject({ seed: 1 });
    alone.child.kill('SIGTERM');
    await alone.ended;
  });

  it('says in one sentence which port is taken, and exits with 2', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = String(typeof address === 'object' && address !== null ? address.port : 0);
    const simulator = run({ SIMULATOR_PORT: port });
    expect(await simulator.ended).toBe(2);
    expect(simulator.lines).toEqual([]);
    expect(simulator.errors()).toContain(
      `Port ${port} is in use by another program. Set SIMULATOR_PORT to a free port, or to 0 to let the system choose.\n`,
    );
    other.close();
  });

  it('names every wrong variable, and exits with 2', async () => {
    const simulator = run({ SIMULATOR_PORT: '99999', ANTIPODE_CLOCK: '1,2', ANTIPODE_SIMULATOR_TRUTH: 'yes' });
    expect(await simulator.ended).toBe(2);
    for (const name of ['SIMULATOR_PORT', 'ANTIPODE_CLOCK', 'ANTIPODE_SIMULATOR_TRUTH']) {
      expect(simulator.errors()).toMatch(new RegExp(`^${name} must be .*\\.$`, 'm'));
    }
  });

  it('comes back as it was after kill -9: a fault stays, with the moment it began', async () => {
    const folder = path.join(work, 'world');
    const environment = {
      ANTIPODE_SIMULATOR_FOLDER: folder,
      ANTIPODE_CLOCK: `${Date.UTC(2026, 10, 20, 12)},${Date.now()},60`,
    };
    const first = run(environment);
    const started = await ready(first);
    const { fault } = await control(started.port, 'faults', { kind: 'region-outage', region: 'us-east-1' });
    first.child.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');

    // The ports of a simulator that came back can be the ones its clients know.
    const second = run({
      ...environment,
      SIMULATOR_PORT: String(started.port),
      ANTIPODE_SIMULATOR_DNS_PORT: String(started.dnsPort),
      ANTIPODE_SIMULATOR_HTTP_PORT: String(started.httpPort),
    });
    expect(await ready(second)).toEqual(started);
    expect(await control(started.port, 'status')).toMatchObject({ faults: [fault], speed: 60 });
    await control(started.port, 'heal', {});
    second.child.kill('SIGKILL');
    await second.ended;

    const third = run(environment);
    const { port } = await ready(third);
    expect(await control(port, 'status')).toMatchObject({ faults: [] });
    third.child.kill('SIGTERM');
    expect(await third.ended).toBe(0);
  });
});
