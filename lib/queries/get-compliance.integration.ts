import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { AccessRefused } from '@/lib/access/permissions';
import type { FindingEntity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import type { HistoryLayout, MinuteRecord } from '@/lib/domain/history/record';
import { minuteMs } from '@/lib/domain/history/resolution';
import type { TimeRange } from '@/lib/domain/time-range';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { applyChanges } from '@/lib/persistence/entities';
import { appendMinutes } from '@/lib/persistence/history';
import { openStore, type Store } from '@/lib/persistence/store';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { findFindingHistoryIn } from './find-finding-history';
import { getComplianceFrom } from './get-compliance';

const now = Date.UTC(2026, 10, 21, 12, 7, 30);
const closedThrough = Date.UTC(2026, 10, 21, 12, 2);
const viewer: Actor = { name: 'viewer', role: 'viewer', scope: wholeFleet };
const layout: HistoryLayout = {
  links: [
    {
      linkId: 'shop/orders/x>y',
      storeId: 'orders',
      source: 'x',
      target: 'y',
      objectiveSeconds: 60,
      decides: ['region-loss'],
    },
  ],
  objectives: [{ scenario: 'region-loss', rpoSeconds: 60 }],
  signals: [],
};

let database: TestDatabase;
let store: Store;

const upgrade = { startAt: Date.UTC(2026, 10, 16, 1), endAt: Date.UTC(2026, 10, 16, 2), reason: 'upgrade' };

/** Six days: a breach of 90 minutes five days ago, and half an hour without a record this morning. */
function* minutes(workloadId: string): Generator<MinuteRecord> {
  for (let at = closedThrough - 6 * 1440 * minuteMs; at < closedThrough; at += minuteMs) {
    if (at >= Date.UTC(2026, 10, 21, 3) && at < Date.UTC(2026, 10, 21, 3, 30)) continue;
    const breached = at >= Date.UTC(2026, 10, 16) && at < Date.UTC(2026, 10, 16, 1, 30);
    const state = breached ? 'breached' : 'met';
    const lagSeconds = breached ? 600 : 1;
    yield {
      workloadId,
      at,
      layout,
      links: [{ state, lagSeconds }],
      objectives: [{ state, unmeasured: 0 }],
      signals: [],
    };
  }
}

function declare(id: string, more: Partial<Workload> = {}) {
  const [first] = defaultFleet.workloads;
  if (first === undefined) throw new Error('The fleet has no workload.');
  const workload: Workload = {
    ...first,
    id,
    name: id,
    objectives: [{ scenario: 'region-loss', rtoSeconds: 300, rpoSeconds: 60, targetPercent: 99 }],
    ...more,
  };
  return {
    op: 'put',
    entity: { kind: 'workload', id, workload, outage: { state: 'none' } },
    labels: { accountId: workload.accountId, region: 'none', workloadId: id },
  } as const;
}

const announced: FindingEntity = {
  kind: 'finding',
  id: 'aws-planned-work:arn',
  code: 'aws-planned-work',
  severity: 'notice',
  sentence: 'AWS plans work on RDS in us-west-2',
  evidence: ['AWS_RDS_MAINTENANCE'],
  clear: 'Clears when it is over',
  since: Date.UTC(2026, 10, 10),
  seenAt: Date.UTC(2026, 10, 16),
  span: { startAt: Date.UTC(2026, 10, 16), endAt: Date.UTC(2026, 10, 16, 0, 30) },
  accountId: 'none',
  region: 'us-west-2',
  workloadId: 'none',
};

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
  await applyChanges(store, [
    declare('shop', { plannedWork: [upgrade] }),
    declare('idle', { objectives: [] }),
    declare('dark', { tier: 2, regions: [{ region: 'eu-west-1', role: 'primary' }] }),
    { op: 'finding', transition: { at: announced.since, finding: announced, change: 'opened' } },
    { op: 'finding', transition: { at: announced.seenAt, finding: announced, change: 'closed', by: 'cleared' } },
  ]);
  const all = [...minutes('shop')];
  for (let at = 0; at < all.length; at += 1440) await appendMinutes(store, all.slice(at, at + 1440));
});

afterAll(async () => {
  await store.close();
  await database.stop();
});

async function objective(range: TimeRange, at = now) {
  const { workloads } = await getComplianceFrom(store, viewer, range, at);
  const found = workloads.find(({ workloadId }) => workloadId === 'shop')?.objectives[0];
  if (found === undefined) throw new Error('The workload has no objective.');
  return found;
}

describe('compliance from the store', () => {
  it('counts every recorded minute of each range once, whatever it is kept by', async () => {
    const counted = await Promise.all(
      (['3h', '24h', '7d', '30d', '90d', '13mo'] as const).map(async (range) => {
        const { attainment, timeline } = await objective(range);
        const { minutesMeasured, minutesBreached, minutesAll } = attainment;
        const shown = timeline.reduce((sum, { minutes: counts }) => sum + counts.breached, 0);
        return [range, minutesMeasured, minutesBreached, shown, minutesAll >= minutesMeasured];
      }),
    );
    const recorded = 6 * 1440 - 30;
    // The newest minutes are not closed yet: a day that ends now has a few minutes less.
    expect(counted).toEqual([
      ['3h', 175, 0, 0, true],
      ['24h', 1440 - 30 - 3, 0, 0, true],
      ['7d', recorded, 90, 90, true],
      ['30d', recorded, 90, 90, true],
      ['90d', recorded, 90, 90, true],
      ['13mo', recorded, 90, 90, true],
    ]);
  });

  it('has the budget of the target the fleet sets, and never calls met what is mostly unknown', async () => {
    const week = await objective('7d');
    expect(week).toMatchObject({
      state: 'breached',
      attainment: { attainmentPercent: 98.95, budget: { targetPercent: 99, allowedMinutes: 86, leftMinutes: -4 } },
      worst: { seconds: 600, at: Date.UTC(2026, 10, 16), linkId: 'shop/orders/x>y' },
    });
    expect(week.attainment.coveragePercent).toBeLessThan(86);
    const day = await objective('24h');
    expect([day.state, day.attainment.attainmentPercent]).toEqual(['not-measured', 99.99]);
    expect(day.burn.state).toBe('calm');
  });

  it('marks what was planned by the fleet file and by AWS Health, and counts it all the same', async () => {
    const { planned, attainment } = await objective('7d');
    expect(planned.windows.map(({ saidBy, reason }) => [saidBy, reason])).toEqual([
      ['aws-health', 'AWS plans work on RDS in us-west-2'],
      ['fleet-file', 'upgrade'],
    ]);
    expect(planned).toMatchObject({ minutes: 90, minutesBreachedAtMost: 60 });
    expect(attainment.minutesBreached).toBe(90);
    const { workloads } = await getComplianceFrom(store, viewer, '7d', now);
    const elsewhere = workloads.find(({ workloadId }) => workloadId === 'dark')?.objectives[0];
    expect(elsewhere?.planned.windows).toEqual([]);
  });

  it('says that nothing is measured of what has no record, and lists what has no objective', async () => {
    const { workloads } = await getComplianceFrom(store, viewer, '30d', now);
    expect(workloads.map(({ workloadId, objectives }) => [workloadId, objectives[0]?.state])).toEqual([
      ['shop', 'breached'],
      ['dark', 'not-measured'],
      ['idle', undefined],
    ]);
    const dark = workloads[1]?.objectives[0];
    expect(dark).toMatchObject({ recordedFrom: 'never', attainment: { attainmentPercent: 'not-measured' } });
    expect(new Set(dark?.timeline.map(({ state }) => state))).toEqual(new Set(['gap', 'open']));
  });

  it('loses coverage while no engine records, and calls the burn unknown', async () => {
    const later = await objective('24h', closedThrough + 7_200_000);
    expect(later.burn).toMatchObject({ state: 'not-measured', hour: { rate: 'not-measured' } });
    expect(later.attainment.coveragePercent).toBeLessThan(92);
  });

  it('takes a range that is over as it was, with the burn at its end', async () => {
    const startAt = Date.UTC(2026, 10, 15, 22);
    const past = await objective({ startAt, endAt: Date.UTC(2026, 10, 16, 1) });
    expect(past).toMatchObject({
      state: 'breached',
      attainment: { startAt, minutesAll: 180, minutesBreached: 60, coveragePercent: 100 },
      burn: { state: 'fast', hour: { rate: 100, minutesAll: 60 } },
    });
    const before = await objective({ startAt: startAt - 86_400_000, endAt: startAt });
    expect(before).toMatchObject({ state: 'not-measured', attainment: { minutesBreached: 0 } });
  });

  it('finds what was found then within the scope of the actor, and tells nobody', async () => {
    const span = { startAt: Date.UTC(2026, 10, 15), endAt: now };
    const found = async (actor: Actor | 'nobody') => (await findFindingHistoryIn(store, actor, span)).length;
    expect(await found(viewer)).toBe(1);
    expect(await found({ ...viewer, scope: { ...wholeFleet, regions: ['eu-west-1'] } })).toBe(0);
    await expect(found('nobody')).rejects.toThrow(AccessRefused);
  });

  it('shows an actor the workloads of their scope and nobody anything', async () => {
    const narrow: Actor = { ...viewer, scope: { ...wholeFleet, workloads: ['dark'] } };
    const { workloads } = await getComplianceFrom(store, narrow, '7d', now);
    expect(workloads.map(({ workloadId }) => workloadId)).toEqual(['dark']);
    await expect(getComplianceFrom(store, 'nobody', '7d', now)).rejects.toThrow(AccessRefused);
  });
});
