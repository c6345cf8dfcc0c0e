/** Why a request failed: AWS wants fewer of them, or it went wrong on the way. */
export type RetryCause = 'throttled' | 'transient';

/** The requests and retries of the last minutes, by minute; pure, the clock is the caller's. */
export interface RetryBudget {
  /** Minute (ms ÷ 60,000, floored) → what was sent in it. Never more than `windowMinutes` + 1 of them. */
  readonly minutes: ReadonlyMap<number, Sent>;
}

interface Sent {
  readonly firsts: number;
  readonly retries: number;
}

const windowMinutes = 10;
/** Retries may be this part of the requests they belong to. */
const retryShare = 0.2;
/**
 * What a quiet source may retry besides: a connection that broke is worth a second one even if few were made before.
 * Throttling gives no such credit, since every further request makes it worse.
 */
const credit: Readonly<Record<RetryCause, number>> = { throttled: 0, transient: 3 };

export const emptyBudget: RetryBudget = { minutes: new Map() };

/** Notes the first attempt of a request. */
export function noteFirst(budget: RetryBudget, now: number): RetryBudget {
  return add(budget, now, { firsts: 1, retries: 0 });
}

/**
 * Spends one retry, or says that there is none to spend. However long throttling lasts, the retries of any ten minutes
 * are at most a fifth of the requests of the ten minutes before the last of them: ten minutes cost at most 1.2 times
 * the normal number.
 */
export function spendRetry(budget: RetryBudget, cause: RetryCause, now: number): RetryBudget | 'spent' {
  const minute = toMinute(now);
  const sent = [...budget.minutes].filter(([one]) => one <= minute && one >= minute - windowMinutes);
  // The oldest minute is only partly inside the window: its retries count, its requests do not.
  const firsts = sum(sent.flatMap(([one, { firsts }]) => (one > minute - windowMinutes ? [firsts] : [])));
  const retries = sum(sent.map(([, { retries }]) => retries));
  const allowed = Math.max(credit[cause], Math.floor(firsts * retryShare + 1e-9));
  return retries + 1 > allowed ? 'spent' : add(budget, now, { firsts: 0, retries: 1 });
}

function add({ minutes }: RetryBudget, now: number, more: Sent): RetryBudget {
  const minute = toMinute(now);
  const kept = new Map([...minutes].filter(([one]) => one <= minute && one >= minute - windowMinutes));
  const before = kept.get(minute) ?? { firsts: 0, retries: 0 };
  kept.set(minute, { firsts: before.firsts + more.firsts, retries: before.retries + more.retries });
  return { minutes: kept };
}

function toMinute(now: number): number {
  return Math.floor(now / 60_000);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
