import type { Shape } from './shapes';

/** The first required member that is absent, as a dotted path with list positions from 1; undefined when all are there. */
export function findMissingMember(shape: Shape, value: unknown, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return findInStructure(shape, value as Readonly<Record<string, unknown>>, path);
    case 'list':
      return findInValues(shape.element.shape, numbered(value as readonly unknown[]), path);
    case 'map':
      return findInValues(shape.value.shape, Object.entries(value), path);
    default:
      return undefined;
  }
}

function findInStructure(
  shape: Extract<Shape, { kind: 'structure' | 'union' }>,
  value: Readonly<Record<string, unknown>>,
  path: string,
): string | undefined {
  for (const member of shape.members) {
    const inner = value[member.name];
    const isAbsent = inner === undefined || inner === null;
    // A client that leaves an idempotency token out gets one from its SDK, not an error.
    if (isAbsent && member.required && !member.traits.idempotencyToken) return path + member.name;
    const missing = isAbsent ? undefined : findMissingMember(member.shape, inner, `${path}${member.name}.`);
    if (missing) return missing;
  }
  return undefined;
}

function findInValues(shape: Shape, entries: readonly [string, unknown][], path: string): string | undefined {
  if (!hasMembers(shape)) return undefined;
  for (const [name, value] of entries) {
    const missing = findMissingMember(shape, value, `${path}${name}.`);
    if (missing) return missing;
  }
  return undefined;
}

/** Long lists of scalars need no walk. */
function hasMembers(shape: Shape): boolean {
  return shape.kind === 'structure' || shape.kind === 'union' || shape.kind === 'list' || shape.kind === 'map';
}

function numbered(values: readonly unknown[]): [string, unknown][] {
  return values.map((value, index) => [String(index + 1), value]);
}
