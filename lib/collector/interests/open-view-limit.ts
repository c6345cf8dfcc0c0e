import type { AccountId } from '@/lib/domain/fleet';
import type { EpochMs } from '@/lib/domain/time';

/** Metrics of an account that open views may ask for in a minute: a cent for each thousand. */
export const mostMetricsPerMinute = 2000;

const minuteMs = 60_000;

/**
 * Keeps what open views ask of an account within a number of metrics in any minute, whoever looks at what: an evening with
 * every page open must not cost more than was meant, nor be throttled by AWS at the expense of what is always asked.
 */
export class OpenViewLimit {
  readonly #most: number;
  readonly #taken = new Map<AccountId, { readonly at: EpochMs; readonly metrics: number }[]>();

  constructor(most = mostMetricsPerMinute) {
    this.#most = most;
  }

  /** Takes the metrics at once, or says when it is worth asking again. More than the whole limit is never taken. */
  take(accountId: AccountId, metrics: number, now: EpochMs): 'taken' | { readonly againAt: EpochMs } {
    const taken = (this.#taken.get(accountId) ?? []).filter(({ at }) => at > now - minuteMs && at <= now);
    this.#taken.set(accountId, taken);
    const sum = taken.reduce((total, one) => total + one.metrics, 0);
    if (sum + metrics <= this.#most) {
      if (metrics > 0) taken.push({ at: now, metrics });
      return 'taken';
    }
    return { againAt: (taken[0]?.at ?? now) + minuteMs };
  }
}
