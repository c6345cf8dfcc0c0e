import type { Seconds } from '../../time';
import type { Decimal } from '../decimal';
import { scaleDecimal } from '../scale-decimal';

/** How long it would take, and how much would be lost, with backups alone: what resilience is bought against. */
export interface WithoutResilience {
  readonly rtoSeconds: Seconds;
  readonly rpoSeconds: Seconds;
}

/**
 * AWS gives backup & restore "hours" for both (Disaster Recovery of Workloads on AWS, 2021). A day is the product's own
 * assumption; whoever knows better writes it.
 */
export const usuallyWithout: WithoutResilience = { rtoSeconds: 86_400, rpoSeconds: 86_400 };

/** What a month of resilience costs for each minute of recovery time or data loss it takes away. */
export type MinutePrice =
  | { readonly state: 'known'; readonly minutes: number; readonly perMinute: Decimal }
  /** Nothing was bought: it takes as long as it would without. */
  | { readonly state: 'none-bought' }
  | { readonly state: 'not-measured'; readonly because: string }
  | { readonly state: 'no-objective' };

/**
 * The price of a minute by a figure in seconds, against what it would be without. Minutes bought are rounded down: the
 * price of one is never told too low.
 */
export function priceOfMinute(monthly: Decimal, seconds: Seconds, withoutSeconds: Seconds): MinutePrice {
  const minutes = Math.floor((withoutSeconds - seconds) / 60);
  if (minutes <= 0) return { state: 'none-bought' };
  return { state: 'known', minutes, perMinute: scaleDecimal(monthly, 1 / minutes) };
}
