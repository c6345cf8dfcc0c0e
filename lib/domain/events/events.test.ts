import { describe, expect, test } from 'vitest';
import type { AlarmEntity, FindingEntity, HealthEventEntity } from '../entities';
import { toObserved } from '../observe';
import { acknowledgementEvent } from './acknowledgement-event';
import { type AlarmTransition, alarmEvent, toAlarmRemoval, toAlarmTransition } from './alarm-event';
import { groupByDay } from './by-day';
import { matchesFilter, noFilter } from './filter';
import { findingEvent } from './finding-event';
import { healthEvent } from './health-event';
import { concerns, isMark } from './mark';
import { plannedWorkEvents } from './planned-work-event';
import { type RunRecord, runEvent } from './run-event';

const minute = 60_000;
const now = Date.UTC(2026, 10, 21, 3, 12);

const finding: FindingEntity = {
  kind: 'finding',
  id: 'region-down:eu-west-1',
  code: 'region-down',
  severity: 'critical',
  sentence: 'eu-west-1 is down',
  evidence: ['two vantages'],
  clear: '',
  since: now,
  seenAt: now,
  accountId: 'none',
  region: 'eu-west-1',
  workloadId: 'none',
};

function alarm(state: 'ok' | 'alarm' | 'insufficient-data', changedAt: number, readAt: number): AlarmEntity {
  return {
    kind: 'alarm',
    id: 'arn:aws:cloudwatch:eu-west-1:1:alarm:errors',
    accountId: '1',
    region: 'eu-west-1',
    name: 'errors',
    state: toObserved(state, readAt, readAt, 'cloudwatch'),
    cadence: { cadenceSeconds: 60, publishDelaySeconds: 10 },
    reason: 'Threshold crossed',
    changedAt,
    workloadId: 'checkout',
  };
}

function transition(before: AlarmTransition | 'none', after: AlarmEntity): AlarmTransition {
  const found = toAlarmTransition(before, after);
  if (found === 'none') throw new Error('There is no transition.');
  return found;
}

describe('a finding', () => {
  test('stands from its evidence until it is closed, with the worst it was and why it ended', () => {
    const closed = { at: now + minute, by: 'cleared' } as const;
    expect(findingEvent({ finding, worstSeverity: 'critical', closed })).toMatchObject({
      at: now,
      begins: 'known',
      until: now + minute,
      severity: 'critical',
      detail: 'Cleared: its end was seen. two vantages',
      links: [],
    });
    const open = findingEvent({ finding, worstSeverity: 'critical', closed: 'open' });
    expect([open.until, open.links]).toEqual(['open', [{ to: 'finding', id: finding.id }]]);
  });

  test('whose evidence has no date of its own has a beginning that is not known', () => {
    const noticed = { ...finding, id: 'key-missing:x', code: 'key-missing' } as const;
    expect(findingEvent({ finding: noticed, worstSeverity: 'warning', closed: 'open' }).begins).toBe('seen-first');
  });
});

describe('an alarm', () => {
  const ok = transition('none', alarm('ok', now - 60 * minute, now));

  test('that goes on as it was is no event, nor is one of which nothing is heard', () => {
    expect(toAlarmTransition(ok, alarm('ok', now - 60 * minute, now + minute))).toBe('none');
    const silent = { state: 'missing', reason: 'timed-out', since: now, lastKnown: 'none' } as const;
    expect(toAlarmTransition(ok, { ...alarm('ok', now, now), state: silent } as AlarmEntity)).toBe('none');
  });

  test('that fires is dated by AWS', () => {
    const fired = transition(ok, alarm('alarm', now + minute, now + 2 * minute));
    expect(fired).toMatchObject({ state: 'alarm', at: now + minute, begins: 'known' });
  });

  test('whose date did not move with its state is dated when it was read, and says so', () => {
    const fired = transition(ok, alarm('alarm', now - 60 * minute, now + 2 * minute));
    expect(fired).toMatchObject({ at: now + 2 * minute, begins: 'seen-first' });
    // A later reading of the same state with the same useless date is the same state.
    expect(toAlarmTransition(fired, alarm('alarm', now - 60 * minute, now + 3 * minute))).toBe('none');
  });

  test('that fired again between two readings is another event', () => {
    const fired = transition(ok, alarm('alarm', now + minute, now + 2 * minute));
    expect(transition(fired, alarm('alarm', now + 9 * minute, now + 10 * minute)).at).toBe(now + 9 * minute);
  });

  test('that is deleted ended at some time after it was read last', () => {
    expect(toAlarmRemoval(alarm('alarm', now, now + minute))).toMatchObject({ state: 'gone', at: now + minute });
  });

  test('of which only by when it was over is known has an end that is unknown', () => {
    const { at: since, begins, state: _state, ...facts } = transition('none', alarm('alarm', now, now + minute));
    const spell = { ...facts, state: 'alarm', since, begins } as const;
    expect(alarmEvent({ ...spell, closed: { at: now + minute, exactly: false } }).until).toBe('unknown');
    expect(alarmEvent({ ...spell, closed: { at: now + minute, exactly: true } }).until).toBe(now + minute);
    expect(alarmEvent({ ...spell, closed: 'open' })).toMatchObject({ until: 'open', severity: 'warning' });
  });
});

describe('a Health event', () => {
  const issue: HealthEventEntity = {
    kind: 'health-event',
    id: 'arn:health',
    region: 'eu-west-1',
    service: 'EC2',
    typeCode: 'AWS_EC2_OPERATIONAL_ISSUE',
    category: 'issue',
    status: 'open',
    startedAt: now,
    endedAt: 'none',
    updatedAt: now,
    description: 'Increased errors',
  };

  test('is open while AWS says so, and over without a known end where AWS gives none', () => {
    expect(healthEvent(issue).until).toBe('open');
    expect(healthEvent({ ...issue, status: 'closed' }).until).toBe('unknown');
    expect(healthEvent({ ...issue, status: 'closed', endedAt: now + minute }).until).toBe(now + minute);
  });

  test('about work that AWS plans is planned work', () => {
    const planned = healthEvent({ ...issue, category: 'scheduledChange', status: 'upcoming', endedAt: now + minute });
    expect([planned.kind, planned.severity, isMark(planned)]).toEqual(['planned-work', 'notice', true]);
  });
});

const run: RunRecord = {
  id: 'run-1',
  accountId: '1',
  workloadId: 'checkout',
  mode: 'ungraceful',
  source: 'us-east-1',
  target: 'us-west-2',
  dryRun: false,
  drill: true,
  state: 'failed',
  startedBy: 'ada',
  reason: 'practice',
  createdAt: now,
  endedAt: 'not-yet',
};

test('a run is found by either of its regions, and practice is called so', () => {
  const event = runEvent(run);
  expect(event).toMatchObject({ until: 'open', severity: 'critical', region: 'us-east-1', otherRegion: 'us-west-2' });
  expect(event.sentence).toMatch(/^Drill of checkout/);
  for (const region of ['us-east-1', 'us-west-2']) {
    expect(matchesFilter(event, { ...noFilter, regions: [region] })).toBe(true);
  }
  expect(matchesFilter(event, { ...noFilter, regions: ['eu-west-1'] })).toBe(false);
  expect(matchesFilter(event, { ...noFilter, kinds: ['alarm'] })).toBe(false);
});

test('planned work and acknowledgements say who declared and who acted', () => {
  const plannedWork = [{ startAt: now, endAt: now + minute, reason: 'upgrade' }];
  expect(plannedWorkEvents({ id: 'shop', accountId: '1', plannedWork })).toMatchObject([
    { at: now, until: now + minute, workloadId: 'shop', sentence: 'Planned work: upgrade' },
  ]);
  expect(plannedWorkEvents({ id: 'shop', accountId: '1' })).toEqual([]);
  const seen = acknowledgementEvent({ number: 7, at: now, actor: 'ada', note: 'on it', finding });
  expect(seen).toMatchObject({ until: 'moment', sentence: 'ada acknowledged: eu-west-1 is down', detail: 'on it' });
});

test('a chart is marked with what may explain it: of its workload, of its regions, or common to all', () => {
  const of = (region: string, workloadId: string) => ({ region, otherRegion: 'none', workloadId }) as const;
  const shop = { of: 'workload', workloadId: 'shop', regions: ['eu-west-1'] } as const;
  expect(concerns(of('us-east-1', 'shop'), shop)).toBe(true);
  expect(concerns(of('eu-west-1', 'none'), shop)).toBe(true);
  expect(concerns(of('none', 'none'), shop)).toBe(true);
  expect(concerns(of('us-east-1', 'none'), shop)).toBe(false);
  expect(concerns(of('eu-west-1', 'other'), shop)).toBe(false);
  expect(concerns({ ...of('us-east-1', 'x'), otherRegion: 'eu-west-1' }, { of: 'region', region: 'eu-west-1' })).toBe(
    true,
  );
  expect(isMark({ kind: 'finding', severity: 'warning' })).toBe(false);
  expect(isMark({ kind: 'alarm', severity: 'warning' })).toBe(false);
});

test('days are those of UTC', () => {
  const events = [Date.UTC(2026, 10, 21, 0), Date.UTC(2026, 10, 20, 23, 59, 59)].map((since) =>
    findingEvent({ finding: { ...finding, since }, worstSeverity: 'critical', closed: 'open' }),
  );
  expect(groupByDay(events).map(({ startAt }) => startAt)).toEqual([Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 20)]);
});
