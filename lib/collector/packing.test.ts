import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBilledMetrics, packQueries, queriesPerCall, toQuery, toQueryKey } from './packing';

const query = fc
  .record({
    namespace: fc.constantFrom('AWS/RDS', 'AWS/DynamoDB'),
    name: fc.constantFrom('a', 'b', 'c'),
    dimensions: fc.dictionary(fc.constantFrom('X', 'Y'), fc.integer({ min: 0, max: 400 }).map(String)),
    statistic: fc.constantFrom('Sum', 'Maximum'),
    periodSeconds: fc.constantFrom(60, 300),
  })
  .map(toQuery);

describe('packing', () => {
  it('asks every distinct query exactly once, in exactly ⌈n/500⌉ calls', () => {
    fc.assert(
      fc.property(fc.array(query, { maxLength: 2200, size: 'max' }), (queries) => {
        const calls = packQueries(queries);
        const asked = calls.flat().map((one) => one.key);
        const distinct = new Set(queries.map((one) => one.key));
        expect(asked).toHaveLength(distinct.size);
        expect(new Set(asked)).toEqual(distinct);
        expect(calls).toHaveLength(Math.ceil(distinct.size / queriesPerCall));
        expect(calls.every((call) => call.length <= queriesPerCall)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it('makes no call for no queries', () => {
    expect(packQueries([])).toEqual([]);
  });

  it('knows a series whatever the order of its dimensions', () => {
    const base = { namespace: 'N', name: 'm', statistic: 'Sum', periodSeconds: 60 };
    expect(toQueryKey({ ...base, dimensions: { A: '1', B: '2' } })).toBe(
      toQueryKey({ ...base, dimensions: { B: '2', A: '1' } }),
    );
  });

  it('counts up to five statistics of one metric as one billed metric', () => {
    const statistics = ['Sum', 'Minimum', 'Maximum', 'Average', 'SampleCount', 'p95'];
    const queries = statistics.map((statistic) =>
      toQuery({ namespace: 'N', name: 'm', dimensions: {}, statistic, periodSeconds: 60 }),
    );
    expect(countBilledMetrics(queries.slice(0, 5))).toBe(1);
    expect(countBilledMetrics(queries)).toBe(2);
  });
});
