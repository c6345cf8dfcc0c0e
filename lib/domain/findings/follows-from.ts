import type { FindingCode } from './finding-order';

/**
 * The codes that follow from what others write into the store, alone or beside what is asked: without it their findings
 * would look as if they were over, or milder than they are.
 */
export const codesThatFollowFrom = {
  /** A region that a run gave up; a store that a run promoted and no copy of which has reported since. */
  runs: ['region-quarantined', 'unprotected', 'objective-breached', 'objective-at-risk'],
  heldFlips: ['flip-not-held'],
  undelivered: ['report-not-delivered'],
} as const satisfies Readonly<Record<string, readonly FindingCode[]>>;
