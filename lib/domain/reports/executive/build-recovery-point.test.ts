import { describe, expect, test } from 'vitest';
import type { StoreLoss } from '../../recovery/decision';
import type { Execution } from '../../recovery/execution';
import { buildExecutiveReport } from './build-executive-report';
import type { ExecutiveEvidence } from './evidence';
import { october, sampleEvidence, sampleKept, sampleRun, sampleWorkload, withRuns } from './testing/sample-evidence';

const dayMs = 86_400_000;
const checkout = sampleWorkload('checkout');
const recoveredAt = october.endAt - 9 * dayMs;

function pointOf(evidence: ExecutiveEvidence, scenario = 'region-loss') {
  const points = buildExecutiveReport(evidence).workloads.flatMap(({ recoveryPoints }) => recoveryPoints);
  const found = points.find((one) => one.scenario === scenario);
  if (found === undefined) throw new Error(`There is no objective of ${scenario}.`);
  return found;
}

function runThatLost(losses: readonly Partial<StoreLoss>[], more: Partial<Execution> = {}): Execution {
  const run = sampleRun({ recoveredAt, seconds: 200, drill: true });
  return {
    ...run,
    losses: losses.map((loss, index) => ({
      ...{ storeId: `store-${index}`, fate: 'lost', measuredSeconds: 0.8, measuredAt: run.createdAt - 40_000 },
      ...{ atMostSeconds: 41.3, estimate: false, atMostWrites: 10 },
      ...loss,
    })),
    ...more,
  };
}

const provenOf = (losses: readonly Partial<StoreLoss>[], more: Partial<Execution> = {}) =>
  pointOf(withRuns([runThatLost(losses, more)], { workloads: [checkout] }));

describe('a proven recovery point', () => {
  test('is the bound of the store that lost most, and never the lag that was measured before', () => {
    const { proven, evidence } = provenOf([{ atMostSeconds: 12 }, { atMostSeconds: 41.3 }]);
    expect(proven).toMatchObject({ state: 'at-most', seconds: 41.3 });
    expect(proven.method).toContain('store-1');
    expect(evidence).toMatchObject({ runId: 'run-1', by: 'drill', ageDays: 9, reportSha256: 'run-1-hash' });
  });

  test('that is an estimate is told as one', () => {
    expect(provenOf([{ estimate: true }]).proven).toMatchObject({ state: 'estimated', seconds: 41.3 });
  });

  test('is not measured where one store has no bound, whatever the others lost', () => {
    expect(provenOf([{}, { atMostSeconds: 'unknown' }]).proven).toMatchObject({
      state: 'not-measured',
      because: 'no bound is known of what store-1 lost',
    });
  });

  test('does not count a cache that is filled anew, nor what only stays out of reach', () => {
    const { proven } = provenOf([
      { atMostSeconds: 5 },
      { atMostSeconds: 900, rebuildable: true },
      { fate: 'stranded' },
    ]);
    expect(proven).toMatchObject({ state: 'at-most', seconds: 5 });
    expect(provenOf([{ fate: 'stranded' }]).proven).toMatchObject({
      state: 'not-measured',
      because: 'store-0 is out of reach until us-east-1 returns, and nothing is lost yet',
    });
    expect(provenOf([]).proven).toMatchObject({ state: 'not-measured' });
  });

  test('is nothing at most where every store was at the target already', () => {
    expect(provenOf([{ fate: 'none', atMostSeconds: 0 }]).proven).toMatchObject({ state: 'at-most', seconds: 0 });
  });

  test.each<[string, Partial<Execution>]>([
    ['a dry run', { dryRun: true }],
    ['a graceful move', { mode: 'graceful' }],
    ['a return', { action: 'failback' }],
    ['a run that was given up before it changed anything', { steps: [] }],
  ])('is none of %s', (_, more) => {
    expect(provenOf([{}], more)).toMatchObject({ proven: { state: 'not-measured' }, evidence: 'none' });
  });

  test('is none without the recovery report, and of a drill that is too old', () => {
    const run = runThatLost([{}]);
    expect(pointOf(sampleEvidence({ workloads: [checkout], executions: [run] }))).toMatchObject({
      proven: { state: 'not-measured', because: 'its recovery report is not made' },
      evidence: { reportSha256: 'not-made' },
    });
    const old = sampleRun({ recoveredAt: october.endAt - 91 * dayMs, seconds: 200, drill: true });
    expect(pointOf(withRuns([old], { workloads: [checkout] }))).toMatchObject({
      proven: {
        state: 'not-measured',
        because: 'the last drill out of us-east-1, 2 Aug 2026, 00:00 UTC, is older than 90 d',
      },
      evidence: { ageDays: 91 },
    });
  });

  test('of several regions is the one over the objective, then the one that nobody knows', () => {
    const storefront = sampleWorkload('storefront');
    const out = (source: string, atMostSeconds: number | 'unknown', daysAgo: number) => {
      const run = sampleRun({
        ...{ id: source, workload: storefront, source, seconds: 30 },
        recoveredAt: october.endAt - daysAgo * dayMs,
      });
      const losses = run.losses.map((loss) => ({ ...loss, fate: 'lost' as const, atMostSeconds }));
      return { ...run, losses };
    };
    const provenBy = (runs: readonly Execution[]) => pointOf(withRuns(runs, { workloads: [storefront] })).proven;
    const over = out('us-east-1', 412, 20);
    const unknown = out('us-west-2', 'unknown', 10);
    const within = out('eu-central-1', 2, 1);
    expect(provenBy([over, unknown, within])).toMatchObject({ state: 'at-most', seconds: 412 });
    expect(provenBy([unknown, within])).toMatchObject({ state: 'not-measured' });
    expect(provenBy([within]).method).toContain('the worst of 1 of 4 regions');
  });

  test('of data loss is not measured: no run restores from backups', () => {
    const archive = sampleWorkload('archive');
    const point = pointOf(sampleEvidence({ workloads: [archive] }), 'data-loss');
    expect(point).toMatchObject({ state: 'met', proven: { state: 'not-measured' }, evidence: 'none' });
  });
});

describe('how a recovery point was kept', () => {
  test('is not measured where nothing is on record, and no figure of it is zero without being measured', () => {
    const point = pointOf(sampleEvidence({ workloads: [checkout], compliance: [] }));
    expect(point).toMatchObject({
      state: 'not-measured',
      attainment: { state: 'not-measured' },
      coverage: { state: 'measured', percent: 0 },
      worst: { state: 'not-measured' },
      targetPercent: 99.9,
    });
  });

  test('has a largest lag that was at least so long where not all of it was seen, or a breach had no figure', () => {
    const worstOf = (hour: { met?: number; inside?: number; breached?: number; notMeasured?: number }) => {
      const compliance = [sampleKept(checkout, { ...october, hourOf: () => hour })];
      return pointOf(sampleEvidence({ workloads: [checkout], compliance })).worst.state;
    };
    expect(worstOf({ met: 60, inside: 60 })).toBe('measured');
    expect(worstOf({ met: 59, inside: 59, notMeasured: 1 })).toBe('at-least');
    expect(worstOf({ met: 59, inside: 59, breached: 1 })).toBe('at-least');
  });
});
