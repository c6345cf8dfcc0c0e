import { describe, expect, test } from 'vitest';
import { hashMigration, pendingMigrations } from './migrate';
import { migrations } from './migrations';
import { formatStreamHead, parseStreamHead } from './stream-head';

const one = { id: '0001-one', sql: 'select 1' };
const two = { id: '0002-two', sql: 'select 2' };
const applied = (migration: typeof one) => ({ id: migration.id, hash: hashMigration(migration) });

describe('migrations', () => {
  test('only what is not applied is left to do, in order', () => {
    expect(pendingMigrations([one, two], [])).toEqual([one, two]);
    expect(pendingMigrations([one, two], [applied(one)])).toEqual([two]);
    expect(pendingMigrations([one, two], [applied(two), applied(one)])).toEqual([]);
  });

  test('one that was changed after it was applied is refused', () => {
    expect(() => pendingMigrations([{ ...one, sql: 'select 3' }], [applied(one)])).toThrow(/0001-one differs/);
  });

  test('a store of a newer program is refused', () => {
    expect(() => pendingMigrations([one], [applied(one), applied(two)])).toThrow(/newer Antipode .*0002-two/);
  });

  test('have names that sort in the order of their application', () => {
    const ids = migrations.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
  });
});

test('a head is read as it is written, and nothing else is', () => {
  const head = { epoch: '2a589bb6-0d38-46bc-ac1e-9da9854036f0', version: 28 };
  expect(parseStreamHead(formatStreamHead(head))).toEqual(head);
  for (const text of [
    '',
    '28',
    'x.28',
    `${head.epoch}.`,
    `${head.epoch}.-1`,
    `${head.epoch}.1e3`,
    `${head.epoch}.1.2`,
  ]) {
    expect(parseStreamHead(text)).toBeUndefined();
  }
});
