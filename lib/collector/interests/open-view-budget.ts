import type { AccountId } from '@/lib/domain/fleet';
import type { OpenViewAllowance } from '@/lib/domain/polling/open-view-allowance';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { formatClock } from '@/lib/domain/wording/moment';

/** Metrics of an account that open views may ask for in a minute: a cent for each thousand. */
export const mostMetricsPerMinute = 2000;

export const usualRefreshSeconds: Seconds = 60;
/** A budget has open views fetched so seldom at the most; where it does not leave even that they are refused. */
const longestRefreshSeconds: Seconds = 900;
const budgetRetryMs = 300_000;
const minuteMs = 60_000;

export interface OpenViewBudgetOptions {
  /** In any minute, of each account. */
  readonly most?: number;
  /** Metrics a second that an account's polling budget leaves for open views; unlimited where it is not given. */
  readonly allowance?: (accountId: AccountId) => OpenViewAllowance;
}

/** Why a view is not fetched now, for a person, and when it is tried again. */
export interface NotAdmitted {
  readonly againAt: EpochMs;
  readonly words: string;
}

interface OpenView {
  readonly accountId: AccountId;
  readonly metrics: number;
}

/**
 * Keeps what open views ask of an account within a number of metrics in any minute, and within what its polling budget
 * leaves: an evening with every page open must not cost more than was meant, nor be throttled by AWS at the expense of
 * what is always asked. What is always asked gives up nothing for a page that is open.
 */
export class OpenViewBudget {
  readonly #most: number;
  readonly #allowance: (accountId: AccountId) => OpenViewAllowance;
  readonly #taken = new Map<AccountId, { readonly at: EpochMs; readonly metrics: number }[]>();
  readonly #open = new Map<string, OpenView>();

  constructor({ most = mostMetricsPerMinute, allowance = () => 'unlimited' }: OpenViewBudgetOptions = {}) {
    this.#most = most;
    this.#allowance = allowance;
  }

  /** Takes the metrics of one fetch of a view at once, or says why not. More than the whole limit is never taken. */
  admit(key: string, accountId: AccountId, metrics: number, now: EpochMs): 'admitted' | NotAdmitted {
    this.#open.set(key, { accountId, metrics });
    if (this.refreshSeconds(accountId) > longestRefreshSeconds) {
      this.#open.delete(key);
      return overBudget(accountId, this.#allowance(accountId), now + budgetRetryMs);
    }
    const taken = (this.#taken.get(accountId) ?? []).filter(({ at }) => at > now - minuteMs && at <= now);
    this.#taken.set(accountId, taken);
    const sum = taken.reduce((total, one) => total + one.metrics, 0);
    if (sum + metrics > this.#most) {
      this.#open.delete(key);
      return this.#tooMany(accountId, (taken[0]?.at ?? now) + minuteMs);
    }
    if (metrics > 0) taken.push({ at: now, metrics });
    return 'admitted';
  }

  /** How often the open views of an account may all be fetched again. */
  refreshSeconds(accountId: AccountId): Seconds {
    const allowed = this.#allowance(accountId);
    if (allowed === 'unlimited') return usualRefreshSeconds;
    const metrics = [...this.#open.values()]
      .filter((view) => view.accountId === accountId)
      .reduce((sum, view) => sum + view.metrics, 0);
    return metrics === 0 ? usualRefreshSeconds : Math.max(usualRefreshSeconds, metrics / allowed);
  }

  /** The view is not fetched again, or nobody looks any more. */
  close(key: string): void {
    this.#open.delete(key);
  }

  #tooMany(accountId: AccountId, againAt: EpochMs): NotAdmitted {
    const most = this.#most.toLocaleString('en-GB');
    const words = `Open views ask for as many metrics of account ${accountId} as may be asked in a minute (${most}). It is tried again at ${formatClock(againAt, 'second')}; closing other pages makes room.`;
    return { againAt, words };
  }
}

function overBudget(accountId: AccountId, allowed: OpenViewAllowance, againAt: EpochMs): NotAdmitted {
  const left = allowed === 'unlimited' || allowed <= 0 ? 'nothing' : `${Math.floor(allowed * 60)} metrics a minute`;
  const words = `The polling budget of account ${accountId} leaves ${left} for open views, which is too little for this one. It is tried again at ${formatClock(againAt, 'second')}; close other pages, or raise pollingBudget in the fleet file.`;
  return { againAt, words };
}
