import type { EpochMs } from '../time';
import { billedMonthOf, secondsLeft } from './billed-month';
import type { PollingEntity } from './polling-entity';
import { costOf } from './prices';

/** Metrics a second that open views may ask of an account; `unlimited` where it has no budget that could be kept. */
export type OpenViewAllowance = number | 'unlimited';

/**
 * What the budget of an account leaves for views that people open, spread over the rest of the month: nothing of what is
 * always asked is given up for them.
 */
export function openViewAllowance(
  { budgetUsd, expectedUsd, pricing }: Pick<PollingEntity, 'budgetUsd' | 'expectedUsd' | 'pricing'>,
  now: EpochMs,
): OpenViewAllowance {
  if (budgetUsd === 'none' || pricing === 'unknown') return 'unlimited';
  const left = secondsLeft(billedMonthOf(now), now);
  if (left <= 0) return 0;
  return Math.max(0, budgetUsd - expectedUsd) / left / costOf({ 'cloudwatch-metrics': 1 });
}
