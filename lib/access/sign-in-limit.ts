/** A bucket that refills with time: how often something may happen at once and in the long run. */
interface Bucket {
  tokens: number;
  filledAtMs: number;
}

interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface LimitRates {
  readonly perCaller: Rate;
  readonly everybody: Rate;
}

const signInRates: LimitRates = {
  perCaller: { burst: 8, perSecond: 1 / 10 },
  everybody: { burst: 30, perSecond: 1 },
};

/**
 * Of opening read-only links. Their tokens cannot be guessed and cost no hashing, so this keeps the store from being asked
 * without end; a room of screens that come back at once after a power cut is let in.
 */
export const linkRates: LimitRates = {
  perCaller: { burst: 40, perSecond: 1 },
  everybody: { burst: 200, perSecond: 20 },
};

const mostCallers = 10_000;

/**
 * Limits sign-in attempts: per name and address against guessing, and in all so that password hashing cannot be used to
 * exhaust the machine. Wall-clock milliseconds are passed in.
 */
export class SignInLimit {
  readonly #callers = new Map<string, Bucket>();
  readonly #rates: LimitRates;
  readonly #everybody: Bucket;

  constructor(rates: LimitRates = signInRates) {
    this.#rates = rates;
    this.#everybody = { tokens: rates.everybody.burst, filledAtMs: 0 };
  }

  /** Takes one attempt; false when it must be refused. */
  takeAttempt(name: string, address: string, nowMs: number): boolean {
    const { perCaller, everybody } = this.#rates;
    const key = `${address}\n${name}`;
    const caller = this.#callers.get(key) ?? { tokens: perCaller.burst, filledAtMs: nowMs };
    this.#callers.delete(key);
    this.#callers.set(key, caller);
    this.#forgetOldest();
    return take(caller, perCaller, nowMs) && take(this.#everybody, everybody, nowMs);
  }

  /** Forgets the attempts of a caller who proved to be right. */
  clear(name: string, address: string): void {
    this.#callers.delete(`${address}\n${name}`);
  }

  #forgetOldest(): void {
    if (this.#callers.size <= mostCallers) return;
    const oldest = this.#callers.keys().next();
    if (!oldest.done) this.#callers.delete(oldest.value);
  }
}

function take(bucket: Bucket, limit: Rate, nowMs: number): boolean {
  const elapsedSeconds = Math.max(0, nowMs - bucket.filledAtMs) / 1000;
  bucket.tokens = Math.min(limit.burst, bucket.tokens + elapsedSeconds * limit.perSecond);
  bucket.filledAtMs = nowMs;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}
