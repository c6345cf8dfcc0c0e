import { expect, test } from 'vitest';
import type { BlindSpot } from '@/lib/domain/history/types';
import { nameBlindSpots } from './name-blind-spots';

const at = Date.UTC(2026, 10, 13, 13);
const minutesKnown = { '24h': 0, '7d': 0, '30d': 0 };
const spot = (linkId: string, knownSince: BlindSpot['knownSince'], lagByDesign = false): BlindSpot => ({
  linkId,
  lagByDesign,
  knownSince,
  minutesKnown,
});

test('each copy that was not known all the time is named with since when it is', () => {
  expect(
    nameBlindSpots([
      spot('shop/orders/us-east-1>us-west-2', at),
      spot('shop/table/us-east-1>us-west-2', 'never', true),
      spot('shop/ledger/us-west-2', 'never'),
    ]),
  ).toEqual([
    'orders us-east-1 → us-west-2: not measured all the time, first known 13 Nov 2026, 13:00 UTC',
    'table us-east-1 → us-west-2: no lag by design, its copies watched in no closed minute yet',
    'ledger us-west-2: not measured in any minute on record',
  ]);
});

test('the many directions of one table share a sentence where the same is to be said of them, and none is lost', () => {
  const regions = ['a', 'b', 'c'];
  const spots = regions.flatMap((from) =>
    regions.filter((to) => to !== from).map((to) => spot(`shop/sessions/${from}>${to}`, from === 'a' ? 'never' : at)),
  );
  expect(nameBlindSpots(spots)).toEqual([
    'sessions a → b: not measured in any minute on record',
    'sessions a → c: not measured in any minute on record',
    'sessions, 4 directions: not measured all the time, first known 13 Nov 2026, 13:00 UTC',
  ]);
});
