import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { heldFlipId } from '@/lib/domain/recovery/held-flip';
import { sampleHeldFlip } from '@/lib/domain/recovery/testing/sample-held-flip';
import { acknowledgeFinding, readAcknowledgements } from '@/lib/persistence/acknowledgements';
import { applyChanges, readEntities } from '@/lib/persistence/entities';
import { readFindingHistory } from '@/lib/persistence/finding-history';
import { endFlip, holdFlip } from '@/lib/persistence/held-flips';
import { openStore, type Store } from '@/lib/persistence/store';
import { inTransaction } from '@/lib/persistence/transaction';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import type { Beside } from './beside';
import { createCollector } from './create-collector';
import { createFakePorts, createFakeWorld, smallFleet } from './testing/fake-ports';
import { watchBeside } from './watch-beside';

/** Engines come and go over one store; what they found stays what it was. */

const start = Date.UTC(2026, 10, 21, 12);
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

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

const world = createFakeWorld();

/** An engine that begins with what the store holds, at a moment of fleet time. */
async function startEngine(now: number, beside?: (at: number) => Beside) {
  const { entities } = await readEntities(store);
  return createCollector({
    fleet: smallFleet,
    ports: createFakePorts(world),
    clock: { now: () => now, toWallMs: (fleetMs: number) => fleetMs },
    previous: entities.map(({ entity }) => entity),
    write: (changes) => applyChanges(store, changes),
    engineId: `engine-${now}`,
    simulated: true,
    log: silent,
    ...(beside === undefined ? {} : { beside }),
  });
}

async function findings() {
  const { entities } = await readEntities(store, { kinds: ['finding'] });
  return entities.flatMap(({ entity }) => (entity.kind === 'finding' ? [entity] : []));
}

const mismatch = async () => (await findings()).filter(({ code }) => code === 'quota-mismatch');
it('a finding keeps its id, its beginning and its acknowledgement over engines that stop and start', async () => {
  world.quota = (region, quotaCode) => ({
    name: quotaCode,
    value: region === 'us-west-2' && quotaCode === 'L-1216C47A' ? 32 : 256,
  });
  const first = await startEngine(start);
  await first.collectOnce(start);
  const [before] = await mismatch();
  expect(before).toMatchObject({ since: start, openedAt: start, region: 'us-west-2' });
  if (before === undefined) throw new Error('Nothing was found.');
  const at = start + 1000;
  await inTransaction(store, (tx) =>
    acknowledgeFinding(tx, { findingId: before.id, since: before.since, actor: 'olga', at, note: '' }),
  );
  await first.stop();

  for (const later of [start + 600_000, start + 86_400_000]) {
    const next = await startEngine(later);
    await next.collectOnce(later);
    await next.stop();
    const [after] = await mismatch();
    expect(after).toMatchObject({ id: before.id, since: start, openedAt: start, seenAt: later });
    const seen = (await readAcknowledgements(store)).filter(
      ({ findingId, since }) => findingId === after?.id && since === after.since,
    );
    expect(seen).toMatchObject([{ actor: 'olga' }]);
  }
  const rows = await readFindingHistory(
    store,
    { startAt: start, endAt: start + 90_000_000 },
    { codes: ['quota-mismatch'] },
  );
  expect(rows).toMatchObject([{ openedAt: start, closed: 'open' }]);
});

it('a rule that waits to be raised goes on waiting after a restart, from where it began', async () => {
  const now = start + 90_000_000;
  const at = (seconds: number) => now + seconds * 1000;
  const throttled = async (code: 'finding' | 'pending-finding') =>
    (await readEntities(store, { kinds: [code] })).entities
      .map(({ entity }) => entity)
      .filter(({ id }) => id === 'source-throttled:111122223333/us-west-2/rds');
  world.throttledRegions.add('us-west-2');
  const first = await startEngine(now);
  for (const seconds of [0, 61]) await first.collectOnce(at(seconds));
  await first.stop();
  expect(await throttled('pending-finding')).toMatchObject([{ heldSince: at(61), finding: { since: now } }]);
  const next = await startEngine(at(71));
  await next.collectOnce(at(72));
  expect(await throttled('finding')).toEqual([]);
  await next.collectOnce(at(82));
  expect(await throttled('finding')).toMatchObject([{ since: now, openedAt: at(82) }]);
  await next.stop();
  world.throttledRegions.clear();
});

it('the time in which no engine collected is on record, told by the one that came after', async () => {
  const rows = await readFindingHistory(
    store,
    { startAt: start, endAt: start + 200_000_000 },
    { codes: ['engine-not-collecting'] },
  );
  expect(
    rows.map(({ openedAt, closed }) => [openedAt - start, closed === 'open' ? closed : closed.at - start]),
  ).toEqual([
    [86_400_000, 90_000_000],
    [600_000, 86_400_000],
    [0, 600_000],
  ]);
  expect(rows[0]?.finding.sentence).toMatch(/^Nothing was collected from .* to /);
});

it('what is over is closed in history in the transaction in which it goes', async () => {
  const now = start + 180_000_000;
  world.quota = (_region, quotaCode) => ({ name: quotaCode, value: 256 });
  const engine = await startEngine(now);
  for (const minutes of [0, 1, 2]) await engine.collectOnce(now + minutes * 60_000);
  await engine.stop();
  expect(await mismatch()).toEqual([]);
  const rows = await readFindingHistory(store, { startAt: start, endAt: now + 1 }, { codes: ['quota-mismatch'] });
  expect(rows).toMatchObject([{ finding: { since: start }, closed: { by: 'cleared' }, worstSeverity: 'warning' }]);
});

it('what follows from a table that a new engine cannot read stays as it was, until the table says that it is over', async () => {
  const at = { now: start + 270_000_000 };
  const { flip } = sampleHeldFlip;
  let stop = () => {};
  const stopAsked = new Promise<void>((resolve) => (stop = resolve));
  const clock = { now: () => at.now, toWallMs: (fleetMs: number) => fleetMs };
  const watch = () => watchBeside(store, { clock, log: silent, stopAsked, everyMs: 20 });
  const readNow = (beside: (now: number) => Beside) =>
    vi.waitFor(() => expect(Object.values(beside(at.now))).not.toContain('not-read'));
  const notHeld = async () => (await findings()).filter(({ code }) => code === 'flip-not-held');

  const publishedAt = at.now - 180_000;
  await holdFlip(store, { ...sampleHeldFlip, publishedAt });
  const known = watch();
  await readNow(known);
  const first = await startEngine(at.now, known);
  await first.collectOnce(at.now);
  await first.stop();
  const [before] = await notHeld();
  expect(before).toMatchObject({ since: publishedAt, openedAt: at.now, seenAt: at.now });

  await store.db.execute(sql`alter table antipode.held_flip rename to held_flip_aside`);
  const beside = watch();
  const next = await startEngine(at.now, beside);
  for (const _ of [1, 2, 3]) {
    at.now += 60_000;
    await vi.waitFor(() => expect(beside(at.now)).toMatchObject({ runs: { values: [] }, heldFlips: 'not-read' }));
    await next.collectOnce(at.now);
    expect(await notHeld()).toEqual([{ ...before, unconfirmedSince: before?.seenAt }]);
  }

  await store.db.execute(sql`alter table antipode.held_flip_aside rename to held_flip`);
  await endFlip(store, heldFlipId(flip));
  for (const _ of [1, 2]) {
    at.now += 60_000;
    await readNow(beside);
    await next.collectOnce(at.now);
  }
  expect(await notHeld()).toEqual([]);
  await next.stop();
  stop();
});
