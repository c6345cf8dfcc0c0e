import type { EpochMs } from './time';

/** Where a value was seen from. Two of the user-path vantages must agree before anything is called down. */
export const vantages = ['console-probe', 'route53-answer', 'cloudwatch', 'aws-api', 'aws-health'] as const;
export type Vantage = (typeof vantages)[number];

/** Vantages that see what users see; the others see AWS's side only. */
export const userPathVantages = ['console-probe', 'route53-answer'] as const satisfies readonly Vantage[];

export const missingReasons = [
  'not-asked-yet',
  'not-published',
  'no-data',
  'unreachable',
  'timed-out',
  'denied',
  'throttled',
  'failed',
  'credentials-expired',
  'clock-skewed',
  'region-not-enabled',
  'no-support-plan',
  'not-replicating',
  'not-enabled',
  'unusable',
] as const;
/** Why there is no value. Each has its own wording on screen; none of them ever means zero. */
export type MissingReason = (typeof missingReasons)[number];

export interface Observed<T> {
  readonly state: 'observed';
  readonly value: T;
  /** When the value was true at its source. For a CloudWatch period: the start of the period. */
  readonly measuredAt: EpochMs;
  /** When the console received it. */
  readonly receivedAt: EpochMs;
  readonly vantage: Vantage;
}

export interface Missing<T> {
  readonly state: 'missing';
  readonly reason: MissingReason;
  /** Since when the value has been missing. */
  readonly since: EpochMs;
  /** Last good value, kept with its own dates; shown in brackets, never judged as current. */
  readonly lastKnown: Observed<T> | 'none';
}

/**
 * A value, or the reason why there is none. It has no nullish form, so `?? 0` on an observation does not type-check.
 */
export type Observation<T> = Observed<T> | Missing<T>;
