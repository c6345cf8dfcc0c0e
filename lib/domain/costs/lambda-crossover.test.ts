import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CrossoverQuestion, findCrossover, functionsPerHour, serversPerHour } from './lambda-crossover';

const usual: CrossoverQuestion = {
  request: { milliseconds: 100, megabytes: 1024 },
  server: { requestsPerSecond: 50, fewest: 1 },
  prices: { perRequest: 0.000_000_2, perGbSecond: 0.000_016, perServerHour: 0.0648 },
};

describe('functions against servers', () => {
  test('meet where an hour of both costs the same', () => {
    // 3600 × (0.0000002 + 0.1 × 0.000016) = 0.00648 an hour for each request a second.
    const crossover = findCrossover(usual);
    expect(crossover).toEqual({ state: 'meets', from: expect.closeTo(10, 9), at: expect.closeTo(10, 9) });
    expect(functionsPerHour(usual, 10)).toBeCloseTo(serversPerHour(usual, 10), 12);
    expect(functionsPerHour(usual, 9.99)).toBeLessThan(serversPerHour(usual, 9.99));
    expect(functionsPerHour(usual, 10.01)).toBeGreaterThan(serversPerHour(usual, 10.01));
  });

  test('meet later the more servers are kept for nobody', () => {
    expect(findCrossover({ ...usual, server: { requestsPerSecond: 50, fewest: 3 } })).toMatchObject({
      from: expect.closeTo(30, 9),
      at: expect.closeTo(30, 9),
    });
  });

  test('meet again after each step that leaves a server nearly idle', () => {
    // A server takes 12 and is paid for by 10: the second one is worth it from 20 on, a third from 30, the sixth from 60 at once.
    const crossover = findCrossover({ ...usual, server: { requestsPerSecond: 12, fewest: 1 } });
    expect(crossover).toMatchObject({ from: expect.closeTo(10, 9), at: expect.closeTo(50, 9) });
  });

  test('never meet where a full server costs more than what it replaces', () => {
    expect(findCrossover({ ...usual, server: { requestsPerSecond: 10, fewest: 1 } })).toEqual({
      state: 'functions-always',
    });
  });

  test('cannot be told of prices that are nothing', () => {
    expect(() => findCrossover({ ...usual, prices: { ...usual.prices, perServerHour: 0 } })).toThrow(RangeError);
  });

  test('whatever they cost, functions are cheaper below the first meeting and never above the last', () => {
    const question = fc.record({
      request: fc.record({
        milliseconds: fc.integer({ min: 1, max: 30_000 }),
        megabytes: fc.integer({ min: 128, max: 10_240 }),
      }),
      server: fc.record({
        requestsPerSecond: fc.integer({ min: 1, max: 5000 }),
        fewest: fc.integer({ min: 1, max: 20 }),
      }),
      prices: fc.record({
        perRequest: fc.constant(0.000_000_2),
        perGbSecond: fc.constant(0.000_016_666_7),
        perServerHour: fc.integer({ min: 1, max: 5000 }).map((mills) => mills / 1000),
      }),
    });
    fc.assert(
      fc.property(question, fc.double({ min: 0.001, max: 10, noNaN: true }), (asked, factor) => {
        const crossover = findCrossover(asked);
        if (crossover.state === 'functions-always') {
          const rate = asked.server.requestsPerSecond * factor;
          expect(functionsPerHour(asked, rate)).toBeLessThanOrEqual(serversPerHour(asked, rate) * (1 + 1e-6));
          return;
        }
        expect(crossover.at).toBeGreaterThanOrEqual(crossover.from);
        const below = crossover.from * Math.min(factor, 0.999);
        expect(functionsPerHour(asked, below)).toBeLessThan(serversPerHour(asked, below));
        const above = crossover.at * (1 + factor);
        expect(functionsPerHour(asked, above)).toBeGreaterThanOrEqual(serversPerHour(asked, above) * (1 - 1e-6));
      }),
      { numRuns: 500 },
    );
  });
});
