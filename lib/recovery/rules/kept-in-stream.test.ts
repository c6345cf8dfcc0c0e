import { expect, test } from 'vitest';
import type { Execution } from '@/lib/domain/recovery/execution';
import { keptInStream } from './kept-in-stream';
import { sampleExecution, startedAt } from './testing/sample-execution';

const sample = sampleExecution();
const hourMs = 3_600_000;

/** A run that ended well so many hours after the first one began, users away for two minutes. */
function ended(id: string, hours: number, more: Partial<Execution> = {}): Execution {
  const endedAt = startedAt + hours * hourMs;
  const clock = { ...sample.clock, impactAt: endedAt - 300_000, recoveredAt: endedAt - 180_000, actualSeconds: 120 };
  return { ...sample, id, createdAt: endedAt - 600_000, endedAt, state: 'completed', clock, ...more };
}

const kept = (runs: readonly Execution[]) => [...keptInStream(runs)].sort();

test('the newest run of a workload is kept, whatever it was, and a dry run keeps none of them away', () => {
  expect(kept([ended('a', 1, { mode: 'graceful' }), ended('b', 2, { mode: 'graceful' })])).toEqual(['b']);
  expect(kept([ended('a', 1, { mode: 'graceful' }), ended('dry', 2, { dryRun: true })])).toEqual(['a']);
});

test('of each region the newest recovery by a run and the newest by a drill stay as evidence, and no older ones', () => {
  const runs = [
    ended('run-1', 1),
    ended('run-2', 2),
    ended('drill-1', 3, { drill: true }),
    ended('drill-2', 4, { drill: true }),
    ended('west-1', 5, { source: 'us-west-2' }),
    ended('home-1', 6, { action: 'failback', mode: 'graceful' }),
  ];
  expect(kept(runs)).toEqual(['drill-2', 'home-1', 'run-2', 'west-1']);
});

test('each workload keeps its own', () => {
  expect(kept([ended('a', 1), ended('b', 2, { workloadId: 'catalog' })])).toEqual(['a', 'b']);
});
