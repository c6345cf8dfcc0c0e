import { z } from 'zod';
import { quote } from './fleet-problem';
import { parseDuration } from './parse-duration';

/*
 * The values a fleet file is made of. Each message completes a sentence that begins with the path of the value, and says
 * what to write instead.
 */

type Problem = { readonly input?: unknown; readonly code?: string; readonly keys?: readonly string[] };

/** "is missing: write …" or "must be …". */
export function expects(what: string): (problem: Problem) => string {
  return ({ input }) => (input === undefined ? `is missing: write ${what}` : `must be ${what}`);
}

/** A map with exactly these fields. */
export function fields<T extends z.core.$ZodLooseShape>(shape: T, what: string) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (problem) =>
      problem.code === 'unrecognized_keys' ? `is not known here: write one of ${known}` : expects(what)(problem),
  });
}

export function list<T extends z.ZodType>(item: T, what: string, most: number) {
  return z.array(item, { error: expects(`a list of ${what}`) }).max(most, `must have at most ${most} ${what}`);
}

export function matching(pattern: RegExp, what: string) {
  return z.string({ error: expects(what) }).regex(pattern, { error: `must be ${what}` });
}

export const oneOf = <const T extends readonly [string, ...string[]] | readonly string[]>(words: T) =>
  z.enum(words as unknown as readonly [T[number], ...T[number][]], {
    error: ({ input }) =>
      `${input === undefined ? 'is missing: write' : `is ${typeof input === 'string' ? quote(input) : 'something else'}; write`} one of ${words.join(', ')}`,
  });

export const id = matching(
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  'a short name of lower-case letters, digits and hyphens, e.g. checkout',
);

export const regionCodePattern = /^[a-z]{2}(-[a-z]+){1,3}-\d{1,2}$/;
export const regionCode = matching(regionCodePattern, 'a region code of AWS, e.g. eu-west-1');

export const duration = z.unknown().transform((given, context) => {
  const seconds = parseDuration(given);
  if (seconds !== undefined) return seconds;
  context.addIssue(expects('whole seconds, or a text such as 90s, 5m, 4h, 1d or 1h30m, up to 366d')({ input: given }));
  return z.NEVER;
});

/** A map from region codes, e.g. `us-east-1: primary`. */
export function byRegion<T extends z.ZodType>(value: T, what: string) {
  return z.record(regionCode, value, { error: expects(`a map from region codes to ${what}`) });
}

export function urlPath(example: string) {
  return matching(/^\/[!-~]{0,1023}$/, `a path that begins with a slash, e.g. ${example}`);
}

/** Free text for people, in any script, on one line of 1 to `most` characters. */
export function oneLine(most: number) {
  return z
    .string({ error: expects(`a text of 1 to ${most} characters`) })
    .trim()
    .min(1, 'must not be empty')
    .refine((text) => [...text].length <= most, `must be at most ${most} characters long`)
    .refine((text) => !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text), 'must be one line without control characters');
}
