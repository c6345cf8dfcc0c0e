import type { AccountId, RegionCode } from '../fleet';
import type { EpochMs, Seconds } from '../time';
import type { UnitCounts } from './prices';

/**
 * Why something is polled, in the order in which a budget stretches it: what nobody waits for, what somebody looks at,
 * what always runs for tiers 2 and 3, and last of all what always runs for the protected tiers.
 */
export const pollPurposes = ['background', 'open-view', 'standing-unprotected', 'standing-protected'] as const;
export type PollPurpose = (typeof pollPurposes)[number];

/** What one turn of polling uses. */
export interface TurnUse {
  /** Requests on the wire. */
  readonly requests: number;
  readonly units: UnitCounts;
}

/** Something that is polled again and again and costs money. */
export interface PolledItem {
  /** `${accountId}/${region}/${what}` */
  readonly id: string;
  readonly accountId: AccountId;
  readonly region: RegionCode;
  /** The call a person can look up, e.g. `cloudwatch:GetMetricData`. */
  readonly call: string;
  readonly purpose: PollPurpose;
  readonly usualSeconds: Seconds;
  /** A budget stretches no further; the usual period where it does not stretch at all. */
  readonly longestSeconds: Seconds;
  /**
   * A turn as far as is known: while discovery has not told how many series there are, between these two. They are the
   * same once it has.
   */
  readonly atLeast: TurnUse;
  readonly atMost: TurnUse;
}

/** The period of each item that does not have its usual one, by its id. */
export type PollPeriods = ReadonlyMap<string, Seconds>;

export const usualPeriods: PollPeriods = new Map();

export function periodOf({ id, usualSeconds }: Pick<PolledItem, 'id' | 'usualSeconds'>, periods: PollPeriods): Seconds {
  return periods.get(id) ?? usualSeconds;
}

/** Turns from `fromAt` until before `toAt` (fleet time) on the grid of a period shifted by a phase. */
export function countTurns(
  rhythm: { readonly periodSeconds: Seconds; readonly phaseSeconds: Seconds },
  fromAt: EpochMs,
  toAt: EpochMs,
): number {
  const before = (at: EpochMs) => Math.ceil((at / 1000 - rhythm.phaseSeconds) / rhythm.periodSeconds);
  return Math.max(0, before(toAt) - before(fromAt));
}
