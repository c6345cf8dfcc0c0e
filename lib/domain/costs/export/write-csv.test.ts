import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decimal, parseDecimal } from '../decimal';
import { writeCsv } from './write-csv';

function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === 'unreadable') throw new Error(`Not a decimal: ${text}`);
  return value;
}

test('text that a spreadsheet would run is defused, and a credit stays a number', () => {
  const row = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx', 'plain'].map((text) => ({ text }));
  expect(writeCsv(['Name'], [[...row, { number: decimal('-100.5') }, 'none']])).toBe(
    'Name\r\n"\'=HYPERLINK(""http://x"")",\'+1,\'-1,\'@SUM(A1),\'\tx,"\'\rx",plain,-100.5,\r\n',
  );
});

test('a name of a column is text like any other', () => {
  expect(writeCsv(['=1+1'], [])).toBe("'=1+1\r\n");
});

test('no text ever leads with the beginning of a formula, quoted or not', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const written = writeCsv([], [[{ text }]]).slice(2);
      expect(written).not.toMatch(/^"?[=+\-@\t\r](?!\n$)/);
    }),
  );
});
