import type { Cadence } from '@/lib/domain/entities';

/** Fleet seconds between two turns. */
export const checkersPeriodSeconds = 60;

/**
 * Health checks asked in one turn. AWS allows five calls a second for all of Route 53 and offers this one to diagnose
 * with: a third of a call a second leaves the quota to those who repair.
 */
export const checksPerTurn = 20;

/** Wall milliseconds for a turn: its calls go one after the other. */
export const checkersDeadlineMs = 20_000;

/** How often each of `checks` has its turn, in seconds; what is in trouble is asked more often. */
export function toCheckersCadence(checks: number): Cadence {
  const turns = Math.max(1, Math.ceil(checks / checksPerTurn));
  return { cadenceSeconds: turns * checkersPeriodSeconds, publishDelaySeconds: checkersPeriodSeconds };
}
