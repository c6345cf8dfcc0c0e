import { expect, test } from 'vitest';
import type { Execution } from '@/lib/domain/recovery/execution';
import { after, driveTo, sampleExecution, startedAt } from '../rules/testing/sample-execution';
import { exceptionsOf, stateWords } from './run-words';

function served(run: Execution): Execution {
  return after(run, { kind: 'clock-read', clock: { ...run.clock, recoveredAt: startedAt + 240_000 } });
}

test('a run in which a step did not see what it is for says which, and counts it', () => {
  const scaling = after(driveTo(sampleExecution(), 'scale'), { kind: 'step-started', stepId: 'scale' });
  const unproven = {
    kind: 'step-done',
    stepId: 'scale',
    sentence: 'Not proven: nobody says',
    isUnproven: true,
  } as const;
  const ended = served(driveTo(after(scaling, unproven), 'the-end'));
  expect(exceptionsOf(ended)).toEqual([expect.stringMatching(/: Not proven: nobody says$/)]);
  expect(stateWords(ended, startedAt)).toBe('Completed with 1 exception');
});

test('a run that was completed without any names none', () => {
  expect(exceptionsOf(served(driveTo(sampleExecution(), 'the-end')))).toEqual([]);
});
