import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DeliverableFile } from './deliverable';
import { deliverToFolder } from './to-folder';

const folder = () => mkdtempSync(path.join(tmpdir(), 'report-folder-'));
const name = 'executive-report-2026-10-edition-1.csv';
const file = (text: string): DeliverableFile => ({
  kind: 'csv',
  name,
  contentType: 'text/csv',
  body: Buffer.from(text),
});

describe('a folder', () => {
  test('gets the file whole, for its group to read, and nothing else', async () => {
    const place = folder();
    expect(await deliverToFolder(place, [file('a,b\n')])).toMatchObject({ state: 'delivered', handed: [name] });
    expect(readdirSync(place)).toEqual([name]);
    expect(readFileSync(path.join(place, name), 'utf8')).toBe('a,b\n');
    expect(statSync(path.join(place, name)).mode & 0o777).toBe(0o640);
  });

  test('keeps the file it has when the same comes again, and gets the right one in place of another', async () => {
    const place = folder();
    await deliverToFolder(place, [file('a,b\n')]);
    const before = statSync(path.join(place, name)).ino;
    await deliverToFolder(place, [file('a,b\n')]);
    expect(statSync(path.join(place, name)).ino).toBe(before);
    writeFileSync(path.join(place, name), 'c,d\n');
    await deliverToFolder(place, [file('a,b\n')]);
    expect(readFileSync(path.join(place, name), 'utf8')).toBe('a,b\n');
  });

  test('is cleared of what an attempt that died has left half-written', async () => {
    const place = folder();
    writeFileSync(path.join(place, `.${name}.unfinished`), 'a,');
    await deliverToFolder(place, [file('a,b\n')]);
    expect(readdirSync(place)).toEqual([name]);
  });

  test('leads nowhere else: a link in place of the file is replaced and what it points to stays as it is', async () => {
    const place = folder();
    const elsewhere = path.join(folder(), 'precious');
    writeFileSync(elsewhere, 'precious');
    symlinkSync(elsewhere, path.join(place, name));
    symlinkSync(elsewhere, path.join(place, `.${name}.unfinished`));
    expect((await deliverToFolder(place, [file('a,b\n')])).state).toBe('delivered');
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
    expect(statSync(path.join(place, name)).isFile()).toBe(true);
    expect(readFileSync(path.join(place, name), 'utf8')).toBe('a,b\n');
    expect(readdirSync(place)).toEqual([name]);
  });

  test('takes no name that leads out of it', async () => {
    const end = await deliverToFolder(folder(), [{ ...file('a'), name: '../../etc/passwd' }]);
    expect(end).toMatchObject({ state: 'failed', sentence: expect.stringContaining('is no name of a report') });
  });

  test('that is missing is not made, since it may be a mount that is not there', async () => {
    const place = path.join(folder(), 'not-mounted');
    const end = await deliverToFolder(place, [file('a')]);
    expect(end).toMatchObject({
      state: 'failed',
      handed: [],
      sentence: expect.stringContaining(`${place} is not there`),
      needsPerson: true,
    });
    expect(() => statSync(place)).toThrow();
  });

  test('that is a file, or may not be written into, says so and what to do', async () => {
    const place = folder();
    writeFileSync(path.join(place, 'file'), '');
    expect((await deliverToFolder(path.join(place, 'file'), [file('a')])).sentence).toContain('is no folder');
    // Root may write anywhere but into what the kernel keeps for itself.
    const closed = process.getuid?.() === 0 ? '/sys/kernel' : folder();
    if (closed !== '/sys/kernel') chmodSync(closed, 0o500);
    expect(await deliverToFolder(closed, [file('a')])).toMatchObject({
      state: 'failed',
      sentence: `The engine may not write into ${closed}: let its user write there.`,
      needsPerson: true,
    });
  });
});
