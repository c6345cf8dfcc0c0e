import { describe, expect, test } from 'vitest';
import { canonicalJson } from '@/lib/domain/reports/canonical-json';
import { fromMoment } from '@/lib/domain/reports/figure';
import { buildRecoveryReport, firstEdition, sectionsThatDiffer } from './build-recovery-report';
import { endedRun, sampleNow, sampleRecord } from './testing/sample-record';

const later = sampleNow + 3_600_000;
const report = (record = sampleRecord(), now = later) => buildRecoveryReport(record, firstEdition, now);
const isSame = (one: unknown, other: unknown) => canonicalJson(one) === canonicalJson(other);

describe('a recovery report', () => {
  test('is the same bytes when it is made again of the same record', () => {
    expect(canonicalJson(report())).toBe(canonicalJson(report(sampleRecord())));
    expect(sectionsThatDiffer(report(), report(sampleRecord(), later + 9_999_999), isSame)).toEqual([]);
  });

  test('names the sections in which the record says something else than an earlier edition', () => {
    const known = sampleRecord();
    const more = { ...known, alarms: { ...known.alarms, events: [] } };
    expect(sectionsThatDiffer(report(known), report(more), isSame)).toEqual(['alarms']);
  });

  test('times the outage by the clock of the run, and says of what, of when and by which method', () => {
    const { recoveryTime, period } = report();
    const { clock } = endedRun();
    expect(recoveryTime.actual).toMatchObject({ state: 'measured', seconds: clock.actualSeconds });
    expect(recoveryTime.actual.method).toContain('95 %');
    expect(fromMoment(period.from)).toBe(clock.impactAt);
    expect(recoveryTime.expected.usual.state).toBe('estimated');
    expect(recoveryTime.phases.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'not-part']);
  });

  test('never says 0 for what was not measured', () => {
    const run = endedRun();
    const execution = {
      ...run,
      clock: { ...run.clock, recoveredAt: 'not-yet', actualSeconds: 'not-yet', phases: [] },
    } as const;
    const { recoveryTime, nextActions } = report(sampleRecord({ execution }));
    expect(recoveryTime.actual.state).toBe('at-least');
    expect(recoveryTime.verdict).not.toBe('within');
    for (const { length } of recoveryTime.phases) expect(length).toMatchObject({ state: 'not-measured' });
    expect(nextActions.join(' ')).toContain('Prove that users are served from us-west-2');
  });

  test('times no outage that nobody saw, and none of a dry run', () => {
    const run = endedRun();
    const unseen = { ...run, clock: { ...run.clock, impactAt: 'none', actualSeconds: 0 } } as const;
    const { recoveryTime } = report(sampleRecord({ execution: unseen }));
    expect(recoveryTime.actual).toMatchObject({ state: 'not-measured' });
    expect(recoveryTime.verdict).toBe('no-outage');
    const dry = report(sampleRecord({ execution: { ...run, dryRun: true } }));
    expect(dry.recoveryTime.actual).toMatchObject({ state: 'not-measured', because: 'a dry run moves nobody' });
  });

  test('gives both figures of potential loss, the bound that nobody knows as not measured, and no count without a drill', () => {
    const { recoveryPoint } = report();
    expect(
      recoveryPoint.stores.map(({ storeId, measured, atMost }) => [storeId, measured.state, atMost.state]),
    ).toEqual([
      ['orders', 'measured', 'at-most'],
      ['events', 'not-measured', 'not-measured'],
    ]);
    expect(recoveryPoint.counted.state).toBe('not-counted');
  });

  test('lists what people asked with the line of the audit trail, and nothing that came after the end', () => {
    const known = sampleRecord();
    const late = { ...known.audit[0], number: 99, atMs: later } as (typeof known.audit)[number];
    const { approvals } = report({ ...known, audit: [...known.audit, late] });
    expect(approvals.acts.map(({ line, actor, action }) => [line, actor, action])).toEqual([
      [41, 'ada', 'start-execution'],
      [44, 'grace', 'approve'],
    ]);
    expect(approvals.approval).toMatchObject({ state: 'given', by: 'grace' });
  });

  test('says of an alarm that stood at the end that it did, whatever became of it later', () => {
    const known = sampleRecord();
    const [event] = known.alarms.events;
    if (event === undefined) throw new Error('There is one.');
    const closed = { ...known, alarms: { ...known.alarms, events: [{ ...event, until: later }] } };
    expect(report(known).alarms.events).toEqual(report(closed).alarms.events);
    expect(report(known).alarms.events[0]).toMatchObject({ until: 'after' });
  });

  test('leaves out what is about another workload or region', () => {
    const known = sampleRecord();
    const [event] = known.alarms.events;
    if (event === undefined) throw new Error('There is one.');
    const others = [
      { ...event, workloadId: 'media' },
      { ...event, workloadId: 'none', region: 'ap-southeast-1' },
    ];
    expect(report({ ...known, alarms: { ...known.alarms, events: others } }).alarms.events).toEqual([]);
  });

  test('is not made of a run that goes on', () => {
    expect(() => report(sampleRecord({ execution: endedRun({ endedAt: 'not-yet' }) }))).toThrow('has not ended');
  });
});
