import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RegionEntity } from '@/lib/domain/entities';
import type { EntityChange } from '@/lib/persistence';
import { EntityWriter } from './entity-writer';
import { Snapshot } from './snapshot';

const silent = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };

function region(id: string, place: string): RegionEntity {
  return { kind: 'region', id, code: id, place, latitude: 0, longitude: 0 };
}

describe('writing what changed', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.clearAllMocks();
  });

  it('gathers answers that come together into one transaction, and writes only what differs', async () => {
    const writes: (readonly EntityChange[])[] = [];
    const known = region('a', 'kept');
    const snapshot = new Snapshot([known, region('b', 'new')]);
    const writer = new EntityWriter(
      snapshot,
      new Map([['region a', { ...known }]]),
      async (c) => writes.push(c),
      silent,
    );
    writer.nudge();
    snapshot.put(region('c', 'later'));
    writer.nudge();
    await vi.advanceTimersByTimeAsync(100);
    expect(writes.map((changes) => changes.map((change) => (change.op === 'put' ? change.entity.id : '')))).toEqual([
      ['b', 'c'],
    ]);
  });

  it('removes what an earlier run wrote and nobody knows any more', async () => {
    const writes: (readonly EntityChange[])[] = [];
    const writer = new EntityWriter(
      new Snapshot(),
      new Map([['region gone', region('gone', 'x')]]),
      async (c) => writes.push(c),
      silent,
    );
    await writer.flush();
    expect(writes).toEqual([[{ op: 'remove', kind: 'region', id: 'gone' }]]);
  });

  it('goes on while the store is away and then writes the newest state once', async () => {
    const writes: (readonly EntityChange[])[] = [];
    let isAway = true;
    const snapshot = new Snapshot();
    const writer = new EntityWriter(
      snapshot,
      new Map(),
      async (changes) => {
        if (isAway) throw new Error('connection refused');
        writes.push(changes);
      },
      silent,
    );
    for (const place of ['one', 'two', 'three']) {
      snapshot.put(region('a', place));
      writer.nudge();
      await vi.advanceTimersByTimeAsync(1000);
    }
    isAway = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(writes.flat().map((change) => (change.op === 'put' ? change.entity : change))).toEqual([
      region('a', 'three'),
    ]);
    expect(silent.warn).toHaveBeenCalledTimes(1);
    expect(silent.info).toHaveBeenCalledTimes(1);
  });

  it('writes what arrived during a write right after it', async () => {
    const writes: (readonly EntityChange[])[] = [];
    const snapshot = new Snapshot([region('a', 'one')]);
    const writer = new EntityWriter(
      snapshot,
      new Map(),
      async (changes) => {
        writes.push(changes);
        await new Promise((resolve) => setTimeout(resolve, 500));
      },
      silent,
    );
    writer.nudge();
    await vi.advanceTimersByTimeAsync(100);
    snapshot.put(region('a', 'two'));
    writer.nudge();
    await vi.advanceTimersByTimeAsync(2000);
    expect(writes).toHaveLength(2);
  });
});
