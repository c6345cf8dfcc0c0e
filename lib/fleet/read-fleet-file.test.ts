import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { largestFleetBytes, readFleetFile } from './read-fleet-file';

const rules = { simulatedAccounts: 'not-simulated' } as const;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'antipode-fleet-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer) {
  const file = path.join(folder, 'fleet.yaml');
  await writeFile(file, content);
  return readFleetFile(file, rules);
}

test('a file that is too large is not read', async () => {
  expect(await read(Buffer.alloc(largestFleetBytes + 1, '#'))).toMatchObject({
    state: 'broken',
    problems: [expect.stringContaining('is larger than 1 MiB')],
  });
});

test('what is no text, or no file, is a problem with a sentence', async () => {
  expect(await read(Buffer.from([0xff, 0xfe, 0x00]))).toMatchObject({ problems: [expect.stringContaining('UTF-8')] });
  await mkdir(path.join(folder, 'folder.yaml'));
  expect(await readFleetFile(path.join(folder, 'folder.yaml'), rules)).toMatchObject({
    problems: [expect.stringContaining('is not a file')],
  });
  expect(await readFleetFile(path.join(folder, 'absent.yaml'), rules)).toEqual({ state: 'absent' });
});

test('the hash follows the content and nothing else', async () => {
  const first = await read('a: 1');
  const again = await read('a: 1');
  const other = await read('a: 2');
  const hashOf = (reading: typeof first) => ('hash' in reading ? reading.hash : 'none');
  expect(hashOf(again)).toBe(hashOf(first));
  expect(hashOf(other)).not.toBe(hashOf(first));
  const file = path.join(folder, 'fleet.yaml');
  expect(await readFleetFile(file, rules, hashOf(other))).toEqual({ state: 'unchanged' });
  expect(await readFleetFile(file, rules, hashOf(first))).toMatchObject({ state: 'broken' });
});
