import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Objective } from '../../fleet';
import { buildExecutiveReport } from './build-executive-report';
import type { ExecutiveEvidence } from './evidence';
import {
  type HourOf,
  october,
  sampleEvidence,
  sampleKept,
  sampleRun,
  sampleStanding,
  sampleWorkload,
} from './testing/sample-evidence';

const dayMs = 86_400_000;

const hours = {
  met: () => ({ met: 60, inside: 60 }),
  breached: () => ({ breached: 60 }),
  'half-measured': () => ({ met: 30, inside: 30, notMeasured: 30 }),
  unmeasured: () => ({ notMeasured: 60 }),
  off: () => 'gap',
} as const satisfies Record<string, HourOf>;

const regionLoss: Objective = { scenario: 'region-loss', rtoSeconds: 300, rpoSeconds: 60 };
const dataLoss: Objective = { scenario: 'data-loss', rtoSeconds: 3600, rpoSeconds: 3600 };

const anyWorkload = fc.record({
  objectives: fc.constantFrom<readonly Objective[]>([], [regionLoss], [dataLoss], [regionLoss, dataLoss]),
  hour: fc.constantFrom(...Object.keys(hours)) as fc.Arbitrary<keyof typeof hours>,
  isOnRecord: fc.boolean(),
  drilled: fc.constantFrom('never' as const, 100, 290, 400),
  drilledDaysBefore: fc.integer({ min: 1, max: 200 }),
  isDown: fc.boolean(),
});

type AnyWorkload = typeof anyWorkload extends fc.Arbitrary<infer T> ? T : never;

const checkout = sampleWorkload('checkout');
// One driven run for all: to drive one takes longer than all that is tested here.
const driven = sampleRun({ recoveredAt: october.endAt - dayMs, seconds: 100, drill: true });

function evidenceOf(all: readonly AnyWorkload[]): ExecutiveEvidence {
  const workloads = all.map(({ objectives }, index) => ({
    ...checkout,
    id: `w-${index}`,
    name: `W ${index}`,
    objectives,
  }));
  const executions = all.flatMap(({ drilled, drilledDaysBefore }, index) => {
    if (drilled === 'never') return [];
    const recoveredAt = october.endAt - drilledDaysBefore * dayMs;
    const clock = { ...driven.clock, impactAt: recoveredAt - drilled * 1000, recoveredAt, actualSeconds: drilled };
    return [{ ...driven, id: `run-${index}`, workloadId: `w-${index}`, endedAt: recoveredAt + 180_000, clock }];
  });
  return sampleEvidence({
    workloads,
    executions,
    costs: { readings: [], workloads: [], accounts: [] },
    compliance: workloads.flatMap((workload, index) => {
      const one = all[index];
      if (one === undefined || !one.isOnRecord) return [];
      return [sampleKept(workload, { ...october, hourOf: hours[one.hour] })];
    }),
    findings: workloads.flatMap(({ id }, index) =>
      all[index]?.isDown === true ? [sampleStanding({ code: 'entry-point-down', workloadId: id })] : [],
    ),
  });
}

describe('the objectives of a report', () => {
  test('are each in exactly one state, whatever is on record', () => {
    fc.assert(
      fc.property(fc.array(anyWorkload, { maxLength: 4 }), (all) => {
        const { objectives, workloads } = buildExecutiveReport(evidenceOf(all));
        const { total, met, atRisk, breached, notMeasured } = objectives;
        expect(met + atRisk + breached + notMeasured).toBe(total);
        const declared = all.flatMap((one) => one.objectives);
        const times = declared.filter(({ scenario }) => scenario === 'region-loss').length;
        expect(total).toBe(declared.length + times);
        expect(workloads).toHaveLength(all.length);
      }),
      { numRuns: 40 },
    );
  });

  test('are never met by what was not measured, and no loss is proven by nothing', () => {
    fc.assert(
      fc.property(anyWorkload, (one) => {
        const { objectives, workloads } = buildExecutiveReport(evidenceOf([one]));
        const [workload] = workloads;
        if (workload === undefined) throw new Error('There is one.');
        for (const { state, coverage } of workload.recoveryPoints) {
          if (state !== 'met') continue;
          expect(one.isOnRecord && one.hour === 'met').toBe(true);
          expect(coverage).toMatchObject({ state: 'measured', percent: 100 });
        }
        if (workload.recoveryTime.state === 'met') {
          expect(one.isDown).toBe(false);
          expect(one.drilled).toBe(100);
          expect(one.drilledDaysBefore).toBeLessThanOrEqual(90);
        }
        if (one.drilled === 'never' || one.drilledDaysBefore > 90) expect(objectives.provenLosses.proven).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('lose nothing by a workload of which nothing was measured: it raises the whole and never what is met', () => {
    fc.assert(
      fc.property(fc.array(anyWorkload, { maxLength: 3 }), (all) => {
        const unknown: AnyWorkload = {
          objectives: [regionLoss],
          hour: 'met',
          isOnRecord: false,
          drilled: 'never',
          drilledDaysBefore: 1,
          isDown: false,
        };
        const before = buildExecutiveReport(evidenceOf(all)).objectives;
        const after = buildExecutiveReport(evidenceOf([...all, unknown])).objectives;
        expect(after).toMatchObject({ total: before.total + 2, met: before.met, notMeasured: before.notMeasured + 2 });
        if (before.coverage.state === 'measured' && after.coverage.state === 'measured') {
          expect(after.coverage.percent).toBeLessThanOrEqual(before.coverage.percent);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('that nobody has declared are none, and not all met', () => {
    const { objectives, state } = buildExecutiveReport(
      sampleEvidence({ workloads: [sampleWorkload('checkout', { objectives: [] })] }),
    );
    expect(objectives).toMatchObject({ total: 0, met: 0, coverage: { state: 'not-measured' } });
    expect(state.state).toBe('no-objective');
  });
});
