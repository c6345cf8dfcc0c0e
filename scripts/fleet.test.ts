import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

// Every step is a program of its own.
vi.setConfig({ testTimeout: 20_000 });

const script = path.join(import.meta.dirname, 'fleet.mjs');
let folder: string;
let good: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'antipode-fleet-'));
  const documentation = await readFile(path.join(import.meta.dirname, '..', 'docs', 'fleet-file.md'), 'utf8');
  good = /```yaml\n([\s\S]*?)```/.exec(documentation)?.[1] ?? '';
});
afterAll(() => rm(folder, { recursive: true }));

function fleet(words: string[], environment: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { NODE_ENV: 'production' as const, PATH: process.env.PATH, ANTIPODE_DATA: folder, ...environment };
    const child = execFile(process.execPath, [script, ...words], { env, cwd: folder }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

it('says how large a good fleet is, and what watching it costs before anything is asked', async () => {
  await writeFile(path.join(folder, 'good.yaml'), good);
  const { code, out, err } = await fleet(['check', 'good.yaml']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [size, forecast, ...rest] = out.trimEnd().split('\n');
  expect([size, rest]).toEqual(['3 workloads, 4 regions', []]);
  expect(forecast).toMatch(
    /^Watching account 111122223333 \(production\) costs \$\d+\.\d\d to \$\d+\.\d\d a month, .*; its budget is \$250\.00\.$/,
  );
  await writeFile(path.join(folder, 'poor.yaml'), good.replace('pollingBudget: 250', 'pollingBudget: 12'));
  expect((await fleet(['check', 'poor.yaml'])).out).toContain('for which periods are stretched');
});

it('prints every mistake with its place and ends with 1', async () => {
  const file = path.join(folder, 'broken.yaml');
  await writeFile(file, good.replace('tier: 0', 'tier: 9').replace('rto: 5m', 'rto: soon'));
  const { code, err } = await fleet(['check', file]);
  expect(code).toBe(1);
  const lines = err.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/broken\.yaml:\d+:\d+ workloads\[0\]\.tier must be a tier/);
  expect(lines[1]).toMatch(/broken\.yaml:\d+:\d+ workloads\[0\]\.objectives\[0\]\.rto must be whole seconds/);
});

it('without a file checks what a start would use: ANTIPODE_FLEET, the data folder, or what is built in', async () => {
  expect((await fleet(['check'])).out).toMatch(
    /^\d+ workloads, \d+ regions \(the built-in fleet\)\nWatching account 111122223333 .*\n$/,
  );
  expect(await fleet(['check'], { ANTIPODE_SIMULATOR: 'off' })).toMatchObject({
    code: 1,
    err: expect.stringContaining('ANTIPODE_FLEET is missing'),
  });
  await writeFile(path.join(folder, 'fleet.yaml'), good);
  expect((await fleet(['check'])).out).toMatch(/^3 workloads, 4 regions\n/);
  expect((await fleet(['check'], { ANTIPODE_FLEET: '/nowhere/fleet.yaml' })).err).toContain(
    '/nowhere/fleet.yaml is not',
  );
});

it('names real accounts only when the fleet is not simulated', async () => {
  await writeFile(path.join(folder, 'real.yaml'), good.replaceAll('111122223333', '444455556666'));
  expect(await fleet(['check', 'real.yaml'])).toMatchObject({ code: 1, err: expect.stringContaining('is simulated') });
  expect(await fleet(['check', 'real.yaml'], { ANTIPODE_SIMULATOR: 'off' })).toMatchObject({ code: 0 });
});

it('says how it is used', async () => {
  for (const words of [[], ['chekc'], ['check', 'a', 'b']]) {
    expect(await fleet(words)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage: ') });
  }
});
