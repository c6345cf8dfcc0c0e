/** How fast calls may follow each other. */
export interface BucketRule {
  /** Calls a second, sustained; above 0. */
  readonly perSecond: number;
  /** Calls at once after a rest; at least 1. */
  readonly burst: number;
}

/** What is left at `at` (milliseconds of the caller's clock). Below 0: calls that wait already have been promised it. */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

export type Turn =
  | { readonly state: 'taken'; readonly waitMs: number; readonly bucket: Bucket }
  /** It would have to wait longer than it can; nothing was taken. */
  | { readonly state: 'too-late'; readonly waitMs: number };

/**
 * Takes the next turn for one call, to be used after `waitMs`. Turns are given in the order asked for, so nobody is
 * overtaken for ever. Over any stretch of t seconds at most `burst` + t × `perSecond` calls get theirs.
 *
 * @param bucket `full` before the first call.
 * @param patienceMs how long the call can wait.
 */
export function takeTurn(bucket: Bucket | 'full', rule: BucketRule, now: number, patienceMs: number): Turn {
  const before = bucket === 'full' ? { tokens: rule.burst, at: now } : bucket;
  // A clock that went back earns nothing and costs nothing.
  const elapsedMs = Math.max(0, now - before.at);
  const tokens = Math.min(rule.burst, before.tokens + (elapsedMs / 1000) * rule.perSecond) - 1;
  const waitMs = tokens >= 0 ? 0 : (-tokens / rule.perSecond) * 1000;
  if (waitMs > patienceMs) return { state: 'too-late', waitMs };
  return { state: 'taken', waitMs, bucket: { tokens, at: Math.max(now, before.at) } };
}
