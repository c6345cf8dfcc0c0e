import { expect, it } from 'vitest';
import type { Fault, Truth } from '@/lib/simulator/world/types';
import { TruthBook } from './truth-book';

const start = Date.UTC(2026, 10, 20, 12);
const name = { workloadId: 'shop', storeId: 'orders', source: 'us-east-1', target: 'us-west-2' };

function truthAt(seconds: number, lossSeconds: number, faults: Truth['faults'] = []): Truth {
  const now = start + seconds * 1000;
  const link = { workload: 'shop', store: 'orders', source: 'us-east-1', target: 'us-west-2' };
  const counts = { committed: 1, replicated: 1, failed: 0, recoverableUntil: now - 2000, lossSeconds };
  return { now, faults, links: [{ ...link, ...counts }], stores: [], users: [] };
}

function fault(of: Fault, from: number, to: number | null): Truth['faults'][number] {
  const endedAt = to === null ? null : start + to * 1000;
  return { id: `${of.kind} ${from}`, fault: of, startedAt: start + from * 1000, endedAt };
}

const at = (seconds: number) => start + seconds * 1000;

it('tells the largest and the least loss of a stretch of time, and nothing of time that was not noted', () => {
  const book = new TruthBook();
  for (const [seconds, loss] of [
    [2, 1],
    [4, 9],
    [6, 3],
  ] as const)
    book.note(truthAt(seconds, loss));
  expect([book.worst('loss', name, at(3), at(6)), book.least('loss', name, at(3), at(6))]).toEqual([9, 3]);
  expect(book.worst('lag', name, at(3), at(6))).toBe(2);
  expect(book.worst('loss', name, at(0), at(6))).toBe('unknown');
});

it('knows a region as lost throughout only where no moment is open, and as lost ever where one is', () => {
  const book = new TruthBook();
  const outage = { kind: 'region-outage', region: 'us-east-1' } as const;
  const cutOff = { kind: 'region-cut-off', region: 'us-east-1' } as const;
  book.note(truthAt(60, 0, [fault(outage, 10, 30), fault(cutOff, 25, 40)]));
  expect(book.wasUnreachableThroughout('us-east-1', at(12), at(38))).toBe(true);
  expect(book.wasUnreachableThroughout('us-east-1', at(8), at(20))).toBe(false);
  expect(book.wasUnreachableThroughout('us-east-1', at(12), at(40))).toBe(false);
  expect(book.wasEverUnreachable('us-east-1', at(39), at(50))).toBe(true);
  expect(book.wasEverUnreachable('us-east-1', at(41), at(50))).toBe(false);
  expect(book.wasUnreachableThroughout('us-west-2', at(12), at(20))).toBe(false);
});
