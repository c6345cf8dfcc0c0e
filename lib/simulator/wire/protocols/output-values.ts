import type { Shape } from '../shapes';

/**
 * Outputs of simulated operations are checked by TypeScript; these checks catch at run time what casts let through,
 * so that a wrong output becomes a clear internal failure instead of an answer that silently means nothing.
 */
export class OutputMismatch extends Error {
  constructor(shape: Shape, expected: string) {
    super(`the output does not fit its schema: ${shape.name || shape.kind} must be ${expected}`);
    this.name = 'OutputMismatch';
  }
}

export type StructureValue = Readonly<Record<string, unknown>>;

/** Null and undefined both mean "absent" on the wire. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

export function asStructure(shape: Shape, value: unknown): StructureValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new OutputMismatch(shape, 'an object');
  return value as StructureValue;
}

export function asList(shape: Shape, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new OutputMismatch(shape, 'an array');
  return value;
}

/** The entries of a map; keys without a value are dropped. */
export function asEntries(shape: Shape, value: unknown): [key: string, value: unknown][] {
  return Object.entries(asStructure(shape, value)).filter(([, each]) => each !== undefined);
}

export function asDate(shape: Shape, value: unknown): Date {
  const date = value instanceof Date ? value : new Date(typeof value === 'number' ? value : Number.NaN);
  if (Number.isNaN(date.getTime())) throw new OutputMismatch(shape, 'a valid Date');
  return date;
}

export function asBytes(shape: Shape, value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return Buffer.from(value);
  throw new OutputMismatch(shape, 'bytes or a string');
}
