import type { $MemberSchema, $SchemaRef, SchemaTraits, SchemaTraitsObject, StaticSchema } from '@smithy/types';

/**
 * Turns the static schemas that every `@aws-sdk/client-*` package exports (`GetMetricData$` and the like: plain arrays,
 * public and typed in `@smithy/types`) into small linked objects. Only that data format is relied on, no SDK class.
 */

export type Traits = SchemaTraitsObject & {
  readonly httpError?: number;
  readonly awsQueryError?: readonly [code: string, status: number];
  readonly ec2QueryName?: string;
};

/** A member of a structure, the element of a list, or the key or value of a map. */
export interface Member {
  readonly name: string;
  readonly required: boolean;
  /** Traits of the member alone. */
  readonly ownTraits: Traits;
  /** Traits of the member over those of its shape. */
  readonly traits: Traits;
  /** Resolved on first use, since shapes may contain themselves. */
  readonly shape: Shape;
}

interface Named {
  readonly name: string;
  readonly traits: Traits;
}

export type TimestampFormat = 'date-time' | 'http-date' | 'epoch-seconds';

export interface PlainShape extends Named {
  readonly kind: 'string' | 'number' | 'boolean' | 'bigint' | 'bigdecimal' | 'document' | 'unit';
}
export interface BlobShape extends Named {
  readonly kind: 'blob';
  readonly streaming: boolean;
}
export interface TimestampShape extends Named {
  readonly kind: 'timestamp';
  /** Absent: the protocol's own default. */
  readonly format?: TimestampFormat;
}
export interface ListShape extends Named {
  readonly kind: 'list';
  readonly element: Member;
}
export interface MapShape extends Named {
  readonly kind: 'map';
  readonly key: Member;
  readonly value: Member;
}
export interface StructureShape extends Named {
  readonly kind: 'structure' | 'union';
  readonly members: readonly Member[];
}

export type ScalarShape = PlainShape | BlobShape | TimestampShape;
export type Shape = ScalarShape | ListShape | MapShape | StructureShape;

// Numbers that stand for simple schemas, and the two modifier bits for anonymous lists and maps of them.
const plainKinds = new Map<number, PlainShape['kind']>([
  [0, 'string'],
  [1, 'number'],
  [2, 'boolean'],
  [15, 'document'],
  [17, 'bigint'],
  [19, 'bigdecimal'],
]);
const timestampFormats = new Map<number, TimestampFormat | undefined>([
  [4, undefined],
  [5, 'date-time'],
  [6, 'http-date'],
  [7, 'epoch-seconds'],
]);
const blobSentinel = 21;
const streamingBlobSentinel = 42;
const listBit = 64;
const mapBit = 128;
const sentinelMask = 63;

const bitTraits = [
  'httpLabel',
  'idempotent',
  'idempotencyToken',
  'sensitive',
  'httpPayload',
  'httpResponseCode',
  'httpQueryParams',
] as const;

const shapes = new Map<unknown, Shape>();

/** The shape of a static schema or reference to one. Throws if the SDK's schema format has changed. */
export function shapeOf(reference: $SchemaRef): Shape {
  const schema = dereference(reference);
  const known = shapes.get(schema);
  if (known) return known;
  const shape = compile(schema);
  shapes.set(schema, shape);
  return shape;
}

/** Traits as an object: the SDK packs the most common ones into the bits of a number. */
export function traitsOf(traits: SchemaTraits): Traits {
  if (typeof traits === 'object') return traits as Traits;
  return Object.fromEntries(bitTraits.filter((_, bit) => (traits >> bit) & 1).map((name) => [name, 1 as const]));
}

function dereference(reference: $SchemaRef): unknown {
  let schema: unknown = reference;
  while (typeof schema === 'function') schema = schema();
  return schema;
}

function compile(schema: unknown): Shape {
  if (schema === 'unit') return { kind: 'unit', name: '', traits: {} };
  if (typeof schema === 'number') return compileSentinel(schema);
  if (Array.isArray(schema)) return compileStatic(schema as StaticSchema);
  throw formatChanged(schema);
}

function compileSentinel(sentinel: number): Shape {
  const anonymous = { name: '', traits: {} };
  if (sentinel & mapBit) {
    return { ...anonymous, kind: 'map', key: memberOf('key', 0), value: memberOf('value', sentinel & sentinelMask) };
  }
  if (sentinel & listBit) {
    return { ...anonymous, kind: 'list', element: memberOf('member', sentinel & sentinelMask) };
  }
  if (sentinel === blobSentinel) return { ...anonymous, kind: 'blob', streaming: false };
  if (sentinel === streamingBlobSentinel) return { ...anonymous, kind: 'blob', streaming: true };
  const plain = plainKinds.get(sentinel);
  if (plain) return { ...anonymous, kind: plain };
  if (!timestampFormats.has(sentinel)) throw formatChanged(sentinel);
  const format = timestampFormats.get(sentinel);
  return { ...anonymous, kind: 'timestamp', ...(format && { format }) };
}

function compileStatic(schema: StaticSchema): Shape {
  const named = { name: schema[2], traits: traitsOf(schema[3]) };
  switch (schema[0]) {
    case 0:
      return { ...shapeOf(schema[4]), ...named };
    case 1:
      return { ...named, kind: 'list', element: memberOf('member', schema[4]) };
    case 2:
      return { ...named, kind: 'map', key: memberOf('key', schema[4]), value: memberOf('value', schema[5]) };
    case 4:
      return { ...named, kind: 'union', members: membersOf(schema[4], schema[5], 0) };
    case 3:
    case -3:
      return { ...named, kind: 'structure', members: membersOf(schema[4], schema[5], schema[6] ?? 0) };
    default:
      throw formatChanged(schema);
  }
}

/** Schemas list required members first and say how many there are. */
function membersOf(names: readonly string[], references: readonly $SchemaRef[], requiredCount: number): Member[] {
  return references.map((reference, index) => memberOf(names[index] ?? '', reference, index < requiredCount));
}

function memberOf(name: string, reference: $SchemaRef, required = false): Member {
  let ownTraits: Traits = {};
  let target = reference;
  while (isMemberSchema(target)) {
    ownTraits = { ...traitsOf(target[1]), ...ownTraits };
    target = target[0];
  }
  return new LazyMember(name, required, ownTraits, target);
}

class LazyMember implements Member {
  private resolvedShape: Shape | undefined;
  private mergedTraits: Traits | undefined;

  constructor(
    readonly name: string,
    readonly required: boolean,
    readonly ownTraits: Traits,
    private readonly target: $SchemaRef,
  ) {}

  get shape(): Shape {
    this.resolvedShape ??= shapeOf(this.target);
    return this.resolvedShape;
  }

  get traits(): Traits {
    this.mergedTraits ??= { ...this.shape.traits, ...this.ownTraits };
    return this.mergedTraits;
  }
}

/** A member schema is a pair; every other array schema has at least five entries. */
function isMemberSchema(reference: $SchemaRef): reference is $MemberSchema {
  return Array.isArray(reference) && reference.length === 2;
}

function formatChanged(schema: unknown): Error {
  return new Error(`unknown schema ${JSON.stringify(schema)}: the schema format of the AWS SDK has changed`);
}
