import { MalformedInput } from '../errors';
import type { Shape, StructureShape } from '../shapes';
import { CborTag, decodeCbor, encodeCbor } from './cbor-bytes';
import { asBytes, asDate, asEntries, asList, asStructure, isAbsent } from './output-values';

const epochTag = 1;

/** A typed output as a CBOR body. `extra` members (an error's type and message) come first. */
export function writeCbor(shape: Shape, value: unknown, extra: Readonly<Record<string, unknown>> = {}): Uint8Array {
  const document = shape.kind === 'unit' ? {} : (toCbor(shape, value) as Record<string, unknown>);
  return encodeCbor({ ...extra, ...document });
}

function toCbor(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return structureToCbor(shape, value);
    case 'list':
      return asList(shape, value).map((each) => (isAbsent(each) ? null : toCbor(shape.element.shape, each)));
    case 'map': {
      const entries = asEntries(shape, value);
      return Object.fromEntries(
        entries.map(([key, each]) => [key, isAbsent(each) ? null : toCbor(shape.value.shape, each)]),
      );
    }
    case 'timestamp':
      return new CborTag(epochTag, asDate(shape, value).getTime() / 1000);
    case 'blob':
      return asBytes(shape, value);
    default:
      return value;
  }
}

function structureToCbor(shape: StructureShape, value: unknown): Record<string, unknown> {
  const source = asStructure(shape, value);
  const target: Record<string, unknown> = {};
  for (const member of shape.members) {
    const inner = source[member.name];
    if (!isAbsent(inner)) target[member.name] = toCbor(member.shape, inner);
  }
  return target;
}

/** A CBOR body as typed input; an empty body is an empty structure. Throws `MalformedInput`. */
export function readCbor(shape: Shape, body: Uint8Array): unknown {
  if (body.byteLength === 0 || shape.kind === 'unit') return {};
  return fromCbor(shape, decodeCbor(body), '');
}

function fromCbor(shape: Shape, value: unknown, path: string): unknown {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return structureFromCbor(shape, value, path);
    case 'list':
      if (!Array.isArray(value)) throw unexpected(path, 'a list');
      return value.map((each, index) =>
        each === null ? null : fromCbor(shape.element.shape, each, `${path}/${index}`),
      );
    case 'map': {
      const entries = Object.entries(mapAt(value, path));
      return Object.fromEntries(
        entries.map(([key, each]) => [key, each === null ? null : fromCbor(shape.value.shape, each, `${path}/${key}`)]),
      );
    }
    default:
      return scalarFromCbor(shape, value, path);
  }
}

function structureFromCbor(shape: StructureShape, value: unknown, path: string): Record<string, unknown> {
  const source = mapAt(value, path);
  const target: Record<string, unknown> = {};
  for (const member of shape.members) {
    if (!Object.hasOwn(source, member.name) || isAbsent(source[member.name])) continue;
    target[member.name] = fromCbor(member.shape, source[member.name], `${path}/${member.name}`);
  }
  return target;
}

function scalarFromCbor(shape: Shape, value: unknown, path: string): unknown {
  switch (shape.kind) {
    case 'timestamp':
      return timestampFromCbor(value, path);
    case 'string':
      if (typeof value !== 'string') throw unexpected(path, 'text');
      return value;
    case 'number':
      if (typeof value !== 'number' && typeof value !== 'bigint') throw unexpected(path, 'a number');
      return Number(value);
    case 'boolean':
      if (typeof value !== 'boolean') throw unexpected(path, 'a boolean');
      return value;
    case 'blob':
      if (!(value instanceof Uint8Array)) throw unexpected(path, 'bytes');
      return value;
    default:
      return value;
  }
}

function timestampFromCbor(value: unknown, path: string): Date {
  const seconds = value instanceof CborTag && value.tag === epochTag ? value.value : value;
  const date = new Date(typeof seconds === 'number' ? Math.round(seconds * 1000) : Number.NaN);
  if (Number.isNaN(date.getTime())) throw unexpected(path, 'an epoch time');
  return date;
}

function mapAt(value: unknown, path: string): Record<string, unknown> {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap || value instanceof Uint8Array || value instanceof CborTag) throw unexpected(path, 'a map');
  return value as Record<string, unknown>;
}

function unexpected(path: string, expected: string): MalformedInput {
  return new MalformedInput(`${path || 'the body'} must be ${expected}`);
}
