/**
 * The first difference between two values as `path: got … want …`, undefined when they are equal. Bytes compare by
 * content, absent and undefined members are the same, and the SDK's `$metadata` is left out.
 */
export function firstDifference(received: unknown, expected: unknown, path = ''): string | undefined {
  const [left, right] = [scalarOf(received), scalarOf(expected)];
  if (!isComposite(left) || !isComposite(right)) {
    return Object.is(left, right) ? undefined : `${path}: got ${preview(left)} want ${preview(right)}`;
  }
  if (Array.isArray(left) !== Array.isArray(right)) return `${path}: got ${preview(left)} want ${preview(right)}`;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const difference = key === '$metadata' ? undefined : firstDifference(left[key], right[key], `${path}.${key}`);
    if (difference) return difference;
  }
  return undefined;
}

function scalarOf(value: unknown): unknown {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  return value instanceof Date ? `date ${value.toISOString()}` : value;
}

function isComposite(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function preview(value: unknown): string {
  return typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value)?.slice(0, 120) ?? 'nothing');
}
