import { describe, expect, test } from 'vitest';
import { sampleBill } from '../testing/sample-bills';
import { listInternetPrice, listTransferPrice } from './list-prices';
import { priceMove } from './price-move';
import { buildPriceBook, type PriceBook } from './unit-prices';

const now = Date.parse('2026-11-20T04:00:00Z');
const account = '111122223333';

function bookOf(workload: string, currency = 'USD'): PriceBook {
  const book = buildPriceBook(workload, { accountId: account, bill: sampleBill(now, { currency }) }, now);
  if (book === 'none') throw new Error('No prices.');
  return book;
}

const question = {
  ...{ source: 'us-east-1', target: 'us-west-2', hours: 4 },
  capacity: { atSource: 80, atTarget: 24 },
};

describe('unit prices', () => {
  test('are what the bill’s own newest days were charged at', () => {
    const book = bookOf('checkout');
    const server = book.prices.find(({ usageType }) => usageType === 'USW2-BoxUsage:m6i.large');
    expect(server).toMatchObject({ unit: 'Hrs' });
    expect(server?.price).toBeCloseTo(0.096, 9);
    expect([book.fromDay, book.untilDay]).toEqual(['2026-11-12', '2026-11-19']);
  });

  test('are of that workload alone', () => {
    expect(bookOf('storefront').prices.some(({ usageType }) => usageType.includes('m6i.large'))).toBe(false);
  });

  test('are none where no day is billed in whole', () => {
    const bill = { ...sampleBill(now, {}), coverage: [] };
    expect(buildPriceBook('checkout', { accountId: account, bill }, now)).toBe('none');
  });
});

describe('the price of a move', () => {
  test('is the servers the target has to grow by, at the bill’s price, for as long as it lasts', () => {
    const { lines } = priceMove({ ...question, book: bookOf('checkout') });
    expect(lines[0]).toMatchObject({ quantity: 56 * 4, from: 'bill', source: 'USW2-BoxUsage:m6i.large' });
    expect(lines[0]?.amount).toBeCloseTo(56 * 4 * 0.096, 6);
  });

  test('falls back to a dated list price, and says so', () => {
    const { lines } = priceMove({ ...question, book: bookOf('checkout') });
    const copies = lines.find(({ what }) => what.startsWith('copies'));
    expect(copies).toMatchObject({ from: 'list', price: 0.02, source: expect.stringContaining('August 2026') });
  });

  test('names what nobody can tell and keeps it out of the sum', () => {
    const price = priceMove({ ...question, capacity: { atSource: 'unknown', atTarget: 2 }, book: 'none' });
    expect(price.lines.map(({ from }) => from)).toEqual(['list']);
    expect(price.unknown).toEqual([
      expect.stringContaining('extra servers in us-west-2'),
      expect.stringContaining('copies from us-west-2'),
      expect.stringContaining('traffic to users'),
      expect.stringContaining('a restore'),
    ]);
    expect(price.total).toBe(price.lines[0]?.amount);
  });

  test('in another currency never takes a list price in dollars', () => {
    const { lines, currency } = priceMove({ ...question, book: bookOf('checkout', 'CNY') });
    expect(currency).toBe('CNY');
    expect(lines.every(({ from }) => from === 'bill')).toBe(true);
  });

  test('needs no more servers where the target has as many already', () => {
    const { lines } = priceMove({ ...question, capacity: { atSource: 2, atTarget: 6 }, book: bookOf('checkout') });
    expect(lines[0]).toMatchObject({ quantity: 0, amount: 0 });
  });
});

test('a list price is known for the sender that is listed, and for no other', () => {
  expect(listTransferPrice('us-east-1', 'us-east-2')).toMatchObject({ usd: 0.01 });
  expect(listTransferPrice('ap-southeast-1', 'us-east-1')).toMatchObject({ usd: 0.09 });
  expect(listTransferPrice('eu-north-1', 'us-east-1')).toBe('unknown');
  expect(listInternetPrice('us-west-2')).toBe('unknown');
});
