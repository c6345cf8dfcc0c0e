import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { acquireLease } from './lease';
import { LeftAlone } from './left-alone';
import { openStore, type Store } from './store';
import { type TurnRules, takeTurns } from './take-turns';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
});
afterAll(async () => {
  await store.close();
  await database.stop();
});

function begin(
  rules: Partial<TurnRules> & { leaseName: string },
  turn: (hold: () => Promise<boolean>) => Promise<void>,
  engineId = 'a',
) {
  const stopping = new AbortController();
  const warned: string[] = [];
  const log = { warn: (_fields: object, sentence: string) => void warned.push(sentence) };
  const usual = { leaseSeconds: 30, pauseMs: () => 10, trouble: 'It cannot be done now; tried again.' };
  const { ended } = takeTurns({ store, engineId, log, stopping: stopping.signal }, { ...usual, ...rules }, turn);
  return {
    warned,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (const end = performance.now() + 20_000; !isSo(); await sleep(5)) {
    if (performance.now() > end) throw new Error('It did not come to be.');
  }
}

it('one of two engines acts, and the other does once it has stopped, at once and not after the lease', async () => {
  const acted: string[] = [];
  const act = (id: string) => async (hold: () => Promise<boolean>) => {
    if (await hold()) acted.push(id);
  };
  const first = begin({ leaseName: 'one' }, act('a'), 'a');
  await until(() => acted.length > 0);
  const second = begin({ leaseName: 'one' }, act('b'), 'b');
  await sleep(100);
  expect(new Set(acted)).toEqual(new Set(['a']));
  await first.stop();
  await until(() => acted.includes('b'));
  await second.stop();
  expect(await acquireLease(store, 'one', 'c', 1)).toBe(true);
});

it('a turn that fails is tried again, and said once for as long as it fails', async () => {
  let turns = 0;
  const failing = begin({ leaseName: 'two' }, async () => {
    turns += 1;
    if (turns !== 4) throw new Error('no answer');
  });
  await until(() => turns >= 6);
  await failing.stop();
  expect(failing.warned).toHaveLength(2);
});

it('a notification ends the pause, so that nobody waits for its end', async () => {
  let turns = 0;
  const woken = begin({ leaseName: 'three', pauseMs: () => 60_000, wokenBy: 'antipode_test' }, async () => {
    turns += 1;
  });
  await until(() => turns === 1);
  // It may not listen yet: what is told before is told again.
  const telling = setInterval(() => void store.pool.query(`select pg_notify('antipode_test', '')`), 50);
  await until(() => turns >= 2).finally(() => clearInterval(telling));
  await woken.stop();
});

it('what failed is left alone for its time, and is like any other once it went well', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const failed = new LeftAlone(50);
    failed.add('x');
    vi.advanceTimersByTime(49);
    expect([failed.has('x'), failed.has('y'), failed.size]).toEqual([true, false, 1]);
    vi.advanceTimersByTime(1);
    expect([failed.has('x'), failed.size]).toEqual([false, 1]);
    failed.remove('x');
    expect(failed.size).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
