/** One of the three things that are read; `no` is what was read, `unknown` what was not. */
export interface Finding {
  readonly holds: 'yes' | 'no' | 'unknown' | 'not-in-plan';
  readonly words: string;
}

/** What a region that says nothing leaves open. */
export function silent(what: string, region: string, why: string): string {
  return `${region} does not tell ${what}, which proves nothing (${why.replace(/\.$/, '')})`;
}
