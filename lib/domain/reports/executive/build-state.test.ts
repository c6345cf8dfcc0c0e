import { describe, expect, test } from 'vitest';
import { buildState } from './build-state';
import { toFrame } from './frame';
import type { ObjectiveTotals, ReportedRisk, ReportedWorkload } from './report';
import { october } from './testing/sample-evidence';

const closed = toFrame({ findingsSince: 'never', month: '2026-10', ...october });
const open = toFrame({
  findingsSince: 'never',
  month: '2026-11',
  startAt: october.endAt,
  endAt: october.endAt + 86_400_000,
});

interface Counted {
  readonly met?: number;
  readonly atRisk?: number;
  readonly breached?: number;
  readonly notMeasured?: number;
  readonly proven?: number;
  readonly of?: number;
  readonly percent?: number;
  readonly workloads?: number;
  readonly critical?: number;
}

function stateOf(counted: Counted, frame = closed) {
  const { met = 0, atRisk = 0, breached = 0, notMeasured = 0, proven = 0, of = 0 } = counted;
  const { percent = 99, workloads = 3, critical = 0 } = counted;
  const basis = { period: frame.period, asOf: frame.endMoment, method: 'counted' };
  const objectives: ObjectiveTotals = {
    ...basis,
    total: met + atRisk + breached + notMeasured,
    ...{ met, atRisk, breached, notMeasured },
    coverage: { ...basis, state: 'measured', percent },
    provenLosses: { proven, of },
  };
  return buildState(
    {
      objectives,
      workloads: Array.from({ length: workloads }, () => ({}) as ReportedWorkload),
      risks: Array.from({ length: critical }, () => ({ severity: 'critical' }) as ReportedRisk),
    },
    frame,
  );
}

describe('the sentence of a month', () => {
  test.each<[Counted, string, string]>([
    [
      { met: 9, breached: 2, notMeasured: 3, proven: 4, of: 9 },
      'breached',
      '9 of 14 objectives were met in October 2026, 2 were breached and 3 could not be judged; 4 of 9 regional losses are proven by drills or runs',
    ],
    [
      { met: 3, atRisk: 1, proven: 2, of: 2 },
      'at-risk',
      '3 of 4 objectives were met in October 2026 and 1 was at risk; all 2 regional losses are proven by drills or runs',
    ],
    [
      { met: 4, proven: 0, of: 2 },
      'met',
      'All 4 objectives were met in October 2026; none of 2 regional losses is proven by a drill or run',
    ],
    [
      { breached: 1, notMeasured: 1, of: 1 },
      'breached',
      'None of 2 objectives was met in October 2026: 1 was breached and 1 could not be judged; the one regional loss is not proven by a drill or run',
    ],
    [{ met: 1, notMeasured: 1 }, 'not-measured', '1 of 2 objectives was met in October 2026 and 1 could not be judged'],
    [{ met: 1 }, 'met', 'The one objective was met in October 2026'],
    [{ notMeasured: 1 }, 'not-measured', 'The one objective could not be judged in October 2026'],
    [
      { notMeasured: 5, percent: 0, of: 2 },
      'not-measured',
      'Nothing was measured in October 2026; none of 2 regional losses is proven by a drill or run',
    ],
    [
      { notMeasured: 5, percent: 0, proven: 1, of: 2 },
      'not-measured',
      'None of 5 objectives was met in October 2026: 5 could not be judged; 1 of 2 regional losses is proven by a drill or run',
    ],
    [
      {},
      'no-objective',
      'No objective is declared for any of 3 workloads, so that nothing was promised in October 2026',
    ],
    [{ workloads: 0 }, 'no-objective', 'No workload is in this report, so that nothing was promised in October 2026'],
  ])('of %o is %s', (counted, state, sentence) => {
    expect(stateOf(counted)).toMatchObject({ state, sentence });
  });

  test('of one that goes on says so, and does not speak of it as over', () => {
    expect(stateOf({ met: 2, breached: 1, critical: 1 }, open).sentence).toBe(
      '2 of 3 objectives are met in November 2026 so far and 1 is breached; 1 critical risk stands',
    );
  });

  test('is not met while a critical risk stands, however well the objectives were kept', () => {
    expect(stateOf({ met: 4, critical: 2 })).toMatchObject({
      state: 'at-risk',
      sentence: 'All 4 objectives were met in October 2026; 2 critical risks stood at the end',
    });
  });
});
