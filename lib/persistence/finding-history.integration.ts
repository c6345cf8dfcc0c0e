import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../scripts/testing/start-test-database';
import type { FindingEntity } from '../domain/entities';
import type { FindingTransition } from '../domain/findings/finding-transition';
import { applyChanges, readEntities } from './entities';
import { forgetFindings, readFindingHistory } from './finding-history';
import type { EntityChange } from './index';
import { openStore, type Store } from './store';

const hour = 3_600_000;
const base = Date.UTC(2026, 10, 21);
const ever = { startAt: 0, endAt: base + 1000 * hour };

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
beforeEach(() => store.pool.query('truncate antipode.finding_history, antipode.entity'));

function finding(subject: string, since: number, more: Partial<FindingEntity> = {}): FindingEntity {
  return {
    kind: 'finding',
    id: `link-stalled:${subject}`,
    code: 'link-stalled',
    severity: 'warning',
    sentence: `${subject} is stalled`,
    evidence: ['nothing arrives'],
    clear: 'It arrives again',
    since,
    seenAt: since,
    openedAt: since + 1000,
    worstSeverity: 'warning',
    accountId: '111122223333',
    region: 'us-east-1',
    workloadId: 'checkout',
    ...more,
  };
}

const note = (transition: FindingTransition): EntityChange => ({ op: 'finding', transition });
const opened = (one: FindingEntity) => note({ at: one.openedAt ?? one.since, finding: one, change: 'opened' });
const closed = (one: FindingEntity, at: number) => note({ at, finding: one, change: 'closed', by: 'cleared' });
const put = (entity: FindingEntity): EntityChange => ({
  op: 'put',
  entity,
  labels: { accountId: entity.accountId, region: entity.region, workloadId: entity.workloadId },
});

describe('the history of findings', () => {
  it('keeps when a finding began, was raised and closed, and the worst it was', async () => {
    const one = finding('a', base);
    const worse = { ...one, worstSeverity: 'critical', sentence: 'a is lost' } as const;
    await applyChanges(store, [put(one), opened(one)]);
    await applyChanges(store, [note({ at: base + hour, finding: worse, change: 'worsened' })]);
    await applyChanges(store, [{ op: 'remove', kind: 'finding', id: one.id }, closed(worse, base + 2 * hour)]);
    expect(await readFindingHistory(store, ever)).toMatchObject([
      {
        finding: { since: base, sentence: 'a is lost', evidence: ['nothing arrives'] },
        openedAt: base + 1000,
        closed: { at: base + 2 * hour, by: 'cleared' },
        worstSeverity: 'critical',
      },
    ]);
  });

  it('is written with the entity or not at all', async () => {
    const one = finding('a', base);
    const broken = { ...one, id: 'link-stalled:b', since: Number.NaN } as FindingEntity;
    const twice = opened({ ...broken, code: null as never });
    await expect(applyChanges(store, [put(one), opened(one), twice])).rejects.toThrow();
    expect((await readEntities(store, { kinds: ['finding'] })).entities).toEqual([]);
    expect(await readFindingHistory(store, ever)).toEqual([]);
  });

  it('takes the same record twice without a second row, and goes on where the same evidence holds again', async () => {
    const one = finding('a', base);
    await applyChanges(store, [opened({ ...one, worstSeverity: 'critical' }), closed(one, base + hour)]);
    await applyChanges(store, [opened({ ...one, openedAt: base + 2 * hour })]);
    expect(await readFindingHistory(store, ever)).toMatchObject([
      { openedAt: base + 1000, closed: 'open', worstSeverity: 'critical' },
    ]);
    await applyChanges(store, [opened(finding('a', base + 5 * hour))]);
    expect(await readFindingHistory(store, ever)).toHaveLength(2);
  });

  it('is found by range: what stood at any time in it', async () => {
    const [early, late] = [finding('early', base), finding('late', base + 10 * hour)];
    await applyChanges(store, [opened(early), closed(early, base + 2 * hour), opened(late)]);
    const found = async (from: number, to: number) =>
      (await readFindingHistory(store, { startAt: base + from * hour, endAt: base + to * hour })).map(
        ({ finding: { id } }) => id.slice(13),
      );
    expect(await found(0, 1)).toEqual(['early']);
    expect(await found(2, 3)).toEqual(['early']);
    expect(await found(3, 9)).toEqual([]);
    expect(await found(1, 11)).toEqual(['late', 'early']);
    expect(await found(500, 501)).toEqual(['late']);
  });

  it('is found by code, severity, place, workload and state', async () => {
    const one = finding('a', base);
    const other = finding('b', base + 1, { workloadId: 'media', region: 'eu-west-1', worstSeverity: 'notice' });
    await applyChanges(store, [opened(one), closed(one, base + hour), opened(other)]);
    const count = async (filter: Parameters<typeof readFindingHistory>[2]) =>
      (await readFindingHistory(store, ever, filter)).map(({ finding: { id } }) => id.at(-1)).join('');
    expect(await count({ workloadId: 'media' })).toBe('b');
    expect(await count({ region: 'us-east-1' })).toBe('a');
    expect(await count({ severities: ['notice'] })).toBe('b');
    expect(await count({ codes: ['region-down'] })).toBe('');
    expect(await count({ codes: ['link-stalled'], state: 'closed' })).toBe('a');
    expect(await count({ accountId: '111122223333', state: 'open' })).toBe('b');
  });

  it('forgets what closed longer ago than history is kept, and never what is open', async () => {
    const old = finding('old', base - 600 * 24 * hour);
    const open = finding('open', base - 600 * 24 * hour);
    const young = finding('young', base - 2 * hour);
    await applyChanges(store, [opened(old), closed(old, base - 500 * 24 * hour), opened(open), opened(young)]);
    expect(await forgetFindings(store, base)).toBe(1);
    expect((await readFindingHistory(store, ever)).map(({ finding: { id } }) => id)).toEqual([
      'link-stalled:young',
      'link-stalled:open',
    ]);
  });
});
