import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { faultKinds } from '@/lib/simulator/faults/families';

it('what people see of every kind of fault is told by a test of this folder', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.integration.ts'));
  const begun = files.map((name) => readFileSync(path.join(import.meta.dirname, name), 'utf8')).join('\n');
  expect(faultKinds.filter((kind) => !begun.includes(`kind: '${kind}'`))).toEqual([]);
});
