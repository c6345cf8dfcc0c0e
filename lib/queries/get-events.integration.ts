import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { AccessRefused } from '@/lib/access/permissions';
import { type FindingEntity, type HealthEventEntity, wholeFleetOnly } from '@/lib/domain/entities';
import type { AlarmTransition } from '@/lib/domain/events/alarm-event';
import { type EventFilter, noFilter } from '@/lib/domain/events/filter';
import { compareEvents } from '@/lib/domain/events/page';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { appendAudit } from '@/lib/persistence/audit';
import { applyChanges } from '@/lib/persistence/entities';
import { forgetEvents, noteEventRecord } from '@/lib/persistence/event-history';
import type { EntityChange } from '@/lib/persistence/index';
import { openStore, type Store } from '@/lib/persistence/store';
import { inTransaction } from '@/lib/persistence/transaction';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { getEventsFrom } from './get-events';
import { getMarksFrom } from './get-marks';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.UTC(2026, 10, 21, 12);
const viewer: Actor = { name: 'viewer', role: 'viewer', scope: wholeFleet };

let database: TestDatabase;
let store: Store;

function finding(code: FindingEntity['code'], subject: string, since: number, more: Partial<FindingEntity> = {}) {
  const one: FindingEntity = {
    kind: 'finding',
    id: `${code}:${subject}`,
    code,
    severity: 'warning',
    sentence: `${subject}: ${code}`,
    evidence: [],
    clear: '',
    since,
    seenAt: since,
    openedAt: since,
    accountId: '111122223333',
    region: 'eu-west-1',
    workloadId: 'none',
    ...more,
  };
  return { op: 'finding', transition: { at: since, finding: one, change: 'opened' } } as const satisfies EntityChange;
}

const closed = ({ transition }: ReturnType<typeof finding>, at: number): EntityChange => ({
  op: 'finding',
  transition: { at, finding: transition.finding, change: 'closed', by: 'cleared' },
});

function alarm(id: string, state: AlarmTransition['state'], at: number, more: Partial<AlarmTransition> = {}) {
  const transition: AlarmTransition = {
    id,
    state,
    at,
    begins: 'known',
    accountId: '111122223333',
    region: 'eu-west-1',
    workloadId: 'checkout',
    name: id,
    reason: 'Threshold crossed',
    ...more,
  };
  return { op: 'alarm', transition } as const satisfies EntityChange;
}

function health(id: string, startedAt: number, more: Partial<HealthEventEntity> = {}): EntityChange {
  const entity: HealthEventEntity = {
    kind: 'health-event',
    id,
    region: 'eu-west-1',
    service: 'EC2',
    typeCode: 'AWS_EC2_OPERATIONAL_ISSUE',
    category: 'issue',
    status: 'open',
    startedAt,
    endedAt: 'none',
    updatedAt: startedAt,
    description: 'Increased errors',
    ...more,
  };
  return { op: 'put', entity, labels: { accountId: 'none', region: 'eu-west-1', workloadId: 'none' } };
}

const plannedReason = 'upgrade of the ledger';

function declare(): EntityChange[] {
  return defaultFleet.workloads.map((workload) => {
    const plannedWork = [{ startAt: now - 9 * hour, endAt: now - 8 * hour, reason: plannedReason }];
    const declared = workload.id === 'archive' ? { ...workload, plannedWork } : workload;
    return {
      op: 'put',
      entity: { kind: 'workload', id: workload.id, workload: declared, outage: { state: 'none' } },
      labels: { accountId: workload.accountId, region: 'none', workloadId: workload.id },
    };
  });
}

const down = finding('region-down', 'eu-west-1', now - 3 * hour, { severity: 'critical', worstSeverity: 'critical' });
/** Many of one moment, keys of which some are outside the basic plane of Unicode. */
const crowd = ['a', 'a/', 'b', '\uffff', '\u{1F30B}', 'é', 'z'].map((key) =>
  finding('link-late', key, now - 5 * hour, { workloadId: 'catalog', region: 'us-east-1' }),
);

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
  const firing = alarm('arn:errors', 'alarm', now - 2 * hour);
  await applyChanges(store, [
    ...declare(),
    down,
    closed(down, now - hour),
    ...crowd,
    finding('alarm-firing', 'arn:errors', now - 2 * hour),
    finding('alarm-firing', 'arn:not-recorded', now - 2 * hour),
    finding('aws-health-issue', 'arn:event', now - 4 * hour),
    finding('link-stalled', 'long over', now - 90 * hour),
    firing,
    alarm('arn:errors', 'ok', now - hour),
    health('arn:event', now - 4 * hour),
    health('arn:planned', now - 30 * hour, { category: 'scheduledChange', endedAt: now + hour, status: 'upcoming' }),
    finding('engine-not-collecting', 'engine', now - 7 * hour, { severity: 'critical', region: 'none' }),
  ]);
  await applyChanges(store, [closed(finding('link-stalled', 'long over', now - 90 * hour), now - 80 * hour)]);
  await applyChanges(store, [closed(finding('engine-not-collecting', 'engine', now - 7 * hour), now - 6 * hour)]);
  await noteEventRecord(store, now - 200 * hour);
  const entry = { actor: 'ada', role: 'operator', action: 'acknowledge-finding', outcome: 'accepted' } as const;
  const details = { since: down.transition.finding.since, note: 'on it' };
  await inTransaction(store, (tx) =>
    appendAudit(tx, { ...entry, at: now - 170 * minute, target: 'region-down:eu-west-1', details }),
  );
});
afterAll(async () => {
  await store.close();
  await database.stop();
});

const ask = (filter: Partial<EventFilter> = {}, actor: Actor | 'nobody' = viewer, cursor = 'start', limit = 100) =>
  getEventsFrom(store, actor, { range: '24h', filter: { ...noFilter, ...filter }, cursor, limit }, now);

describe('the timeline', () => {
  it('has findings, alarms, Health events, planned work and acknowledgements of the range, each once', async () => {
    const { events, next, summary } = await ask();
    expect(next).toBe('end');
    expect([...events].sort(compareEvents)).toEqual(events);
    const told = events
      .filter(({ at }) => at !== now - 5 * hour)
      .map(({ kind, at, until, sentence }) => [kind, at, until, sentence]);
    expect(told).toEqual([
      ['alarm', now - 2 * hour, now - hour, 'Alarm arn:errors fired'],
      ['finding', now - 2 * hour, 'open', 'arn:not-recorded: alarm-firing'],
      ['acknowledgement', now - 170 * minute, 'moment', 'ada acknowledged: eu-west-1: region-down'],
      ['finding', now - 3 * hour, now - hour, 'eu-west-1: region-down'],
      ['health', now - 4 * hour, 'open', 'AWS Health: issue of EC2 in eu-west-1'],
      ['finding', now - 7 * hour, now - 6 * hour, 'engine: engine-not-collecting'],
      ['planned-work', now - 9 * hour, now - 8 * hour, `Planned work: ${plannedReason}`],
      ['planned-work', now - 30 * hour, now + hour, 'AWS Health: planned work on EC2 in eu-west-1'],
    ]);
    expect(summary).toMatchObject({
      count: events.length,
      recordedSince: now - 200 * hour,
      blindSpots: [{ startAt: now - 7 * hour, endAt: now - 6 * hour }],
      density: { before: 1 },
    });
  });

  it('gives every event once over all pages, whatever their size, in one order with many of one moment', async () => {
    const { events } = await ask();
    for (const limit of [1, 2, 3, 5]) {
      const seen = [];
      for (let cursor = 'start'; cursor !== 'end'; ) {
        const page = await ask({}, viewer, cursor, limit);
        expect(page.events.length).toBeLessThanOrEqual(limit);
        seen.push(...page.events);
        cursor = page.next;
      }
      expect(seen).toEqual(events);
    }
  });

  it('is filtered by kind, severity, region and workload, and its count with it', async () => {
    for (const [filter, count] of [
      [{ kinds: ['alarm'] }, 1],
      [{ kinds: ['planned-work'] }, 2],
      [{ severities: ['critical'] }, 2],
      [{ regions: ['us-east-1'] }, crowd.length],
      [{ workloads: ['checkout'] }, 1],
      [{ workloads: ['archive'], kinds: ['planned-work'] }, 1],
      [{ regions: ['no-such-1'] }, 0],
      [{ regions: ["'; drop table antipode.entity --", '\0', '\ud800'] }, 0],
    ] as const) {
      const { events, summary } = await ask(filter);
      expect(events, JSON.stringify(filter)).toHaveLength(count);
      expect(summary).toMatchObject({ count });
    }
  });

  it('is read by nobody without a session, and shows a scope nothing else', async () => {
    await expect(ask({}, 'nobody')).rejects.toThrow(AccessRefused);
    const scoped = { ...viewer, scope: { ...wholeFleet, workloads: ['catalog'], regions: ['us-east-1'] } };
    const { events, summary } = await ask({}, scoped);
    // What concerns no region or workload in particular is common to all.
    const others = events.filter(({ workloadId }) => workloadId !== 'catalog');
    expect(others.map(({ sentence }) => sentence)).toEqual(['engine: engine-not-collecting']);
    expect(events).toHaveLength(crowd.length + 1);
    expect(summary).toMatchObject({ count: crowd.length + 1 });
  });

  it('shows what is of the fleet as a whole to those who see all of it, and to nobody else', async () => {
    const labels = { accountId: wholeFleetOnly, region: 'none' };
    const at = now - 5 * minute;
    const undelivered = finding('report-not-delivered', 'board', at, labels);
    await applyChanges(store, [undelivered]);
    const has = async (actor: Actor) => {
      const { events, summary } = await ask({}, actor);
      expect(summary).toMatchObject({ count: events.length });
      return events.some(({ key }) => key === 'report-not-delivered:board');
    };
    expect(await has(viewer)).toBe(true);
    for (const part of [
      { accounts: ['111122223333', wholeFleetOnly] },
      { regions: ['eu-west-1', 'none'] },
      { workloads: ['catalog'] },
    ])
      expect(await has({ ...viewer, scope: { ...wholeFleet, ...part } }), JSON.stringify(part)).toBe(false);
    await applyChanges(store, [closed(undelivered, at)]);
    await store.pool.query(`delete from antipode.finding_history where code = 'report-not-delivered'`);
  });
});

describe('marks of charts', () => {
  const marks = async (asked: Parameters<typeof getMarksFrom>[2]) =>
    (await getMarksFrom(store, viewer, asked, '24h', now)).marks.map(({ kind, key }) => `${kind} ${key}`);

  it('are outages, issues of AWS and planned work that concern the workload or one of its regions', async () => {
    expect(await marks({ of: 'workload', workloadId: 'catalog' })).toEqual([
      'finding region-down:eu-west-1',
      'health arn:event',
      'finding engine-not-collecting:engine',
      'planned-work arn:planned',
    ]);
    expect(await marks({ of: 'workload', workloadId: 'checkout' })).toEqual(['finding engine-not-collecting:engine']);
  });

  it('of a region are those of that region, and of the fleet all', async () => {
    expect(await marks({ of: 'region', region: 'us-west-2' })).toEqual(['finding engine-not-collecting:engine']);
    expect(await marks({ of: 'fleet' })).toHaveLength(5);
    await expect(getMarksFrom(store, 'nobody', { of: 'fleet' }, '24h', now)).rejects.toThrow(AccessRefused);
  });
});

describe('the record of alarms', () => {
  const spells = async (id: string) => {
    const { rows } = await store.pool.query(
      'select state, since_ms as since, closed_ms as closed, closed_exactly as exactly from antipode.alarm_history where alarm_id = $1 order by since_ms',
      [id],
    );
    return rows.map(({ state, since, closed: end, exactly }) => [
      state,
      since - now,
      end === null ? null : end - now,
      exactly,
    ]);
  };

  it('changes nothing when the same is told again, as a new engine does', async () => {
    const told = [
      alarm('again', 'alarm', now),
      alarm('again', 'alarm', now),
      alarm('again', 'ok', now + 5),
      alarm('again', 'ok', now + 5),
    ];
    for (const change of told) await applyChanges(store, [change]);
    expect(await spells('again')).toEqual([['alarm', 0, 5, true]]);
  });

  it('knows no end of a state that was interrupted unseen, or whose alarm was deleted', async () => {
    await applyChanges(store, [alarm('twice', 'alarm', now)]);
    await applyChanges(store, [alarm('twice', 'alarm', now + 10)]);
    await applyChanges(store, [alarm('twice', 'gone', now + 20, { begins: 'seen-first' })]);
    expect(await spells('twice')).toEqual([
      ['alarm', 0, 10, false],
      ['alarm', 10, 20, false],
    ]);
  });

  it('never leaves two states of one alarm open, even when AWS gives dates that go back', async () => {
    await applyChanges(store, [alarm('back', 'alarm', now, { begins: 'seen-first' })]);
    await applyChanges(store, [alarm('back', 'ok', now - 10)]);
    await applyChanges(store, [alarm('back', 'insufficient-data', now + 20)]);
    expect(await spells('back')).toEqual([
      ['alarm', 0, 0, false],
      ['insufficient-data', 20, null, null],
    ]);
  });

  it('forgets what was over thirteen months ago, and nothing that stands', async () => {
    await applyChanges(store, [
      alarm('old', 'alarm', now - 500 * 24 * hour),
      alarm('old', 'ok', now - 456 * 24 * hour),
    ]);
    await applyChanges(store, [alarm('standing', 'alarm', now - 500 * 24 * hour)]);
    await forgetEvents(store, now);
    expect(await spells('old')).toEqual([]);
    expect(await spells('standing')).toHaveLength(1);
    expect(await spells('again')).toHaveLength(1);
  });
});
