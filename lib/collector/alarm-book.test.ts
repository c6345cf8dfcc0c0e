import { describe, expect, test } from 'vitest';
import type { AlarmEntity, Entity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import { AlarmBook } from './alarm-book';
import type { EntityOnlyChange } from './changes';
import { toEntityKey } from './snapshot';

const now = Date.UTC(2026, 10, 21, 12);

function alarm(state: 'ok' | 'alarm', changedAt: number, readAt = changedAt + 30_000): AlarmEntity {
  return {
    kind: 'alarm',
    id: 'arn:a',
    accountId: '1',
    region: 'eu-west-1',
    name: 'a',
    state: toObserved(state, readAt, readAt, 'cloudwatch'),
    cadence: { cadenceSeconds: 60, publishDelaySeconds: 10 },
    reason: '',
    changedAt,
    workloadId: 'none',
  };
}

const put = (entity: AlarmEntity): EntityOnlyChange => ({
  op: 'put',
  entity,
  labels: { accountId: '1', region: 'eu-west-1', workloadId: 'none' },
});

describe('the book of alarms', () => {
  test('tells a state once, however often it is read, and not before it is written', () => {
    const book = new AlarmBook();
    const read = [put(alarm('alarm', now))];
    const told = book.transitionsIn(read, new Map());
    expect(told).toMatchObject([{ state: 'alarm', at: now }]);
    // The store did not take it: it is told again.
    expect(book.transitionsIn(read, new Map())).toEqual(told);
    book.note(told);
    expect(book.transitionsIn([put(alarm('alarm', now, now + 90_000))], new Map())).toEqual([]);
    expect(book.transitionsIn([put(alarm('ok', now + 100_000))], new Map())).toMatchObject([{ state: 'ok' }]);
  });

  test('tells that an alarm is gone, and nothing of what else is removed', () => {
    const written = new Map<string, Entity>([[toEntityKey('alarm', 'arn:a'), alarm('alarm', now)]]);
    const removed: EntityOnlyChange[] = [
      { op: 'remove', kind: 'alarm', id: 'arn:a' },
      { op: 'remove', kind: 'link', id: 'arn:a' },
    ];
    expect(new AlarmBook().transitionsIn(removed, written)).toMatchObject([{ state: 'gone', at: now + 30_000 }]);
  });
});
