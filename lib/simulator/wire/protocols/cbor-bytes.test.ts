import { cbor } from '@smithy/core/cbor';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MalformedInput } from '../errors';
import { CborTag, decodeCbor, encodeCbor } from './cbor-bytes';

// The SDK's reader loses a key named __proto__.
const documents = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('__proto__'));

describe('CBOR agrees with the codec of the SDK', () => {
  test('in what it writes', () => {
    fc.assert(
      fc.property(documents, (value) => {
        expect(cbor.deserialize(encodeCbor(value))).toEqual(value);
      }),
    );
  });

  test('in what it reads', () => {
    fc.assert(
      fc.property(documents, (value) => {
        const bytes = Buffer.from(cbor.serialize(value));
        // The SDK's writer turns −0 into 0: what its own reader makes of the bytes is the measure.
        expect(decodeCbor(bytes)).toEqual(cbor.deserialize(bytes));
      }),
    );
  });
});

test.each([0, 23, 24, 255, 256, 65_535, 65_536, 4_294_967_295, 4_294_967_296, -1, -25, -257, 1.5, 1e300, -0])(
  'the number %d survives',
  (value) => expect(decodeCbor(encodeCbor(value))).toBe(value),
);

// Examples of RFC 8949, appendix A.
test.each<[string, string, unknown]>([
  ['an indefinite map', 'bf6346756ef563416d7421ff', { Fun: true, Amt: -2 }],
  ['an indefinite list', '9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
  ['an indefinite string', '7f657374726561646d696e67ff', 'streaming'],
  ['a half float', 'f93e00', 1.5],
  ['the smallest half float', 'f90001', 2 ** -24],
  ['a single float', 'fa47c35000', 100_000],
  ['half infinity', 'f97c00', Number.POSITIVE_INFINITY],
  ['undefined', 'f7', null],
  ['an epoch time', 'c11a514b67b0', new CborTag(1, 1_363_896_240)],
  ['an integer beyond the exact numbers', '1bffffffffffffffff', 18_446_744_073_709_551_615n],
])('reads %s', (_, hex, value) => expect(decodeCbor(Buffer.from(hex, 'hex'))).toEqual(value));

test.each<[string, string]>([
  ['nothing', ''],
  ['a cut string', '6561'],
  ['a list of 2^63 items', '9b7fffffffffffffff'],
  ['bytes of a length beyond the body', '5b7fffffffffffffff'],
  ['a map without end', 'bf'],
  ['a key that is no text', 'a10102'],
  ['a reserved length', '1c'],
  ['a chunk of another type', '5f6161ff'],
  ['a stray break', 'ff'],
  ['bytes after the value', '0000'],
  ['a thousand nested lists', `${'81'.repeat(1000)}00`],
])('refuses %s without reading past it', (_, hex) => {
  expect(() => decodeCbor(Buffer.from(hex, 'hex'))).toThrow(MalformedInput);
});

test('random bytes are read or refused, never anything else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        decodeCbor(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedInput);
      }
    }),
    { numRuns: 2000 },
  );
});
