import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countPlaywright, countReport, countVitest } from './count-results.mjs';
import { holdLock } from './hold-lock.mjs';
import { isInstallNeeded } from './install-if-needed.mjs';
import { failuresOfPlaywright, failuresOfVitest, listFailures } from './list-failures.mjs';
import { hashSources } from './source-hash.mjs';

const run = promisify(execFile);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'antipode-scripts-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the lock', () => {
  test('lets one process work at a time, and each of them in the end', async () => {
    const script = `
      import { appendFileSync } from 'node:fs';
      import { setTimeout as sleep } from 'node:timers/promises';
      import { holdLock } from ${JSON.stringify(path.join(import.meta.dirname, 'hold-lock.mjs'))};
      await holdLock(${JSON.stringify(path.join(folder, 'lock'))}, async () => {
        appendFileSync(${JSON.stringify(path.join(folder, 'log'))}, 'in ');
        await sleep(30);
        appendFileSync(${JSON.stringify(path.join(folder, 'log'))}, 'out ');
      });`;
    await Promise.all(Array.from({ length: 6 }, () => run(process.execPath, ['--input-type=module', '-e', script])));
    const { stdout } = await run('cat', [path.join(folder, 'log')]);
    expect(stdout).toBe('in out '.repeat(6));
    expect(await readdir(path.join(folder, 'lock'))).toHaveLength(1);
  });

  test.each([
    ['killed while it held it', '99999999'],
    ['damaged on disk', ''],
  ])('of a holder %s is taken over', async (_, content) => {
    await writeFile(path.join(folder, '7'), content);
    expect(await holdLock(folder, async () => 'done')).toBe('done');
  });

  test('is given up when the work fails', async () => {
    const failing = holdLock(folder, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await holdLock(folder, async () => 'done')).toBe('done');
  });
});

describe('the last line of the tests', () => {
  const test1 = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] };

  test('counts passed, failed and skipped tests', () => {
    const failed = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
    expect(countVitest({ testResults: [test1, failed] })).toEqual({ passed: 2, failed: 1, skipped: 1 });
  });

  test('counts a file that did not load, or whose set-up failed, as a failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(countVitest({ testResults: [test1, broken] }).failed).toBe(1);
  });

  test('counts a browser test that passed only at a second try as a failure', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
    expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  test('never takes silence for success: no report, half a report, no test, or a status without a reason', async () => {
    const file = path.join(folder, 'report.json');
    expect(countReport(file, 0, countVitest).failed).toBe(1);
    await writeFile(file, '{"testResults":');
    expect(countReport(file, 0, countVitest).failed).toBe(1);
    await writeFile(file, '{"testResults":[]}');
    expect(countReport(file, 0, countVitest).failed).toBe(1);
    await writeFile(file, JSON.stringify({ testResults: [test1] }));
    expect(countReport(file, 1, countVitest).failed).toBe(1);
    expect(countReport(file, 0, countVitest).failed).toBe(0);
  });
});

describe('what failed, said once more at the end', () => {
  test('is each failed test with its file, its name and the first lines of its message, without colours', () => {
    const tests = [
      { status: 'passed', fullName: 'adds up', failureMessages: [] },
      { status: 'failed', fullName: 'is exact', failureMessages: ['\u001b[31mexpected 1\u001b[39m\n\nto be 2'] },
    ];
    const file = { name: path.resolve('lib/a.test.ts'), status: 'failed', assertionResults: tests };
    expect(failuresOfVitest({ testResults: [file] })).toEqual([
      '  lib/a.test.ts › is exact',
      '    expected 1',
      '    to be 2',
    ]);
  });

  test('is a file that did not load, with its reason', () => {
    const file = {
      name: path.resolve('lib/a.test.ts'),
      status: 'failed',
      assertionResults: [],
      message: 'no module b',
    };
    expect(failuresOfVitest({ testResults: [file] })).toEqual(['  lib/a.test.ts', '    no module b']);
  });

  test('is each browser test that failed, also within a group, and what went wrong outside of them', () => {
    const failed = {
      file: 'a.spec.ts',
      title: 'b',
      ok: false,
      tests: [{ results: [{ errors: [{ message: 'no c' }] }] }],
    };
    const suites = [{ specs: [{ ok: true }], suites: [{ specs: [failed] }] }];
    const report = { suites, errors: [{ message: 'no server' }] };
    expect(failuresOfPlaywright(report)).toEqual(['  a.spec.ts › b', '    no c', '    no server']);
  });

  test('is also a suite that left no report', () => {
    expect(listFailures(path.join(folder, 'unit.json'), failuresOfVitest)).toEqual([
      '  unit.json: the suite left no report',
    ]);
  });
});

describe('installing', () => {
  async function write(wanted: object, installed?: object): Promise<void> {
    await mkdir(path.join(folder, 'node_modules'));
    await writeFile(path.join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
    const file = path.join(folder, 'node_modules', '.package-lock.json');
    if (installed !== undefined) await writeFile(file, JSON.stringify({ packages: installed }));
  }
  const a = { version: '1.0.0', integrity: 'x' };

  test('is needed when nothing is there', async () => {
    await write({ a });
    expect(isInstallNeeded(folder)).toBe(true);
  });

  test('is needed when a package is missing or another version is there', async () => {
    await write({ a, b: a }, { a, b: { ...a, version: '0.9.0' } });
    expect(isInstallNeeded(folder)).toBe(true);
  });

  test('is not needed for packages of other platforms, whatever the dates are', async () => {
    await write({ a, other: { ...a, optional: true } }, { a });
    await utimes(path.join(folder, 'package-lock.json'), new Date(), new Date(Date.now() + 1e6));
    expect(isInstallNeeded(folder)).toBe(false);
  });
});

describe('whether the build is stale', () => {
  test('follows contents and names, not dates and not tests', async () => {
    await mkdir(path.join(folder, 'lib'));
    const file = path.join(folder, 'lib', 'a.ts');
    await writeFile(file, 'one');
    const first = hashSources(folder);
    await utimes(file, new Date(0), new Date(0));
    await writeFile(path.join(folder, 'lib', 'a.test.ts'), 'test');
    expect(hashSources(folder)).toBe(first);
    await writeFile(file, 'two');
    const second = hashSources(folder);
    expect(second).not.toBe(first);
    await writeFile(path.join(folder, 'proxy.ts'), '');
    expect(hashSources(folder)).not.toBe(second);
  });
});
