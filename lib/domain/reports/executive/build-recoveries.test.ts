import { describe, expect, test } from 'vitest';
import { toSheet } from '@/lib/format/executive-report/to-sheet';
import type { Execution } from '../../recovery/execution';
import { buildExecutiveReport } from './build-executive-report';
import {
  october,
  sampleEvidence,
  sampleRun,
  sampleStanding,
  sampleWorkload,
  withRuns,
} from './testing/sample-evidence';

const dayMs = 86_400_000;
const run = (id: string, daysBefore: number, more: Partial<Execution> = {}) =>
  sampleRun({ id, recoveredAt: october.endAt - daysBefore * dayMs, seconds: 200, more });

const recoveriesOf = (runs: readonly Execution[]) => buildExecutiveReport(withRuns(runs)).recoveries;

describe('runs and drills of a month', () => {
  test('are those that ended in it, the newest first, dry runs not among them', () => {
    const all = [run('before', 40), run('early', 20), run('late', 3), run('dry', 2, { dryRun: true })];
    expect(recoveriesOf(all).map(({ runId }) => runId)).toEqual(['late', 'early']);
  });

  test('say how long users were without service, and at least how long where it was never seen to end', () => {
    const [served] = recoveriesOf([run('served', 3)]);
    expect(served).toMatchObject({ duration: { state: 'measured', seconds: 200 }, result: 'within' });
    const known = run('unseen', 3);
    const unseen = { ...known, clock: { ...known.clock, recoveredAt: 'not-yet' as const } };
    expect(recoveriesOf([unseen])[0]).toMatchObject({
      duration: { state: 'at-least', seconds: 380 },
      result: 'breached',
    });
  });

  test('that nobody noticed timed nothing, and those that failed are not better for it', () => {
    const known = run('quiet', 3);
    const quiet: Execution = { ...known, clock: { ...known.clock, impactAt: 'none', actualSeconds: 0 } };
    expect(recoveriesOf([quiet])[0]).toMatchObject({ duration: { state: 'not-measured' }, result: 'no-outage' });
    expect(recoveriesOf([{ ...quiet, state: 'failed' }])[0]?.result).toBe('failed');
  });

  test('are within what was promised only where the loss is bounded by it too, however quickly users were served', () => {
    const known = run('quick', 3);
    const losing = (atMostSeconds: number | 'unknown') => ({
      ...known,
      losses: known.losses.map((loss) => ({ ...loss, fate: 'lost' as const, atMostSeconds })),
    });
    expect(recoveriesOf([losing(59)])[0]).toMatchObject({ duration: { seconds: 200 }, result: 'within' });
    expect(recoveriesOf([losing(61)])[0]).toMatchObject({ loss: { seconds: 61 }, result: 'not-proven' });
    expect(recoveriesOf([losing('unknown')])[0]).toMatchObject({
      loss: { state: 'not-measured' },
      result: 'not-proven',
    });
  });

  test('of a workload that the fleet does not name any more are not within a promise that nobody knows', () => {
    const gone = run('gone', 3);
    const workloads = [sampleWorkload('media')];
    const [unreported] = buildExecutiveReport(sampleEvidence({ workloads, executions: [gone] })).recoveries;
    expect(unreported).toMatchObject({ duration: { seconds: 200 }, result: 'not-proven' });
    const losses = gone.losses.map((loss) => ({ ...loss, fate: 'lost' as const, atMostSeconds: 61 }));
    const [reported] = buildExecutiveReport(withRuns([{ ...gone, losses }], { workloads })).recoveries;
    expect(reported).toMatchObject({ loss: { seconds: 61 }, result: 'not-proven' });
  });

  test('without a report say that it is not made, and that what was lost is not known', () => {
    const report = buildExecutiveReport(sampleEvidence({ executions: [run('run-9', 3)] }));
    expect(report.recoveries[0]).toMatchObject({
      ...{ outcome: 'Completed', reportSha256: 'not-made', lostWrites: 'not-counted' },
      loss: { state: 'not-measured' },
    });
    expect(report.gaps).toEqual(['No recovery report is made of run-9, so that what was lost is not known']);
  });
});

describe('risks of a month', () => {
  test('stand worst first, then by tier, then the oldest, each with who answers for it', () => {
    const { risks } = buildExecutiveReport(
      sampleEvidence({
        workloads: ['checkout', 'media'].map((id) => sampleWorkload(id)),
        findings: [
          sampleStanding({ code: 'link-late', severity: 'warning', workloadId: 'checkout' }),
          sampleStanding({ code: 'region-down', workloadId: 'none', region: 'eu-west-1' }, 'nobody', 99),
          sampleStanding({ code: 'objective-breached', workloadId: 'media' }, 'nobody', 40),
          sampleStanding({ code: 'no-data', workloadId: 'checkout' }, 'nobody', 1),
          sampleStanding({ code: 'unprotected', workloadId: 'checkout' }, { by: 'mira', at: october.endAt - 1 }, 2.5),
        ],
      }),
    );
    expect(risks.map(({ code, tier, owner, ageDays }) => [code, tier, owner, ageDays])).toEqual([
      ['unprotected', 0, 'payments', 3],
      ['no-data', 0, 'payments', 1],
      ['objective-breached', 2, 'media', 40],
      ['region-down', 'none', 'nobody-named', 99],
      ['link-late', 0, 'payments', 3],
    ]);
    expect(risks[0]?.acknowledged).toEqual({ by: 'mira', at: '2026-10-31T23:59:59.999Z' });
  });

  test('that nobody recorded yet are not known, which is not that there were none', () => {
    for (const findingsSince of ['never', october.endAt] as const) {
      const report = buildExecutiveReport(sampleEvidence({ findingsSince }));
      expect(report).toMatchObject({ findingsSince: 'after-the-period', risks: [] });
      expect(report.gaps).toEqual([
        'Findings were not recorded in the period yet, so that what stood at its end is not known',
      ]);
      expect(JSON.stringify(toSheet(report, 'ab'))).not.toContain('No finding stood');
    }
  });

  test('that could not be confirmed at the end are told as such', () => {
    const report = buildExecutiveReport(
      sampleEvidence({ findings: [sampleStanding({ unconfirmedSince: october.endAt - dayMs })] }),
    );
    expect(report.risks[0]?.isUnconfirmed).toBe(true);
    expect(report.gaps).toEqual([
      'The evidence of 1 risk was missing at the end of the period: whether it still stood is not known',
    ]);
  });
});
