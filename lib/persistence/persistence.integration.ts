import { getTableColumns } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../scripts/testing/start-test-database';
import type { Entity, RegionEntity } from '../domain/entities';
import { accessLink } from './access-link-schema';
import { acknowledgeFinding, readAcknowledgements } from './acknowledgements';
import { appendAudit, readAudit } from './audit';
import * as costSchema from './cost-schema';
import { ensureDeployment } from './deployment';
import { applyChanges, forgetRemovals, readChangesSince, readEntities } from './entities';
import * as eventSchema from './event-schema';
import type { EntityChange, StreamHead } from './index';
import { acquireLease, LeaseLost, releaseLease, requireLease } from './lease';
import { listenForChanges } from './listen';
import { migrateStore } from './migrate';
import { migrations } from './migrations';
import { addPollingUsage, closePollingUsage, settlePollingUsage } from './polling-usage';
import * as recoverySchema from './recovery-schema';
import * as deliverySchema from './report-delivery-schema';
import * as reportSchema from './report-schema';
import * as schema from './schema';
import { openStore, type Store } from './store';
import { readStreamHead } from './stream-head';
import { inTransaction } from './transaction';

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  store = openStore(database.url, { applicationName: 'test' });
  await store.pool.query(
    'truncate antipode.entity, antipode.entity_removal, antipode.lease, antipode.audit_entry, antipode.deployment, antipode.finding_acknowledgement',
  );
});
afterEach(() => store.close());

function region(code: string, place = code): RegionEntity {
  return { kind: 'region', id: code, code, place, latitude: 1, longitude: 2 };
}
function put(entity: Entity, workloadId = 'none'): EntityChange {
  return { op: 'put', entity, labels: { accountId: '111122223333', region: 'us-east-1', workloadId } };
}
function remove(id: string): EntityChange {
  return { op: 'remove', kind: 'region', id };
}

describe('the stream', () => {
  test('every write is one new version, and a reader sees the entities of exactly that version', async () => {
    const before = await readStreamHead(store.db);
    const head = await applyChanges(store, [put(region('us-east-1')), put(region('us-west-2'))]);
    expect(head).toEqual({ epoch: before.epoch, version: before.version + 1 });
    const read = await readEntities(store);
    expect(read.head).toEqual(head);
    expect(read.entities.map((stored) => [stored.entity.id, stored.version])).toEqual([
      ['us-east-1', head.version],
      ['us-west-2', head.version],
    ]);
  });

  test('an empty store still tells its head, and no changes make no version', async () => {
    const { head, entities } = await readEntities(store);
    expect(entities).toEqual([]);
    expect(await applyChanges(store, [])).toEqual(head);
  });

  test('filters by kind and by workload', async () => {
    await applyChanges(store, [put(region('a'), 'checkout'), put(region('b'), 'storefront')]);
    const ids = async (filter: Parameters<typeof readEntities>[1]) =>
      (await readEntities(store, filter)).entities.map((stored) => stored.entity.id);
    expect(await ids({ workloadId: 'checkout' })).toEqual(['a']);
    expect(await ids({ kinds: ['region'] })).toEqual(['a', 'b']);
    expect(await ids({ kinds: ['link'] })).toEqual([]);
    expect(await ids({ kinds: [] })).toEqual([]);
  });

  test('who fell behind gets each change once, in its newest form, removals included', async () => {
    const since = await applyChanges(store, [put(region('a')), put(region('b')), put(region('c'))]);
    await applyChanges(store, [put(region('a', 'first')), remove('b')]);
    const head = await applyChanges(store, [put(region('a', 'second'))]);
    const answer = await readChangesSince(store, since);
    if (answer === 'resync') throw new Error('expected changes');
    expect(answer.head).toEqual(head);
    expect(answer.changes.map((change) => (change.op === 'put' ? change.entity : `removed ${change.id}`))).toEqual([
      'removed b',
      region('a', 'second'),
    ]);
    expect(await readChangesSince(store, head)).toEqual({ head, changes: [] });
  });

  test('what is put again after its removal is not reported as removed', async () => {
    const since = await applyChanges(store, [put(region('a'))]);
    await applyChanges(store, [remove('a')]);
    await applyChanges(store, [put(region('a', 'back'))]);
    const answer = await readChangesSince(store, since);
    expect(answer !== 'resync' && answer.changes.map((change) => change.op)).toEqual(['put']);
  });

  test('of several changes to one entity in one write the last counts', async () => {
    await applyChanges(store, [put(region('a', 'old')), remove('a'), put(region('a', 'new'))]);
    const { entities } = await readEntities(store);
    expect(entities.map((stored) => stored.entity)).toEqual([region('a', 'new')]);
  });

  test('a reader of another store, of the future, or from before forgotten removals must resync', async () => {
    const since = await applyChanges(store, [put(region('a'))]);
    const head = await applyChanges(store, [remove('a')]);
    expect(await readChangesSince(store, { epoch: 'another', version: since.version })).toBe('resync');
    expect(await readChangesSince(store, { epoch: head.epoch, version: head.version + 1 })).toBe('resync');
    await store.pool.query(`update antipode.entity_removal set removed_at = now() - interval '2 hours'`);
    await inTransaction(store, (tx) => forgetRemovals(tx, 3600));
    expect(await readChangesSince(store, since)).toBe('resync');
    expect(await readChangesSince(store, head)).toEqual({ head, changes: [] });
  });

  test('removals younger than an hour are kept', async () => {
    const since = await applyChanges(store, [put(region('a'))]);
    await applyChanges(store, [remove('a')]);
    await inTransaction(store, (tx) => forgetRemovals(tx, 3600));
    expect(await readChangesSince(store, since)).not.toBe('resync');
  });

  test('writers at once each get a version of their own and lose nothing', async () => {
    const before = await readStreamHead(store.db);
    const heads = await Promise.all(
      Array.from({ length: 20 }, (_, index) => applyChanges(store, [put(region(`r${index}`)), put(region('shared'))])),
    );
    expect(new Set(heads.map((head) => head.version)).size).toBe(20);
    expect((await readStreamHead(store.db)).version).toBe(before.version + 20);
    expect((await readEntities(store)).entities).toHaveLength(21);
  });

  test('thousands of entities in one write arrive whole, quotes and unicode included', async () => {
    const name = `it's "quoted" \\ { } 東京 \u{1F30F}`;
    await applyChanges(
      store,
      Array.from({ length: 1700 }, (_, index) => put(region(`r${index}`, name))),
    );
    const { entities } = await readEntities(store);
    expect(entities).toHaveLength(1700);
    expect(entities.every((stored) => stored.entity.kind === 'region' && stored.entity.place === name)).toBe(true);
    const head = await applyChanges(
      store,
      Array.from({ length: 1700 }, (_, index) => remove(`r${index}`)),
    );
    expect(await readEntities(store)).toEqual({ head, entities: [] });
  });
});

describe('listening', () => {
  async function waitFor(condition: () => boolean): Promise<void> {
    const until = performance.now() + 60_000;
    while (!condition()) {
      if (performance.now() > until) throw new Error('It did not happen within a minute.');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  test('a write wakes the listener long before it would poll', async () => {
    const heads: StreamHead[] = [];
    const listener = await listenForChanges(store, (head) => heads.push(head), { pollSeconds: 600 });
    const written = await applyChanges(store, [put(region('a'))]);
    await waitFor(() => heads.at(-1)?.version === written.version);
    await listener.stop();
  });

  test('without any notification the head is still seen by polling, and each only once', async () => {
    const heads: StreamHead[] = [];
    const listener = await listenForChanges(store, (head) => heads.push(head), { pollSeconds: 0.05 });
    const first = heads.at(-1);
    await store.pool.query('update antipode.stream_head set version = version + 1');
    await waitFor(() => heads.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heads.map((head) => head.version)).toEqual([first?.version, (first?.version ?? Number.NaN) + 1]);
    await listener.stop();
  });

  test('a cut connection is made again and notifications arrive on it', async () => {
    const heads: StreamHead[] = [];
    const troubles: unknown[] = [];
    const listener = await listenForChanges(store, (head) => heads.push(head), {
      pollSeconds: 0.1,
      onTrouble: (error) => troubles.push(error),
    });
    await store.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen antipode_stream' and datname = current_database()`,
    );
    await waitFor(() => troubles.length > 0);
    const written = await applyChanges(store, [put(region('a'))]);
    await waitFor(() => heads.at(-1)?.version === written.version);
    await listener.stop();
  });
});

describe('leases', () => {
  test('one of many takes it, renews it, and nobody else gets it until it is given up', async () => {
    const got = await Promise.all(
      Array.from({ length: 10 }, (_, index) => acquireLease(store, 'collector', `e${index}`, 30)),
    );
    expect(got.filter(Boolean)).toHaveLength(1);
    const holder = `e${got.indexOf(true)}`;
    expect(await acquireLease(store, 'collector', holder, 30)).toBe(true);
    expect(await acquireLease(store, 'collector', 'other', 30)).toBe(false);
    await releaseLease(store, 'collector', 'other');
    expect(await acquireLease(store, 'collector', 'other', 30)).toBe(false);
    await releaseLease(store, 'collector', holder);
    expect(await acquireLease(store, 'collector', 'other', 30)).toBe(true);
  });

  test('a holder that stopped renewing loses it when its time is over', async () => {
    const askedAt = performance.now();
    expect(await acquireLease(store, 'collector', 'dead', 2)).toBe(true);
    await expect.poll(() => acquireLease(store, 'collector', 'next', 30)).toBe(true);
    expect(performance.now() - askedAt).toBeGreaterThanOrEqual(2000);
    expect(await acquireLease(store, 'collector', 'dead', 30)).toBe(false);
  });
});

describe('what is written under a lease', () => {
  const asHolder = (holder: string) => (tx: Parameters<typeof requireLease>[0]) =>
    requireLease(tx, 'collector', holder);

  test('is not written once somebody else has the lease, or it was given up', async () => {
    await store.pool.query('delete from antipode.lease');
    expect(await acquireLease(store, 'collector', 'first', 30)).toBe(true);
    const written = await applyChanges(store, [put(region('a', 'first'))], asHolder('first'));
    await store.pool.query('update antipode.lease set expires_at = now()');
    // Its time is over, and nobody has taken it.
    await applyChanges(store, [put(region('b', 'first'))], asHolder('first'));
    expect(await acquireLease(store, 'collector', 'next', 30)).toBe(true);
    await expect(applyChanges(store, [put(region('a', 'late'))], asHolder('first'))).rejects.toThrow(LeaseLost);
    await releaseLease(store, 'collector', 'next');
    await expect(applyChanges(store, [put(region('a', 'late'))], asHolder('next'))).rejects.toThrow(LeaseLost);
    const { head, entities } = await readEntities(store);
    expect(head.version).toBe(written.version + 1);
    expect(entities.find(({ entity }) => entity.id === 'a')?.entity).toEqual(region('a', 'first'));
  });

  test('is there before anybody else gets the lease', async () => {
    await store.pool.query('delete from antipode.lease');
    expect(await acquireLease(store, 'collector', 'first', 30)).toBe(true);
    await store.pool.query('update antipode.lease set expires_at = now()');
    let taken: Promise<boolean> | 'not-asked' = 'not-asked';
    let isTaken = false;
    await applyChanges(store, [put(region('c', 'first'))], async (tx) => {
      await asHolder('first')(tx);
      taken = acquireLease(store, 'collector', 'next', 30).then((got) => {
        isTaken = got;
        return got;
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(isTaken).toBe(false);
    });
    expect(await taken).toBe(true);
    const { entities } = await readEntities(store);
    expect(entities.map(({ entity }) => entity.id)).toContain('c');
  });
});

describe('the deployment', () => {
  test('the first writer fixes the clock for the life of the store', async () => {
    const first = {
      clock: { anchorFleetMs: 1_700_000_000_123, anchorWallMs: 1_700_000_000_456, speed: 10 },
      simulated: true,
    };
    const wanted = [first, { clock: { anchorFleetMs: 0, anchorWallMs: 0, speed: 1 }, simulated: false }] as const;
    expect(await ensureDeployment(store, wanted[0])).toEqual(first);
    expect(await ensureDeployment(store, wanted[1])).toEqual(first);
  });

  test('two at once agree', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map((speed) =>
        ensureDeployment(store, { clock: { anchorFleetMs: 0, anchorWallMs: 0, speed }, simulated: true }),
      ),
    );
    expect(new Set(answers.map((answer) => answer.clock.speed)).size).toBe(1);
  });
});

describe('acts and their records', () => {
  const entry = {
    at: 1_700_000_000_000,
    actor: 'operator',
    role: 'operator',
    action: 'acknowledge-finding',
    target: 'region-down:us-east-1',
    outcome: 'accepted',
    details: { note: 'seen', count: 2, repeated: false },
  } as const;
  const seen = { findingId: entry.target, since: 5, actor: 'operator', at: entry.at, note: 'seen' };

  test('an act and its audit entry are written together', async () => {
    await inTransaction(store, async (tx) => {
      await acknowledgeFinding(tx, seen);
      await appendAudit(tx, entry);
    });
    expect(await readAcknowledgements(store)).toEqual([seen]);
    expect(await readAudit(store, 10)).toEqual([entry]);
  });

  test('an act whose audit entry cannot be written does not happen', async () => {
    const failed = inTransaction(store, async (tx) => {
      await acknowledgeFinding(tx, seen);
      await appendAudit(tx, { ...entry, outcome: 'maybe' as 'accepted' });
    });
    await expect(failed).rejects.toThrow();
    expect(await readAcknowledgements(store)).toEqual([]);
  });

  test('acknowledging again replaces the note; another occurrence is not acknowledged by it', async () => {
    await inTransaction(store, (tx) => acknowledgeFinding(tx, seen));
    await inTransaction(store, (tx) => acknowledgeFinding(tx, { ...seen, note: 'fixed' }));
    expect((await readAcknowledgements(store)).map(({ since, note }) => [since, note])).toEqual([[5, 'fixed']]);
  });
});

describe('the count of what polling is billed', () => {
  const row = { accountId: '111122223333', month: '2026-08', unit: 'cloudwatch-metrics' as const };

  test('adds up whoever writes, and what a killed run may have sent is counted once', async () => {
    const batch = { ...row, units: 100, unsureUnits: 3, atRiskUnits: 100 };
    await Promise.all(Array.from({ length: 8 }, () => addPollingUsage(store, [batch])));
    const expected = { ...row, units: 900, unsureUnits: 124, atRiskUnits: 0 };
    expect(await settlePollingUsage(store)).toEqual([expected]);
    expect(await settlePollingUsage(store)).toEqual([expected]);
  });

  test('is exact after an orderly end', async () => {
    await addPollingUsage(store, [{ ...row, units: 10, unsureUnits: 0, atRiskUnits: 10 }]);
    await closePollingUsage(store);
    expect(await settlePollingUsage(store)).toEqual([{ ...row, units: 910, unsureUnits: 124, atRiskUnits: 0 }]);
  });
});

describe('migrations', () => {
  async function emptyDatabase(): Promise<string> {
    const name = `antipode_test_m${Math.random().toString(36).slice(2, 10)}`;
    await store.pool.query(`create database ${name} template template0`);
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    return url.href;
  }

  test('ten starts at once on a new database all succeed and apply each migration once', async () => {
    const url = await emptyDatabase();
    await Promise.all(Array.from({ length: 10 }, () => migrateStore(url)));
    const fresh = openStore(url, { applicationName: 'test' });
    const { rows } = await fresh.pool.query('select id from antipode.migration');
    expect(rows).toHaveLength(migrations.length);
    expect((await readStreamHead(fresh.db)).version).toBe(0);
    await fresh.close();
  });

  test('every store has an epoch of its own', async () => {
    const url = await emptyDatabase();
    await migrateStore(url);
    const other = openStore(url, { applicationName: 'test' });
    expect((await readStreamHead(other.db)).epoch).not.toBe((await readStreamHead(store.db)).epoch);
    await other.close();
  });

  test('a store of a newer program is refused in words, and nothing is changed', async () => {
    const url = await emptyDatabase();
    await migrateStore(url);
    const fresh = openStore(url, { applicationName: 'test' });
    await fresh.pool.query(`insert into antipode.migration (id, hash) values ('9999-from-the-future', 'x')`);
    await fresh.close();
    await expect(migrateStore(url)).rejects.toThrow(/written by a newer Antipode .* 9999-from-the-future/);
  });

  test('the tables have the columns that the repositories name', async () => {
    const { rows } = await store.pool.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'antipode'`,
    );
    const existing = new Set(rows.map((row) => row.name));
    const tables = {
      deployment: schema.deployment,
      stream_head: schema.streamHead,
      entity: schema.entity,
      entity_removal: schema.entityRemoval,
      lease: schema.lease,
      audit_entry: schema.auditEntry,
      finding_acknowledgement: schema.findingAcknowledgement,
      interest: schema.interest,
      metric_window: schema.metricWindow,
      polling_usage: schema.pollingUsage,
      held_flip: recoverySchema.heldFlip,
      drill: recoverySchema.drill,
      cost_piece: costSchema.costPiece,
      cost_period: costSchema.costPeriod,
      alarm_history: eventSchema.alarmHistory,
      health_event_history: eventSchema.healthEventHistory,
      event_record: eventSchema.eventRecord,
      access_link: accessLink,
      report: reportSchema.report,
      report_draft: reportSchema.reportDraft,
      report_request: reportSchema.reportRequest,
      report_destination: deliverySchema.reportDestination,
      report_delivery: deliverySchema.reportDelivery,
      report_copy: deliverySchema.reportCopy,
    };
    for (const [table, definition] of Object.entries(tables)) {
      for (const column of Object.values(getTableColumns(definition))) {
        expect(existing).toContain(`${table}.${column.name}`);
      }
    }
  });
});
