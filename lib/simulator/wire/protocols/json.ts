import { MalformedInput } from '../errors';
import type { Member, Shape, StructureShape } from '../shapes';
import { asBytes, asDate, asEntries, asList, asStructure, isAbsent } from './output-values';
import { fromBase64, readNumber, readTimestamp, toBase64, writeTimestamp } from './scalar';

/** How JSON names members: restJson1 honours `jsonName`, awsJson1_0 and awsJson1_1 ignore it. */
export type JsonNames = 'json-names' | 'member-names';

/** A typed output as a value for `JSON.stringify`. `only` limits the members of the outermost structure. */
export function writeJson(shape: Shape, value: unknown, names: JsonNames, only?: readonly Member[]): unknown {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return writeStructure(shape, value, names, only ?? shape.members);
    case 'list': {
      const element = shape.element.shape;
      return asList(shape, value).map((each) => (isAbsent(each) ? null : writeJson(element, each, names)));
    }
    case 'map': {
      const inner = shape.value.shape;
      const entries = asEntries(shape, value);
      return Object.fromEntries(
        entries.map(([key, each]) => [key, each === null ? null : writeJson(inner, each, names)]),
      );
    }
    case 'timestamp':
      return writeTimestamp(asDate(shape, value), shape.format ?? 'epoch-seconds');
    case 'blob':
      return toBase64(asBytes(shape, value));
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
    case 'bigdecimal':
      return Number(value);
    case 'unit':
      return {};
    default:
      return value;
  }
}

function writeStructure(shape: StructureShape, value: unknown, names: JsonNames, members: readonly Member[]): unknown {
  const source = asStructure(shape, value);
  const target: Record<string, unknown> = {};
  for (const member of members) {
    const inner = source[member.name];
    if (!isAbsent(inner)) target[wireName(member, names)] = writeJson(member.shape, inner, names);
  }
  return target;
}

/** Parses a JSON body; an empty one is an empty object. Throws `MalformedInput`. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedInput('the body is not valid JSON');
  }
}

/** A parsed JSON value as typed input. Throws `MalformedInput`, naming the path. */
export function readJson(shape: Shape, value: unknown, names: JsonNames, path = ''): unknown {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return readStructure(shape, value, names, path);
    case 'list':
      if (!Array.isArray(value)) throw unexpected(path, 'a list');
      return value.map((each, index) => readNullable(shape.element.shape, each, names, `${path}/${index}`));
    case 'map': {
      const inner = shape.value.shape;
      const entries = Object.entries(objectAt(value, path));
      return Object.fromEntries(
        entries.map(([key, each]) => [key, readNullable(inner, each, names, `${path}/${key}`)]),
      );
    }
    case 'unit':
      return {};
    case 'document':
      return value;
    default:
      return readScalar(shape, value, path);
  }
}

/** Only lists and maps may carry null: as an element of a sparse one. */
function readNullable(shape: Shape, value: unknown, names: JsonNames, path: string): unknown {
  return value === null ? null : readJson(shape, value, names, path);
}

function readStructure(shape: StructureShape, value: unknown, names: JsonNames, path: string): unknown {
  const source = objectAt(value, path);
  const target: Record<string, unknown> = {};
  for (const member of shape.members) {
    const name = wireName(member, names);
    if (!Object.hasOwn(source, name) || isAbsent(source[name])) continue;
    target[member.name] = readJson(member.shape, source[name], names, `${path}/${member.name}`);
  }
  return target;
}

function readScalar(shape: Shape, value: unknown, path: string): unknown {
  switch (shape.kind) {
    case 'timestamp':
      if (typeof value !== 'number' && typeof value !== 'string') throw unexpected(path, 'a timestamp');
      return readTimestamp(value);
    case 'number':
    case 'bigdecimal':
      if (typeof value === 'number') return value;
      if (typeof value !== 'string') throw unexpected(path, 'a number');
      return readNumber(value);
    case 'bigint':
      if (!Number.isInteger(value)) throw unexpected(path, 'an integer');
      return BigInt(value as number);
    case 'boolean':
      if (typeof value !== 'boolean') throw unexpected(path, 'a boolean');
      return value;
    case 'blob':
      if (typeof value !== 'string') throw unexpected(path, 'base64 text');
      return fromBase64(value);
    default:
      if (typeof value !== 'string') throw unexpected(path, 'a string');
      return value;
  }
}

function objectAt(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected(path, 'an object');
  return value as Record<string, unknown>;
}

function wireName(member: Member, names: JsonNames): string {
  return names === 'json-names' ? (member.traits.jsonName ?? member.name) : member.name;
}

function unexpected(path: string, expected: string): MalformedInput {
  return new MalformedInput(`${path || 'the body'} must be ${expected}`);
}
