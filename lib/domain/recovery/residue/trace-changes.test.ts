import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { journaled, sizeBefore } from '@/lib/recovery/pages/testing/sample-residue';
import { driveTo, sampleExecution, startedAt } from '@/lib/recovery/rules/testing/sample-execution';
import type { Execution } from '../execution';
import { anyCalls, withCalls } from './testing/arbitrary-calls';
import { traceChanges } from './trace-changes';

const now = startedAt + 4 * 3_600_000;
const out = journaled({ ...driveTo(sampleExecution(), 'the-end'), endedAt: now - 3_600_000 });

test('what a step found unchanged and changed after all was before, although an attempt before it was not heard', () => {
  const touching = (
    before: typeof sizeBefore | 'unknown',
    at: number,
    runId = 'run-1',
    stepId = 'scale',
  ): Execution => ({
    ...out,
    id: runId,
    steps: out.steps
      .filter((step) => step.stepId === stepId)
      .map((step) => ({
        ...step,
        calls: [
          {
            at,
            action: 'a',
            endpointRegion: 'us-west-2',
            requestId: 'none',
            outcome: 'answered',
            detail: 'd',
            touched: [{ kind: 'group', accountId: '111122223333', region: 'us-west-2', name: 'checkout-usw2', before }],
          },
        ],
      })),
  });
  const both = (a: Execution, b: Execution): Execution => ({
    ...a,
    steps: [...a.steps, ...b.steps]
      .slice(0, 1)
      .map((step) => ({ ...step, calls: [...a.steps, ...b.steps].flatMap(({ calls }) => calls) })),
  });
  const again = traceChanges([both(touching('unknown', now - 9000), touching(sizeBefore, now - 8000))]);
  expect(again).toMatchObject([{ touched: { before: sizeBefore }, changedAt: now - 8000 }]);
  const another = traceChanges([touching('unknown', now - 9000), touching(sizeBefore, now - 8000, 'run-2')]);
  expect(another).toMatchObject([{ runId: 'run-1', touched: { before: 'unknown' } }]);
});

describe('whatever runs did', () => {
  test('nothing that was changed is without a line, and nothing has two', () => {
    fc.assert(
      fc.property(anyCalls(now), (made) => {
        const keys = traceChanges([withCalls(out, made)]).map(({ key }) => key);
        const wanted = made.flatMap(({ outcome, touched = [] }) =>
          outcome === 'refused'
            ? []
            : touched.flatMap((one) => (one.kind === 'group' ? [`group/${one.region}/${one.name}`] : [])),
        );
        expect([...keys].sort()).toEqual([...new Set(wanted)].sort());
      }),
    );
  });
});
