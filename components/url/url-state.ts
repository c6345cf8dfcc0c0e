import * as z from 'zod/mini';
import { parseTimeRange, type TimeRange, writeTimeRange } from '@/lib/domain/time-range';

/** One parameter of an address: how it is read, what it is without one, and how it is written. */
export interface UrlField<T> {
  /** What it is called where a value of it was refused, e.g. `Sort`. */
  readonly label: string;
  readonly fallback: T;
  /** Values that cannot be read are handed back, so that the page can say so. Never throws. */
  read(raw: readonly string[]): { readonly value: T; readonly refused: readonly string[] };
  /** Nothing for the fallback: it is left out of the address. */
  write(value: T): readonly string[];
}

/** What a page keeps in its address, by parameter. */
export type UrlSpec = Readonly<Record<string, UrlField<unknown>>>;

export type UrlValues<S extends UrlSpec> = {
  readonly [K in keyof S]: S[K] extends UrlField<infer T> ? T : never;
};

/** A parameter whose value was not usable; the fallback stands in for it. */
export interface RefusedValue {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** Anything that holds the parameters of an address: the browser's, or those Next hands to a page. */
export type AddressParameters =
  | { getAll(name: string): readonly string[] }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** How rows are ordered; `by` is the id of a column. */
export interface Ordering {
  readonly by: string;
  readonly direction: 'ascending' | 'descending';
}

/** The longest value that is looked at; an address is typed by anybody. */
const longest = 200;

/** A field of one value, checked by a schema. */
export function urlField<T>(
  label: string,
  schema: z.ZodMiniType<T, string>,
  fallback: T,
  write: (value: T) => string,
): UrlField<T> {
  return {
    label,
    fallback,
    read: (raw) => {
      const last = raw.at(-1);
      if (last === undefined) return { value: fallback, refused: [] };
      const parsed = schema.safeParse(last);
      return parsed.success ? { value: parsed.data, refused: [] } : { value: fallback, refused: [last] };
    },
    write: (value) => (write(value) === write(fallback) ? [] : [write(value)]),
  };
}

/** A field of several values, each checked by a schema; those that pass are kept. */
export function urlList<T extends string>(label: string, schema: z.ZodMiniType<T, string>): UrlField<readonly T[]> {
  return {
    label,
    fallback: [],
    read: (raw) => {
      const parsed = raw.slice(0, longest).map((text) => ({ text, result: schema.safeParse(text) }));
      const value = parsed.flatMap(({ result }) => (result.success ? [result.data] : []));
      return {
        value: [...new Set(value)],
        refused: parsed.flatMap(({ text, result }) => (result.success ? [] : [text])),
      };
    },
    write: (value) => [...value].sort(),
  };
}

const shortText = z.string().check(z.minLength(1), z.maxLength(longest));

/** Free text, e.g. a filter. */
export function urlText(label: string): UrlField<string> {
  const field = urlField(label, shortText, '', (text) => text);
  return { ...field, read: (raw) => (raw.at(-1) === '' ? { value: '', refused: [] } : field.read(raw)) };
}

/** Several ids or names that the fleet may or may not have, e.g. regions. */
export function urlTexts(label: string): UrlField<readonly string[]> {
  return urlList(label, shortText);
}

/** One of a closed list. */
export function urlChoice<const T extends string>(label: string, options: readonly T[], fallback: T): UrlField<T> {
  return urlField(label, z.enum(options) as unknown as z.ZodMiniType<T, string>, fallback, (value) => value);
}

/** Several of a closed list. */
export function urlChoices<const T extends string>(label: string, options: readonly T[]): UrlField<readonly T[]> {
  return urlList(label, z.enum(options) as unknown as z.ZodMiniType<T, string>);
}

/** The order of rows: `lag` or, descending, `-lag`. */
export function urlOrdering(label: string, keys: readonly string[], fallback: Ordering): UrlField<Ordering> {
  const words = z.enum(keys.flatMap((key) => [key, `-${key}`]));
  const schema = z.pipe(
    words as unknown as z.ZodMiniType<string, string>,
    z.transform((text): Ordering => {
      const descending = text.startsWith('-');
      return { by: descending ? text.slice(1) : text, direction: descending ? 'descending' : 'ascending' };
    }),
  );
  return urlField<Ordering>(label, schema, fallback, ({ by, direction }) =>
    direction === 'descending' ? `-${by}` : by,
  );
}

/** The time range: `24h`, or both ends in UTC. */
export function urlTimeRange(fallback: TimeRange): UrlField<TimeRange> {
  const schema = z.pipe(
    z.string().check(z.refine((text) => parseTimeRange(text) !== 'invalid')),
    z.transform((text) => {
      const range = parseTimeRange(text);
      return range === 'invalid' ? fallback : range;
    }),
  );
  return urlField<TimeRange>('Time range', schema, fallback, writeTimeRange);
}

/** What an address says, and what of it could not be used. Works on the server and in the browser; never throws. */
export function readUrlState<S extends UrlSpec>(
  spec: S,
  parameters: AddressParameters,
): { readonly values: UrlValues<S>; readonly refused: readonly RefusedValue[] } {
  const refused: RefusedValue[] = [];
  const entries = Object.entries(spec).map(([name, field]) => {
    const read = field.read(rawOf(parameters, name));
    refused.push(...read.refused.map((value) => ({ name, label: field.label, value: value.slice(0, longest) })));
    return [name, read.value];
  });
  return { values: Object.fromEntries(entries) as UrlValues<S>, refused };
}

/** The query of an address for these values, `?…` or nothing; parameters of others in `base` are kept. */
export function toQuery<S extends UrlSpec>(
  spec: S,
  values: Partial<UrlValues<S>>,
  base: URLSearchParams = new URLSearchParams(),
): string {
  const query = new URLSearchParams(base);
  for (const [name, field] of Object.entries(spec)) {
    query.delete(name);
    const value = (values as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) for (const text of field.write(value)) query.append(name, text);
  }
  const text = query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

function rawOf(parameters: AddressParameters, name: string): readonly string[] {
  if ('getAll' in parameters && typeof parameters.getAll === 'function') return parameters.getAll(name);
  const raw = (parameters as Readonly<Record<string, string | readonly string[] | undefined>>)[name];
  if (raw === undefined) return [];
  return typeof raw === 'string' ? [raw] : raw;
}
