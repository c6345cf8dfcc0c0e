import { describe, expect, test } from 'vitest';
import type { Execution } from '../../recovery/execution';
import { buildExecutiveReport } from './build-executive-report';
import type { ExecutiveEvidence } from './evidence';
import { october, sampleRun, sampleStanding, sampleWorkload, withRuns } from './testing/sample-evidence';

const dayMs = 86_400_000;
const checkout = sampleWorkload('checkout');
const storefront = sampleWorkload('storefront');

function timeOf(runs: readonly Execution[], more: Partial<ExecutiveEvidence> = {}) {
  const [workload] = buildExecutiveReport(withRuns(runs, { workloads: [checkout], ...more })).workloads;
  if (workload === undefined) throw new Error('There is one.');
  return workload.recoveryTime;
}

const daysBefore = (days: number) => october.endAt - days * dayMs;

describe('a proven recovery time', () => {
  test('is that of the newest drill, with its pair of regions, its age rounded up and the hash of its report', () => {
    const time = timeOf([
      sampleRun({ id: 'old', recoveredAt: daysBefore(60), seconds: 90 }),
      sampleRun({ id: 'new', recoveredAt: daysBefore(9) - 1, seconds: 200, drill: true }),
    ]);
    expect(time).toMatchObject({
      promisedSeconds: 300,
      proven: { state: 'measured', seconds: 200, asOf: '2026-10-22T23:59:59.999Z' },
      state: 'met',
      provenRegions: { proven: 1, of: 1 },
    });
    expect(time.evidence).toEqual([
      {
        ...{ runId: 'new', by: 'drill', source: 'us-east-1', target: 'us-west-2' },
        ...{ at: '2026-10-22T23:59:59.999Z', ageDays: 10, reportSha256: 'new-hash' },
      },
    ]);
  });

  test.each<[string, Partial<Execution>]>([
    ['a dry run', { dryRun: true }],
    ['a graceful move', { mode: 'graceful' }],
    ['a return', { action: 'failback' }],
  ])('is never that of %s, which proves nothing', (_, more) => {
    const time = timeOf([sampleRun({ recoveredAt: daysBefore(9), seconds: 60, more })]);
    expect(time).toMatchObject({ proven: { state: 'not-measured' }, state: 'not-measured', evidence: [] });
  });

  test('is not measured any more once its drill is too old, which stays as the evidence it was', () => {
    const time = timeOf([sampleRun({ recoveredAt: daysBefore(91), seconds: 60, drill: true })]);
    expect(time).toMatchObject({ proven: { state: 'not-measured' }, state: 'not-measured' });
    expect(time.evidence).toMatchObject([{ ageDays: 91 }]);
  });

  test('of several regions is the slowest, and none while one of them is not proven', () => {
    const runs = storefront.regions.map(({ region: source }, index) =>
      sampleRun({ id: source, workload: storefront, source, recoveredAt: daysBefore(5 + index), seconds: 40 + index }),
    );
    const all = timeOf(runs, { workloads: [storefront] });
    expect(all).toMatchObject({ proven: { state: 'measured', seconds: 43 }, provenRegions: { proven: 4, of: 4 } });
    const some = timeOf(runs.slice(0, 3), { workloads: [storefront] });
    expect(some.proven).toMatchObject({
      state: 'not-measured',
      because: '3 of 4 regions are proven; no recent drill or run proves the loss of ap-southeast-1',
    });
    expect(some.evidence).toHaveLength(3);
  });

  test('is none of a run that ended before anybody saw users served, however short it was', () => {
    const run = sampleRun({ recoveredAt: daysBefore(9), seconds: 60 });
    const unproven: Execution = { ...run, clock: { ...run.clock, recoveredAt: 'not-yet', actualSeconds: 'not-yet' } };
    expect(timeOf([unproven])).toMatchObject({
      proven: { state: 'not-measured' },
      state: 'not-measured',
      evidence: [],
    });
  });
});

test('an outage that stood at the end is not met by what was proven before', () => {
  const runs = [sampleRun({ recoveredAt: daysBefore(9), seconds: 60 })];
  const since = (seconds: number) => ({
    findings: [sampleStanding({ code: 'entry-point-down', since: october.endAt - seconds * 1000 })],
  });
  expect(timeOf(runs, since(60)).state).toBe('at-risk');
  expect(timeOf(runs, since(301))).toMatchObject({
    state: 'breached',
    sentence: 'Breached: users are without service, 5 m 1 s of 5 m',
  });
});

test('ages in words count to the end of the period, since it is read long after', () => {
  const { sentence } = timeOf([sampleRun({ recoveredAt: october.endAt - 7_200_000, seconds: 60, drill: true })]);
  expect(sentence).toBe('Met, 1 m of 5 m; drill out of us-east-1, 2 h before the end of the period');
});
