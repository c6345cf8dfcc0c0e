import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { buildPolicies, exampleNames } from '../lib/aws/policies';

// Every step is a program of its own.
vi.setConfig({ testTimeout: 20_000 });

const script = path.join(import.meta.dirname, 'permissions.mjs');

function permissions(...words: string[]) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [script, ...words], (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

it('prints a policy that can be pasted', async () => {
  const { code, out } = await permissions('reader');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual(buildPolicies(exampleNames).reader);
});

it('says how it is used to whoever asks for another, or for none', async () => {
  for (const words of [['nobody'], [], ['reader', 'writer']]) {
    expect(await permissions(...words)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('engine | trust'),
    });
  }
});
