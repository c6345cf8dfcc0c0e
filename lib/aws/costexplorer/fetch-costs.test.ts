import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import { fetchCosts } from './fetch-costs';
import { parseAmount, toCostLines } from './to-cost-lines';

const group = (region: string, service: string, Amount: string, Unit = 'USD') => ({
  Keys: [region, service],
  Metrics: { UnblendedCost: { Amount, Unit } },
});
const range = { fromDay: '2026-11-01', untilDay: '2026-11-21' };

describe('costs', () => {
  test('are asked for in us-east-1, to the last page, by region and service at once', async () => {
    await withScriptedEdge(
      ({ body }) => {
        const more = !body.includes('NextPageToken');
        const Groups = [group('us-east-1', more ? 'Amazon S3' : 'Amazon RDS', '0.1')];
        const ResultsByTime = [{ Groups, Estimated: true }];
        return { json: { ResultsByTime, ...(more ? { NextPageToken: 'more' } : {}) } };
      },
      async (edge, endpoint) => {
        const answer = await fetchCosts(edge, { ...scriptedScope, region: 'eu-west-1' }, range);
        expect(expectAnswered(answer).value).toEqual({
          ...range,
          estimated: true,
          lines: [
            { region: 'us-east-1', service: 'Amazon S3', costUsd: 0.1 },
            { region: 'us-east-1', service: 'Amazon RDS', costUsd: 0.1 },
          ],
        });
        expect(endpoint.seen.map(({ region }) => region)).toEqual(['us-east-1', 'us-east-1']);
        expect(endpoint.seen[0]?.body).toContain('"Start":"2026-11-01"');
        // An account that pays for others is told theirs too: each is counted for itself, and once.
        expect(endpoint.seen[0]?.body).toContain('"Key":"LINKED_ACCOUNT","Values":["111122223333"]');
      },
    );
  });

  test('in another currency are left out with a notice, never added to dollars', () => {
    const notices: string[] = [];
    const lines = toCostLines([{ Groups: [group('a', 's', '1', 'EUR')] }], 'UnblendedCost', (one) => notices.push(one));
    expect([lines, notices.length]).toEqual([[], 1]);
  });

  test('of many periods add up without losing or making a fraction of a cent', () => {
    const Groups = Array.from({ length: 1000 }, () => group('a', 's', '0.1'));
    expect(toCostLines([{ Groups }], 'UnblendedCost', () => undefined)).toEqual([
      { region: 'a', service: 's', costUsd: 100 },
    ]);
  });

  test('have the same total by region, by service and in all', () => {
    const line = fc.tuple(
      fc.constantFrom('a', 'b', 'NoRegion'),
      fc.constantFrom('s', 't'),
      fc.integer({ min: 0, max: 10 ** 9 }),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const Groups = lines.map(([region, service, micro]) => group(region, service, `${micro / 1e6}`));
        const read = toCostLines([{ Groups }], 'UnblendedCost', () => undefined);
        const total = lines.reduce((sum, [, , micro]) => sum + micro, 0);
        const cents = read.reduce((sum, one) => sum + one.costUsd, 0) * 100;
        expect(Math.round(cents)).toBe(Math.round(total / 1e4));
      }),
    );
  });

  test.each([
    ['12.5', 12_500_000_000_000n],
    ['-0.000001', -1_000_000n],
    ['1E-7', 100_000n],
    ['0', 0n],
    ['', 'unreadable'],
    ['a lot', 'unreadable'],
  ] as const)('an amount of %s is read exactly or not at all', (text, amount) => {
    expect(parseAmount(text)).toBe(amount);
  });
});
