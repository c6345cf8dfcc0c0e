import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SeenCosts } from '../../costs/report/seen-costs';
import type { BilledPeriod } from '../../costs/types';
import { decimal } from '../../testing/sample-bills';
import { hundredWorkloadFleet } from '../../testing/sample-wide-fleets';
import { canonicalJson } from '../canonical-json';
import { buildExecutiveReport } from './build-executive-report';
import type { ExecutiveEvidence } from './evidence';
import type { ExecutiveReport } from './report';
import {
  madeAt,
  october,
  sampleEvidence,
  sampleRun,
  sampleStanding,
  sampleWorkload,
  withRuns,
} from './testing/sample-evidence';

const dayMs = 86_400_000;

/** A month in which something of everything happened. */
function eventful(more: Partial<ExecutiveEvidence> = {}): ExecutiveEvidence {
  const storefront = sampleWorkload('storefront');
  return withRuns(
    [
      sampleRun({ id: 'a', recoveredAt: october.endAt - 10 * dayMs, seconds: 200, drill: true }),
      sampleRun({ id: 'b', recoveredAt: october.endAt - 20 * dayMs, seconds: 500 }),
      sampleRun({ id: 'c', workload: storefront, recoveredAt: october.endAt - 2 * dayMs, seconds: 60, drill: true }),
    ],
    {
      workloads: ['checkout', 'storefront', 'eu-accounts', 'media'].map((id) => sampleWorkload(id)),
      findings: [
        sampleStanding(),
        sampleStanding({ workloadId: 'media', code: 'link-late', severity: 'warning' }),
        sampleStanding({ workloadId: 'none', region: 'eu-west-1', code: 'region-down' }),
      ],
      budgets: [
        {
          ...{ kind: 'budget', id: 'fleet', accountId: 'none', workloadId: 'none' },
          budget: { id: 'fleet', of: { kind: 'fleet' }, amount: decimal('9000'), currency: 'USD', warnPercent: 80 },
          spending: { state: 'missing', reason: 'no-data', since: madeAt, lastKnown: 'none' },
        },
      ],
      gaps: ['AWS Health was denied'],
      ...more,
    },
  );
}

function withoutMaking({ asOf: _, standing: __, ...report }: ExecutiveReport): string {
  return canonicalJson(report);
}

describe('an executive report', () => {
  test('says nothing of where reports have not arrived: that is no risk of the fleet, and would be another report', () => {
    const undelivered = sampleStanding({ workloadId: 'none', code: 'report-not-delivered', severity: 'warning' });
    const evidence = eventful();
    const more = { ...evidence, findings: [...evidence.findings, undelivered] };
    expect(canonicalJson(buildExecutiveReport(more))).toBe(canonicalJson(buildExecutiveReport(evidence)));
  });

  test('of the same evidence is the same bytes', () => {
    expect(canonicalJson(buildExecutiveReport(eventful()))).toBe(canonicalJson(buildExecutiveReport(eventful())));
  });

  test('of a month that is over does not know when it is made: no figure ages with the reader', () => {
    const evidence = eventful();
    const once = withoutMaking(buildExecutiveReport(evidence));
    fc.assert(
      fc.property(fc.integer({ min: october.endAt, max: october.endAt + 400 * dayMs }), (now) => {
        const standing = { state: 'closed', edition: 2, restates: 'nothing' } as const;
        // What was read stays what it was: only the moment of making differs.
        expect(withoutMaking(buildExecutiveReport({ ...evidence, now, standing }))).toBe(once);
      }),
      { numRuns: 20 },
    );
  });

  test('names the day of a risk that said only its hour, and leaves another hour alone', () => {
    const since = Date.parse('2026-10-14T14:32:09Z');
    const sentence = 'The alarm is on since 14:32 UTC, was read at 14:32 UTC and was quiet since 09:00 UTC';
    const { risks } = buildExecutiveReport(eventful({ findings: [sampleStanding({ since, sentence })] }));
    expect(risks[0]?.sentence).toBe(
      'The alarm is on since 14 Oct 2026, 14:32 UTC, was read at 14:32 UTC and was quiet since 09:00 UTC',
    );
    const dated = 'AWS Health reports an issue since 14 Oct 2026, 14:32 UTC';
    const again = buildExecutiveReport(eventful({ findings: [sampleStanding({ since, sentence: dated })] }));
    expect(again.risks[0]?.sentence).toBe(dated);
  });

  test('does not change because AWS was asked again and gave the same', () => {
    const evidence = eventful();
    const again = (period: BilledPeriod) => ({ ...period, checkedAt: period.checkedAt + 9 * dayMs });
    const readings = evidence.costs.readings.map((one): SeenCosts => {
      const { bill } = one;
      if (bill.state === 'missing') throw new Error('It was read.');
      const value = { ...bill.value, days: bill.value.days.map(again), months: bill.value.months.map(again) };
      return { ...one, bill: { ...bill, value, measuredAt: bill.measuredAt + 9 * dayMs } };
    });
    const later = { ...evidence, costs: { ...evidence.costs, readings } };
    expect(canonicalJson(buildExecutiveReport(later))).toBe(canonicalJson(buildExecutiveReport(evidence)));
  });

  test('is the same in whatever order the record is read', () => {
    const evidence = eventful();
    const turned = <T>(list: readonly T[]) => [...list].reverse();
    const other: ExecutiveEvidence = {
      ...evidence,
      workloads: turned(evidence.workloads),
      compliance: turned(evidence.compliance),
      executions: turned(evidence.executions),
      findings: turned(evidence.findings),
      budgets: turned(evidence.budgets),
    };
    expect(canonicalJson(buildExecutiveReport(other))).toBe(canonicalJson(buildExecutiveReport(evidence)));
  });

  test('says nothing of what came after its period', () => {
    const evidence = eventful();
    const later: ExecutiveEvidence = {
      ...evidence,
      executions: [
        ...evidence.executions,
        sampleRun({ id: 'later', recoveredAt: october.endAt, seconds: 1 }),
        { ...sampleRun({ id: 'goes-on', recoveredAt: october.endAt - dayMs, seconds: 1 }), endedAt: 'not-yet' },
      ],
      findings: [
        ...evidence.findings.map((one) => ({
          ...one,
          finding: { ...one.finding, unconfirmedSince: october.endAt + 1 },
          acknowledged: { by: 'mira', at: october.endAt + 1 },
        })),
        { ...sampleStanding({ code: 'key-missing' }), openedAt: october.endAt + 1 },
      ],
    };
    expect(canonicalJson(buildExecutiveReport(later))).toBe(canonicalJson(buildExecutiveReport(evidence)));
  });

  test('says of every figure of what period, of when and by which method, and no sentence of it ends with a full stop', () => {
    const bases: { readonly method: string; readonly asOf: string }[] = [];
    const sentences: string[] = [];
    walk(buildExecutiveReport(eventful()), (name, value) => {
      if (name === 'method' || name === 'because' || name === 'ask' || name === 'sentence')
        sentences.push(String(value));
      if (isBasis(value)) bases.push(value);
    });
    expect(bases.length).toBeGreaterThan(30);
    for (const { method, asOf } of bases) {
      expect(method.length).toBeGreaterThan(10);
      expect(Date.parse(asOf)).not.toBeNaN();
    }
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/\.$| ago\b|undefined|NaN|\bnone of none\b/);
      expect(sentence.trim()).toBe(sentence);
      expect(sentence).not.toBe('');
    }
  });

  test('without a workload promises nothing and is not green', () => {
    const report = buildExecutiveReport(sampleEvidence({ workloads: [] }));
    expect(report.state).toMatchObject({ state: 'no-objective' });
    expect(report.state.sentence).toBe('No workload is in this report, so that nothing was promised in October 2026');
    expect(report.days.every(({ state }) => state === 'no-objective')).toBe(true);
    expect(report.decisions.map(({ kind }) => kind)).toContain('set-objective');
  });

  test('of a hundred workloads asks an owner of many once for the same', () => {
    const workloads = hundredWorkloadFleet().workloads;
    const [first] = workloads;
    if (first === undefined) throw new Error('There are a hundred.');
    const run = sampleRun({ recoveredAt: october.endAt - dayMs, seconds: 200 });
    const executions = Array.from({ length: 2000 }, (_, index) => ({
      ...run,
      id: `run-${index}`,
      workloadId: workloads[index % workloads.length]?.id ?? first.id,
    }));
    const findings = Array.from({ length: 500 }, (_, index) =>
      sampleStanding({ id: `unprotected:${index}`, workloadId: workloads[index % workloads.length]?.id ?? first.id }),
    );
    const evidence = sampleEvidence({ workloads, executions, findings });
    const report = buildExecutiveReport(evidence);
    expect(report.workloads).toHaveLength(100);
    expect(report.decisions.filter(({ kind }) => kind === 'order-drill').length).toBeLessThan(30);
  });
});

function isBasis(value: unknown): value is { readonly method: string; readonly asOf: string } {
  return typeof value === 'object' && value !== null && 'method' in value && 'asOf' in value;
}

function walk(value: unknown, see: (name: string, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, each] of Object.entries(value)) {
    see(name, each);
    walk(each, see);
  }
}
