import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json';

describe('canonical JSON', () => {
  test('is the same bytes whatever the order of members, and reads back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const written = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(written);
        expect(canonicalJson(JSON.parse(written))).toBe(written);
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('sorts members, leaves those without a value out and writes no sign before zero', () => {
    expect(canonicalJson({ b: [1, -0, 1e21, 0.1], a: undefined, B: 'ä"\n' })).toBe(
      String.raw`{"B":"ä\"\n","b":[1,0,1e+21,0.1]}`,
    );
  });

  test('refuses what JSON would turn into something else without a word', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, [undefined], { a: () => 1 }, undefined]) {
      expect(() => canonicalJson(value)).toThrow();
    }
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, reversed(each)]),
  );
}
