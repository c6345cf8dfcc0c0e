/** Why a read-only link opens nothing, for good. */
export const linkEnds = ['expired', 'unknown', 'elsewhere'] as const;
export type LinkEnd = (typeof linkEnds)[number];

/** The page that says so. */
export function endedAddress(end: LinkEnd): `/link-ended?because=${LinkEnd}` {
  return `/link-ended?because=${end}`;
}

/** Anything that is no reason reads as a link nobody knows. */
export function toLinkEnd(text: unknown): LinkEnd {
  return linkEnds.find((end) => end === text) ?? 'unknown';
}
