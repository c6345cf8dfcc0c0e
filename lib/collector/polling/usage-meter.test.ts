import { describe, expect, it } from 'vitest';
import type { UsageDelta } from '@/lib/persistence/polling-usage';
import { UsageMeter, type UsageStore } from './usage-meter';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const accountId = '111122223333';
const inAugust = Date.parse('2026-08-31T23:59:00Z');

/** Keeps counts as the table does. */
function fakeStore() {
  const rows = new Map<string, UsageDelta>();
  const state = { isAway: false };
  const store: UsageStore = {
    settle: async () => {
      for (const [key, row] of rows) {
        const { atRiskUnits, units, unsureUnits } = row;
        rows.set(key, { ...row, units: units + atRiskUnits, unsureUnits: unsureUnits + atRiskUnits, atRiskUnits: 0 });
      }
      return [...rows.values()];
    },
    add: async (deltas) => {
      if (state.isAway) throw new Error('away');
      for (const delta of deltas) {
        const key = `${delta.accountId} ${delta.month} ${delta.unit}`;
        const before = rows.get(key);
        const sum = (of: 'units' | 'unsureUnits') => delta[of] + (before === undefined ? 0 : before[of]);
        rows.set(key, { ...delta, units: sum('units'), unsureUnits: sum('unsureUnits') });
      }
    },
    close: async () => {
      for (const [key, row] of rows) rows.set(key, { ...row, atRiskUnits: 0 });
    },
  };
  return { store, rows, state };
}

async function openMeter(store: UsageStore, now: () => number = () => inAugust): Promise<UsageMeter> {
  const meter = new UsageMeter(store, now, silent);
  await meter.open();
  return meter;
}

const metrics = (units: number, billed: 'surely' | 'perhaps' = 'surely') =>
  ({ accountId, units: { 'cloudwatch-metrics': units }, billed }) as const;

describe('the count of what is billed', () => {
  it('goes on after an orderly restart where it stopped', async () => {
    const { store } = fakeStore();
    const first = await openMeter(store);
    first.note(metrics(148));
    await first.flush();
    first.note(metrics(2, 'perhaps'));
    await first.close();
    const second = await openMeter(store);
    expect(second.read(accountId, inAugust)).toEqual([{ unit: 'cloudwatch-metrics', units: 150, unsureUnits: 2 }]);
  });

  it('is never too low after a kill: what may have been sent since the last write is counted, and said to be unsure', async () => {
    const { store } = fakeStore();
    const killed = await openMeter(store);
    killed.note(metrics(148));
    await killed.flush();
    killed.note(metrics(148));
    const next = await openMeter(store);
    expect(next.read(accountId, inAugust)).toEqual([{ unit: 'cloudwatch-metrics', units: 296, unsureUnits: 148 }]);
  });

  it('loses nothing while the store is away', async () => {
    const { store, state, rows } = fakeStore();
    const meter = await openMeter(store);
    state.isAway = true;
    meter.note(metrics(10));
    await meter.flush();
    meter.note(metrics(5));
    expect(meter.read(accountId, inAugust)).toEqual([{ unit: 'cloudwatch-metrics', units: 15, unsureUnits: 0 }]);
    state.isAway = false;
    await meter.flush();
    expect([...rows.values()].map(({ units }) => units)).toEqual([15]);
  });

  it('is never lower while it is being written', async () => {
    const { store } = fakeStore();
    const meter = await openMeter({ ...store, add: () => new Promise(() => undefined) });
    meter.note(metrics(10));
    void meter.flush();
    await Promise.resolve();
    meter.note(metrics(5));
    expect(meter.read(accountId, inAugust)).toEqual([{ unit: 'cloudwatch-metrics', units: 15, unsureUnits: 0 }]);
  });

  it('loses nothing at the end although a batch is still on its way then, and fails', async () => {
    const { store, rows } = fakeStore();
    let fail = () => {};
    let isFirst = true;
    const add: UsageStore['add'] = async (deltas) => {
      if (!isFirst) return store.add(deltas);
      isFirst = false;
      return new Promise((_, reject) => {
        fail = () => reject(new Error('away'));
      });
    };
    const meter = await openMeter({ ...store, add });
    meter.note(metrics(10));
    void meter.flush();
    await Promise.resolve();
    const closed = meter.close();
    fail();
    await closed;
    expect([...rows.values()].map(({ units, atRiskUnits }) => [units, atRiskUnits])).toEqual([[10, 0]]);
  });

  it('begins anew with each month in UTC, and keeps the months apart', async () => {
    const { store, rows } = fakeStore();
    let now = inAugust;
    const meter = await openMeter(store, () => now);
    meter.note(metrics(7));
    now += 60_000;
    meter.note(metrics(3));
    expect(meter.read(accountId, now)).toEqual([{ unit: 'cloudwatch-metrics', units: 3, unsureUnits: 0 }]);
    expect(meter.read(accountId, inAugust)).toEqual([{ unit: 'cloudwatch-metrics', units: 7, unsureUnits: 0 }]);
    await meter.close();
    expect([...rows.values()].map(({ month, units }) => [month, units])).toEqual([
      ['2026-08', 7],
      ['2026-09', 3],
    ]);
  });
});
