import type { Member, Shape, StructureShape } from '../shapes';

/**
 * Deterministic values for any schema: every member set down to a depth, nothing empty, text that needs escaping in
 * every protocol. Nothing empty, because ec2Query and flattened XML cannot tell an empty list from an absent one.
 */
export function sampleOf(shape: Shape, depth: number): Record<string, unknown> {
  const sample = sampleValue(shape, { depth, path: '', isHeader: false, required: false });
  return (sample ?? {}) as Record<string, unknown>;
}

interface Place {
  /** Levels still to fill; below 0 only required members are set. */
  readonly depth: number;
  readonly path: string;
  /** HTTP headers carry no arbitrary text. */
  readonly isHeader: boolean;
  readonly required: boolean;
}

function sampleValue(shape: Shape, place: Place): unknown {
  const isDeepEnough = place.depth <= 0 && !place.required;
  switch (shape.kind) {
    case 'string':
      return sampleText(shape, place);
    case 'number':
      return 7;
    case 'boolean':
      return true;
    case 'bigint':
      return 12345678901234n;
    case 'blob':
      return new Uint8Array([0, 255, 10, 65]);
    case 'timestamp':
      return new Date(Date.UTC(2026, 10, 20, 12, 0, 1));
    case 'document':
      return { a: 1 };
    case 'list':
      return isDeepEnough ? undefined : sampleList(shape.element.shape, place);
    case 'map':
      return isDeepEnough ? undefined : sampleMap(shape.value.shape, place);
    case 'structure':
      return sampleStructure(shape, place);
    case 'union':
      return isDeepEnough ? undefined : sampleUnion(shape, place);
    default:
      return undefined;
  }
}

function sampleText(shape: Shape, { path, isHeader }: Place): string {
  if (path.endsWith('.Bucket')) return 'my-bucket';
  if (path.endsWith('PartNumberMarker')) return '7';
  if (shape.traits.mediaType === 'application/json') return '{}';
  return isHeader ? `v-${path.length}` : `é <${path.slice(-20)}> & "q" 'a' +%/?#`;
}

function sampleList(element: Shape, place: Place): unknown[] | undefined {
  const values = [0, 1].map((index) => sampleValue(element, below(place, String(index))));
  return values.includes(undefined) ? undefined : values;
}

function sampleMap(value: Shape, place: Place): Record<string, unknown> | undefined {
  const [first, second] = ['k1', 'k2'].map((key) => sampleValue(value, below(place, key)));
  return first === undefined ? undefined : { k1: first, k2: second };
}

function sampleStructure(shape: StructureShape, place: Place): Record<string, unknown> | undefined {
  const sample: Record<string, unknown> = {};
  for (const member of shape.members) {
    if (isEventStream(member)) continue;
    if (place.depth <= 0 && !member.required && !isAlwaysThere(member)) continue;
    const value = sampleMember(member, place);
    if (value !== undefined) sample[member.name] = value;
  }
  const first = shape.members.find((member) => !containsItself(shape, member));
  if (place.required && first && Object.keys(sample).length === 0) {
    sample[first.name] = sampleValue(first.shape, { ...place, depth: 0 });
  }
  return Object.keys(sample).length > 0 || place.path === '' ? sample : undefined;
}

/** A filter expression is made of filter expressions: filling it by such a member would never end. */
function containsItself(shape: StructureShape, { shape: inner }: Member): boolean {
  return inner === shape || (inner.kind === 'list' && inner.element.shape === shape);
}

function sampleMember(member: Member, place: Place): unknown {
  if (member.traits.httpResponseCode) return 202;
  return sampleValue(member.shape, {
    ...below(place, `.${member.name}`),
    isHeader: isHeader(member),
    required: member.required || isAlwaysThere(member),
  });
}

/** A payload is the whole body and prefixed headers are a map even when empty: clients cannot see either as absent. */
function isAlwaysThere({ traits }: Member): boolean {
  return traits.httpPayload !== undefined || traits.httpPrefixHeaders !== undefined;
}

function sampleUnion(shape: StructureShape, place: Place): Record<string, unknown> | undefined {
  for (const member of shape.members) {
    const value = sampleValue(member.shape, below(place, ''));
    if (value !== undefined) return { [member.name]: value };
  }
  return undefined;
}

function below(place: Place, step: string): Place {
  return { ...place, depth: place.depth - 1, path: place.path + step };
}

function isHeader({ traits }: Member): boolean {
  return traits.httpHeader !== undefined || traits.httpPrefixHeaders !== undefined;
}

function isEventStream({ shape }: Member): boolean {
  return shape.kind === 'union' && shape.traits.streaming === 1;
}
