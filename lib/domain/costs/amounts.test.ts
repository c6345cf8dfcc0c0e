import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areSameAmounts, costBases, noAmounts, onBasis, sumAmounts, sumOnBasis, toAmounts } from './amounts';
import { parseDecimal, sumDecimals } from './decimal';
import { findTransferPair } from './find-transfer-pair';
import { sumLinesBy, totalOfLines } from './sum-lines';

const decimal = fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).map((micro) => {
  const value = parseDecimal(`${micro}e-6`);
  if (value === 'unreadable') throw new Error('an integer is a decimal');
  return value;
});
const amounts = fc
  .record({ unblended: decimal, amortized: decimal, netUnblended: decimal, netAmortized: decimal })
  .map((each) => toAmounts((basis) => each[basis]));

describe('amounts', () => {
  it('of one basis add up, and those of two do not type-check', () => {
    const { unblended, netUnblended } = noAmounts;
    expect(sumOnBasis([unblended, unblended])).toBe('0');
    // @ts-expect-error the same money told twice
    expect(sumOnBasis([unblended, netUnblended])).toBe('0');
    // @ts-expect-error one basis is not another
    const mixed: typeof netUnblended = onBasis('unblended', unblended);
    expect(mixed).toBe('0');
  });

  it('have the same total on every basis whatever the lines are grouped by, and a part and the rest make the whole', () => {
    const line = fc.record({ a: fc.constantFrom('x', 'y', 'z'), b: fc.constantFrom('p', 'q'), amounts });
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('a' as const, 'b' as const), (lines, key) => {
        const total = totalOfLines(lines);
        expect(areSameAmounts(totalOfLines(sumLinesBy(lines, (one) => one[key])), total)).toBe(true);
        const isPart = (one: (typeof lines)[number]) => one.a === 'x' && one.b === 'p';
        const part = totalOfLines(lines.filter(isPart));
        const rest = totalOfLines(lines.filter((one) => !isPart(one)));
        expect(sumAmounts([part, rest])).toEqual(total);
        for (const basis of costBases) expect(total[basis]).toBe(sumDecimals(lines.map((one) => one.amounts[basis])));
      }),
    );
  });
});

describe('a way between regions', () => {
  it('is read from the usage type, whichever end bills it', () => {
    expect(findTransferPair('USE1-USW2-AWS-Out-Bytes')).toEqual({
      from: 'us-east-1',
      to: 'us-west-2',
      direction: 'out',
    });
    expect(findTransferPair('USW2-USE1-AWS-In-Bytes')).toEqual({ from: 'us-east-1', to: 'us-west-2', direction: 'in' });
    expect(findTransferPair('EU-APS1-AWS-Out-Bytes')).toMatchObject({ from: 'eu-west-1', to: 'ap-southeast-1' });
  });

  it('to a region that the console does not know keeps AWS’s code, and other usage is none', () => {
    expect(findTransferPair('USE1-XYZ9-AWS-Out-Bytes')).toMatchObject({ to: 'XYZ9' });
    for (const other of ['USW2-DataTransfer-Out-Bytes', 'DataTransfer-Regional-Bytes', 'USE1-AWS-Out-Bytes', '']) {
      expect(findTransferPair(other)).toBe('none');
    }
  });
});
