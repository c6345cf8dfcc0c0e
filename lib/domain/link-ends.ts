import type { EpochMs } from './time';

/**
 * Whether the region at one end of a link can be reached at all. Evidence from a region that is dark keeps its date but
 * proves nothing about now, however young it still is.
 */
export type LinkEnd =
  | { readonly state: 'answering' }
  | { readonly state: 'dark'; readonly region: string; readonly words: string; readonly since: EpochMs };

export interface LinkEnds {
  readonly source: LinkEnd;
  readonly target: LinkEnd;
}

export const answeringEnds: LinkEnds = { source: { state: 'answering' }, target: { state: 'answering' } };

/** The end that is dark, the source first: without it there is no evidence at all. */
export function findDarkEnd(ends: LinkEnds): Extract<LinkEnd, { state: 'dark' }> | 'none' {
  if (ends.source.state === 'dark') return ends.source;
  return ends.target.state === 'dark' ? ends.target : 'none';
}
