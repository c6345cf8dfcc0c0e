import { expect, test } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import type { Execution } from '@/lib/domain/recovery/execution';
import { calmFleetEntities } from '@/lib/domain/testing/sample-entities';
import { journaled, ownedByOlga, sizeBefore, withGroups } from '../pages/testing/sample-residue';
import { driveTo, sampleExecution, startedAt } from '../rules/testing/sample-execution';
import { keptFor } from './forget-runs';

const hour = 3_600_000;
const now = startedAt + 60 * hour;
const whole = journaled(driveTo(sampleExecution({ mode: 'ungraceful' }), 'the-end'));
/** Only the group it made larger. */
const out: Execution = {
  ...whole,
  state: 'completed',
  endedAt: startedAt + hour,
  steps: whole.steps.map((step) => ({ ...step, calls: step.stepId === 'scale' ? step.calls : [] })),
};
const back: Execution = {
  ...out,
  id: 'run-2',
  source: 'us-west-2',
  target: 'us-east-1',
  action: 'failback',
  endedAt: startedAt + 2 * hour,
  steps: out.steps.map((step) => ({ ...step, calls: [] })),
};
const sized = (desired: number): readonly Entity[] =>
  withGroups(calmFleetEntities(now), { 'us-west-2': { ...sizeBefore, desired } }, now);
const kept = (runs: readonly Execution[], known: readonly Entity[]) => [...keptFor(runs, known, now)].sort();

test('the runs of a workload that is away stay, whatever they left behind', () => {
  expect(kept([out], sized(2))).toEqual(['run-1']);
});

test('the runs of a journey that has ended stay until everything is as before or somebody’s', () => {
  expect(kept([out, back], sized(6))).toEqual(['run-1', 'run-2']);
  expect(kept([out, back], calmFleetEntities(now))).toEqual(['run-1', 'run-2']);
  expect(kept([out, back], sized(2))).toEqual([]);
  const owner = ownedByOlga('run-1', 'group/us-west-2/checkout-usw2', now);
  expect(kept([out, back], [...sized(6), owner])).toEqual([]);
});

test('what a workload left that the fleet file does not name any more is not waited for', () => {
  expect(kept([out, back], [])).toEqual([]);
});
