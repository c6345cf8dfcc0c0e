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

/** Reads one value of a parameter; `undefined` where it cannot be used. Plain functions: a library of schemas would double what a page's own code weighs. */
type Reading<T> = (text: string) => T | undefined;

/** A field of one value. */
function urlField<T>(label: string, reading: Reading<T>, fallback: T, write: (value: T) => string): UrlField<T> {
  return {
    label,
    fallback,
    read: (raw) => {
      const last = raw.at(-1);
      if (last === undefined) return { value: fallback, refused: [] };
      const value = reading(last);
      return value === undefined ? { value: fallback, refused: [last] } : { value, refused: [] };
    },
    write: (value) => (write(value) === write(fallback) ? [] : [write(value)]),
  };
}

/** A field of several values; those that can be read are kept. */
function urlList<T extends string>(label: string, isUsable: (text: string) => text is T): UrlField<readonly T[]> {
  return {
    label,
    fallback: [],
    read: (raw) => {
      const looked = raw.slice(0, longest);
      return {
        value: [...new Set(looked.filter(isUsable))],
        refused: looked.filter((text) => !isUsable(text)),
      };
    },
    write: (value) => [...value].sort(),
  };
}

function isShort(text: string): text is string {
  return text.length > 0 && text.length <= longest;
}

/** Whether a text is one of a closed list. */
function isOneOf<const T extends string>(options: readonly T[]): (text: string) => text is T {
  const known = new Set<string>(options);
  return (text): text is T => known.has(text);
}

/** Free text, e.g. a filter. */
export function urlText(label: string): UrlField<string> {
  return urlField<string>(
    label,
    (text) => (text.length <= longest ? text : undefined),
    '',
    (text) => text,
  );
}

/** Several ids or names that the fleet may or may not have, e.g. regions. */
export function urlTexts(label: string): UrlField<readonly string[]> {
  return urlList(label, isShort);
}

/** One of a closed list. */
export function urlChoice<const T extends string>(label: string, options: readonly T[], fallback: T): UrlField<T> {
  const isOption = isOneOf(options);
  return urlField<T>(
    label,
    (text) => (isOption(text) ? text : undefined),
    fallback,
    (value) => value,
  );
}

/** Something that is on or off; its name alone, `?pause`, is on. */
export function urlSwitch(label: string, fallback: 'on' | 'off'): UrlField<'on' | 'off'> {
  const reading = (text: string): 'on' | 'off' | undefined => {
    if (text === '' || text === 'on') return 'on';
    return text === 'off' ? 'off' : undefined;
  };
  return urlField<'on' | 'off'>(label, reading, fallback, (value) => value);
}

/** Several of a closed list. */
export function urlChoices<const T extends string>(label: string, options: readonly T[]): UrlField<readonly T[]> {
  return urlList(label, isOneOf(options));
}

/** A calendar month, `2026-11`, or a word for none in particular. */
export function urlMonth<const T extends string>(label: string, fallback: T): UrlField<string | T> {
  return urlField<string>(
    label,
    (text) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(text) || text === fallback ? text : undefined),
    fallback,
    (value) => value,
  );
}

/** A number within bounds, both included, or what stands for none. */
export function urlNumber<const T extends string | number>(
  label: string,
  [least, most]: readonly [number, number],
  fallback: T,
): UrlField<number | T> {
  const reading = (text: string): number | undefined => {
    const value = /^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  };
  return urlField<number | T>(label, reading, fallback, String);
}

/** The order of rows: `lag` or, descending, `-lag`. */
export function urlOrdering(label: string, keys: readonly string[], fallback: Ordering): UrlField<Ordering> {
  const isKey = isOneOf(keys);
  const reading = (text: string): Ordering | undefined => {
    const descending = text.startsWith('-');
    const by = descending ? text.slice(1) : text;
    return isKey(by) ? { by, direction: descending ? 'descending' : 'ascending' } : undefined;
  };
  return urlField(label, reading, fallback, ({ by, direction }) => (direction === 'descending' ? `-${by}` : by));
}

/** The time range: `24h`, or both ends in UTC. */
export function urlTimeRange(fallback: TimeRange): UrlField<TimeRange> {
  const reading = (text: string): TimeRange | undefined => {
    const range = parseTimeRange(text);
    return range === 'invalid' ? undefined : range;
  };
  return urlField<TimeRange>('Time range', reading, fallback, writeTimeRange);
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
