/**
 * The id an address segment stands for, among those that exist: as it is, or decoded. `none` for an unknown id and for
 * a segment that decodes to nothing.
 */
export function findSegment(segment: string, ids: readonly string[]): string | 'none' {
  const wanted = new Set([segment, decoded(segment)]);
  return ids.find((id) => wanted.has(id)) ?? 'none';
}

/** A segment without its escapes; itself where they are malformed. */
export function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return segment;
    throw error;
  }
}
