import { toAmounts } from '@/lib/domain/costs/amounts';
import { addDays, dayOf, listDays, startOfDay } from '@/lib/domain/costs/days';
import { rangeOfDays, rangeOfMonths } from '@/lib/domain/costs/reading-ranges';
import { shiftMonth } from '@/lib/domain/costs/report/choose-month';
import { scaleDecimal } from '@/lib/domain/costs/scale-decimal';
import type { BilledPeriod, Day } from '@/lib/domain/costs/types';
import type { Workload } from '@/lib/domain/fleet';
import type { HistoryLayout, MinuteRecord } from '@/lib/domain/history/record';
import { minuteMs } from '@/lib/domain/history/resolution';
import type { MinuteState } from '@/lib/domain/history/types';
import { toMissing, toObserved } from '@/lib/domain/observe';
import { spanOfMonth } from '@/lib/domain/reports/executive/month-span';
import { decimal, toPeriod, type WholeLine } from '@/lib/domain/testing/sample-bills';
import type { EpochMs } from '@/lib/domain/time';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { writeCostRefresh } from '@/lib/persistence/costs';
import { ensureDeployment } from '@/lib/persistence/deployment';
import { applyChanges } from '@/lib/persistence/entities';
import { appendMinutes } from '@/lib/persistence/history';
import { openStore, type Store } from '@/lib/persistence/store';
import type { TestDatabase } from '@/scripts/testing/start-test-database';
import type { ReportingPorts } from '../reporting-ports';

/** Checkout is in the first account, storefront in the second. */
export const accountOf = { checkout: '111122223333', storefront: '444455556666' } as const;
type Named = keyof typeof accountOf;
const named = Object.keys(accountOf) as readonly Named[];

/** Dollars that each of them costs a day, and what of each account's bill is nobody's. */
export const dailyUsd = { checkout: 100, storefront: 40, untagged: 2 } as const;

/** A store with what a report is made of, and a clock that stands until it is set. */
export interface ReportingWorld {
  readonly store: Store;
  now: EpochMs;
  ports(engineId: string, over?: Partial<ReportingPorts>): ReportingPorts;
  /** Declares the two workloads, changed. */
  declare(change?: (workload: Workload) => Workload): Promise<void>;
  /** Closed minutes of a workload. */
  record(id: Named, from: EpochMs, to: EpochMs, state?: MinuteState): Promise<void>;
  /** Reads the bill of an account as Cost Explorer tells it now, each day's lines times a factor. */
  bill(account: string, factorOf?: (day: Day) => number): Promise<void>;
  /** An account that tells nothing. */
  refuse(account: string): Promise<void>;
  stop(): Promise<void>;
}

export async function openReportingWorld(database: TestDatabase, now: EpochMs): Promise<ReportingWorld> {
  const store = openStore(database.url, { applicationName: 'reporting-test' });
  await ensureDeployment(store, { clock: { anchorFleetMs: 0, anchorWallMs: 0, speed: 1 }, simulated: true });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const stopping = new AbortController();
  const accounts = named.map((id) => ({ id: accountOf[id], name: `of ${id}` }));
  const world: ReportingWorld = {
    store,
    now,
    ports: (engineId, over = {}) => ({
      ...{ store, engineId, log: silent, stopping: stopping.signal },
      clock: { now: () => world.now },
      fleet: () => ({ name: 'Test fleet', accounts }),
      startedAt: now - 86_400_000,
      ...over,
    }),
    async declare(change = (workload) => workload) {
      await applyChanges(
        store,
        named.map((id) => {
          const workload = change(declared(id));
          return {
            op: 'put',
            entity: { kind: 'workload', id, workload, outage: { state: 'none' } },
            labels: { accountId: workload.accountId, region: 'none', workloadId: id },
          };
        }),
      );
    },
    async record(id, from, to, state = 'met') {
      const all = [...minutes(id, from, to, state)];
      for (let at = 0; at < all.length; at += 1440) await appendMinutes(store, all.slice(at, at + 1440));
    },
    async bill(accountId, factorOf = () => 1) {
      const at = world.now;
      const [days, months] = [rangeOfDays(at), rangeOfMonths(at)];
      const told = { currency: 'USD', unequal: [] } as const;
      const common = { checkedAt: at, unchanged: [] };
      await writeCostRefresh(store, {
        accountId,
        piece: 'days',
        reading: { askedAt: at, told: toObserved({ ...days, ...told, left: [] }, at, at, 'aws-api') },
        bill: {
          ...common,
          granularity: 'day',
          periods: listDays(days.fromDay, days.untilDay).map((day) => toDay(accountId, day, factorOf(day), at)),
          fromDay: days.fromDay,
        },
      });
      await writeCostRefresh(store, {
        accountId,
        piece: 'months',
        reading: { askedAt: at, told: toObserved({ ...months, ...told }, at, at, 'aws-api') },
        bill: {
          ...common,
          granularity: 'month',
          periods: Array.from({ length: 12 }, (_, index) => shiftMonth(months.fromDay.slice(0, 7), index)).map(
            (month) => toMonth(accountId, month, factorOf, at),
          ),
          fromDay: months.fromDay,
        },
      });
    },
    async refuse(accountId) {
      for (const piece of ['days', 'months'] as const) {
        await writeCostRefresh(store, {
          accountId,
          piece,
          reading: { askedAt: world.now, told: toMissing('not-enabled', world.now) },
        });
      }
    },
    async stop() {
      stopping.abort();
      await store.close();
    },
  };
  await world.declare();
  return world;
}

function declared(id: Named): Workload {
  const workload = defaultFleet.workloads.find((one) => one.id === id);
  if (workload === undefined) throw new Error(`The default fleet has no ${id}.`);
  return { ...workload, accountId: accountOf[id] };
}

const rpoSeconds = 60;

function layoutOf(id: Named): HistoryLayout {
  const link = {
    linkId: `${id}/orders/us-east-1>us-west-2`,
    storeId: 'orders',
    source: 'us-east-1',
    target: 'us-west-2',
  };
  return {
    links: [{ ...link, objectiveSeconds: rpoSeconds, decides: ['region-loss'] }],
    objectives: [{ scenario: 'region-loss', rpoSeconds }],
    signals: [],
  };
}

function* minutes(id: Named, from: EpochMs, to: EpochMs, state: MinuteState): Generator<MinuteRecord> {
  const layout = layoutOf(id);
  const lagSeconds = state === 'breached' ? 600 : state === 'not-measured' ? ('none' as const) : 2;
  for (let at = from; at < to; at += minuteMs) {
    const objectives = [{ state, unmeasured: state === 'not-measured' ? 1 : 0 }];
    yield { workloadId: id, at, layout, links: [{ state, lagSeconds }], objectives, signals: [] };
  }
}

/** The lines of one account, of so many days. */
function linesOf(accountId: string, days: number): readonly WholeLine[] {
  const own = named.filter((id) => accountOf[id] === accountId);
  return [...own, 'untagged' as const].map((workload): WholeLine => {
    const cost = scaleDecimal(decimal(String(dailyUsd[workload])), days);
    return {
      ...{ region: 'us-east-1', service: 'Amazon Elastic Compute Cloud - Compute', workload, recordType: 'Usage' },
      usageType: 'BoxUsage:m6i.large',
      amounts: toAmounts(() => cost),
      quantity: { amount: decimal(String(days)), unit: 'Hrs' },
    };
  });
}

function toDay(accountId: string, day: Day, factor: number, at: EpochMs): BilledPeriod {
  const lines = startOfDay(day) > at ? [] : linesOf(accountId, factor);
  return { ...toPeriod(day, addDays(day, 1), lines, at), estimated: false };
}

/** As many days as there are in it: its bill is that of its days. */
function toMonth(accountId: string, month: string, factorOf: (day: Day) => number, at: EpochMs): BilledPeriod {
  const { startAt, endAt } = spanOfMonth(month);
  const days = listDays(dayOf(startAt), dayOf(endAt)).reduce((sum, day) => sum + factorOf(day), 0);
  return { ...toPeriod(dayOf(startAt), dayOf(endAt), linesOf(accountId, days), at), estimated: false };
}
