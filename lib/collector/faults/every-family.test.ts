import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { faultKinds } from '@/lib/simulator/faults/families';

/** What only those meet who change something is told where something is changed: in the steps of recovery. */
const folders = [import.meta.dirname, path.join(import.meta.dirname, '../../recovery/steps')];

it('what people see of every kind of fault is told by a test of this folder, or of the steps of recovery', () => {
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
  const tests = files.filter((name) => name.endsWith('.integration.ts'));
  const begun = tests.map((name) => readFileSync(name, 'utf8')).join('\n');
  expect(faultKinds.filter((kind) => !begun.includes(`kind: '${kind}'`))).toEqual([]);
});
