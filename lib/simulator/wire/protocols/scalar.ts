import { MalformedInput } from '../errors';
import type { ScalarShape, Shape, TimestampFormat } from '../shapes';
import { asBytes, asDate, OutputMismatch } from './output-values';

const decimalNumber = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const specialNumbers = new Set(['NaN', 'Infinity', '-Infinity']);
const base64Text = /^[A-Za-z0-9+/_-]*={0,2}$/;

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

export function fromBase64(text: string): Uint8Array {
  const compact = text.replace(/\s+/g, '');
  if (!base64Text.test(compact)) throw new MalformedInput('a blob must be base64');
  return new Uint8Array(Buffer.from(compact, 'base64'));
}

/** A scalar as text, as query strings, headers, labels and XML carry it. */
export function writeText(shape: Shape, value: unknown, defaultFormat: TimestampFormat): string {
  switch (shape.kind) {
    case 'timestamp':
      return String(writeTimestamp(asDate(shape, value), shape.format ?? defaultFormat));
    case 'blob':
      return toBase64(asBytes(shape, value));
    case 'document':
      return JSON.stringify(value);
    default:
      if (typeof value === 'object') throw new OutputMismatch(shape, 'a scalar');
      return String(value);
  }
}

/** A timestamp in one of the three formats of the AWS protocols; epoch seconds stay a number. */
export function writeTimestamp(date: Date, format: TimestampFormat): string | number {
  switch (format) {
    case 'http-date':
      return date.toUTCString();
    case 'epoch-seconds':
      return date.getTime() / 1000;
    case 'date-time':
      return date.toISOString().replace('.000Z', 'Z');
  }
}

/** Text to scalar. Throws `MalformedInput`. */
export function readText(shape: ScalarShape, text: string): unknown {
  switch (shape.kind) {
    case 'number':
    case 'bigdecimal':
      return readNumber(text);
    case 'bigint':
      if (!/^-?\d+$/.test(text)) throw new MalformedInput(`'${preview(text)}' is not an integer`);
      return BigInt(text);
    case 'boolean':
      return readBoolean(text);
    case 'timestamp':
      return readTimestamp(text);
    case 'blob':
      return fromBase64(text);
    default:
      return text;
  }
}

/** Reads a timestamp in any of the three formats: clients do not always use the one that the schema names. */
export function readTimestamp(value: string | number): Date {
  const seconds = typeof value === 'number' ? value : decimalNumber.test(value) ? Number(value) : Number.NaN;
  const date = Number.isNaN(seconds) ? new Date(value) : new Date(Math.round(seconds * 1000));
  if (Number.isNaN(date.getTime())) throw new MalformedInput(`'${preview(String(value))}' is not a timestamp`);
  return date;
}

/** Reads a number, including the three that JSON cannot carry as numbers. */
export function readNumber(text: string): number {
  if (decimalNumber.test(text) || specialNumbers.has(text)) return Number(text);
  throw new MalformedInput(`'${preview(text)}' is not a number`);
}

function readBoolean(text: string): boolean {
  const lower = text.toLowerCase();
  if (lower !== 'true' && lower !== 'false') throw new MalformedInput(`'${preview(text)}' is not a boolean`);
  return lower === 'true';
}

/** What an error message may repeat of a client's text. */
function preview(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Narrows a shape that HTTP headers, labels, query parameters or XML attributes carry: the model allows only scalars. */
export function asScalar(shape: Shape): ScalarShape {
  switch (shape.kind) {
    case 'list':
    case 'map':
    case 'structure':
    case 'union':
      throw new Error(`${shape.name || shape.kind} cannot be carried as text`);
    default:
      return shape;
  }
}
