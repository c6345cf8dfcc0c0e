import type { AttributeValue } from '@aws-sdk/client-dynamodb';

type Item = Readonly<Record<string, AttributeValue>>;

/** A value as JSON carries it: bytes in base64. */
type PlainValue = object;

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

/** An item as text. `refuse` makes the error for a value that no attribute can have. */
export function packItem(item: Item, refuse: (message: string) => Error): string {
  return JSON.stringify(mapValues(item, (value) => pack(value, refuse)));
}

/** An item from the text that {@link packItem} made. */
export function unpackItem(text: string): Record<string, AttributeValue> {
  // The text is what `packItem` wrote.
  return mapValues(JSON.parse(text) as Record<string, AttributeValue>, unpack);
}

function pack(value: AttributeValue, refuse: (message: string) => Error): PlainValue {
  if (value.N !== undefined) requireNumbers([value.N], refuse);
  if (value.NS !== undefined) requireNumbers(value.NS, refuse);
  if (value.B !== undefined) return { B: toBase64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(toBase64) };
  if (value.L !== undefined) return { L: value.L.map((each) => pack(each, refuse)) };
  if (value.M !== undefined) return { M: mapValues(value.M, (each) => pack(each, refuse)) };
  if (Object.keys(value).length !== 1) {
    throw refuse('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
  return value;
}

function unpack(value: AttributeValue): AttributeValue {
  if (value.B !== undefined) return { B: fromBase64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(fromBase64) };
  if (value.L !== undefined) return { L: value.L.map(unpack) };
  if (value.M !== undefined) return { M: mapValues(value.M, unpack) };
  return value;
}

function requireNumbers(numbers: readonly string[], refuse: (message: string) => Error): void {
  const wrong = numbers.find((each) => !numberPattern.test(each));
  if (wrong !== undefined) throw refuse(`The parameter cannot be converted to a numeric value: ${wrong}`);
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** In text, what is typed as bytes is base64. */
function fromBase64(text: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(String(text), 'base64'));
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
