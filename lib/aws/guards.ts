import type { AccountId, RegionCode } from '../domain/fleet';
import { admit, afterCall, type Breaker, type BreakerRules, type CallEnding, closedBreaker } from './breaker';
import type { EdgeClock } from './edge-clock';
import { quotaOf, toPace } from './quotas';
import { emptyBudget, noteFirst, type RetryBudget, type RetryCause, spendRetry } from './retry-budget';
import type { AwsService } from './serving-region';
import { type Bucket, takeTurn } from './token-bucket';
import { HeldBack, NotAsked, type SilentState } from './withheld';

/** What one breaker, one budget and one set of paces stand for; the region is the one that serves. */
export interface GuardedPlace {
  readonly service: AwsService;
  readonly accountId: AccountId;
  readonly region: RegionCode;
}

/** What the edge has sent and kept back since it was made. */
export interface EdgeTraffic {
  readonly requests: number;
  /** Among the requests, those that repeat one. */
  readonly retries: number;
  /** Calls not made because a breaker was open. */
  readonly notAsked: number;
  /** Requests kept back because of the console's own pace. */
  readonly heldBack: number;
}

interface Watched {
  breaker: Breaker;
  lastState: SilentState;
  /** Wakes those who wait for the call that tries. */
  tried: { readonly promise: Promise<void>; readonly resolve: () => void } | 'nobody-tries';
  budget: RetryBudget;
  readonly buckets: Map<string, Bucket>;
}

/**
 * The memory of the edge about its endpoints: which are left alone, how many retries are left, and how fast each may
 * be called. The rules are pure and live in their own files; here they are given the clock.
 */
export class Guards {
  readonly #watched = new Map<string, Watched>();
  readonly #traffic = { requests: 0, retries: 0, notAsked: 0, heldBack: 0 };

  constructor(
    private readonly clock: EdgeClock,
    private readonly rules: BreakerRules,
    private readonly pace: 'half-the-quota' | 'unlimited',
  ) {}

  /**
   * Lets a call in, at once or when the call that tries the endpoint has brought an answer.
   *
   * @param signal once aborted, a call that waits is let in no more.
   * @throws NotAsked while the endpoint is left alone; the signal's reason when it aborts.
   */
  async enter(place: GuardedPlace, signal: AbortSignal): Promise<'call' | 'probe'> {
    const watched = this.#find(place);
    for (;;) {
      signal.throwIfAborted();
      const { admission, breaker } = admit(watched.breaker, this.clock.nowMs());
      watched.breaker = breaker;
      if (admission === 'call') return admission;
      if (admission === 'probe') {
        watched.tried = withResolver();
        return admission;
      }
      if (admission === 'refuse' || watched.tried === 'nobody-tries') throw this.notAsked(place);
      await watched.tried.promise;
    }
  }

  /** Notes how an admitted call ended. */
  leave(place: GuardedPlace, admitted: 'call' | 'probe', ending: CallEnding, state: SilentState = 'timed-out'): void {
    const watched = this.#find(place);
    if (ending === 'silent') watched.lastState = state;
    watched.breaker = afterCall(watched.breaker, admitted, ending, this.clock.nowMs(), this.rules);
    if (watched.breaker.state === 'half-open' || watched.tried === 'nobody-tries') return;
    watched.tried.resolve();
    watched.tried = 'nobody-tries';
  }

  /** Why a call is not made now, and when it will be. */
  notAsked(place: GuardedPlace): NotAsked {
    this.#traffic.notAsked += 1;
    const { breaker, lastState } = this.#find(place);
    const pauseMs =
      breaker.state === 'open'
        ? Math.max(0, breaker.until - this.clock.nowMs())
        : Math.min(this.rules.longestPauseMs, this.rules.firstPauseMs);
    return new NotAsked(this.clock.fleetTimeIn(pauseMs), breaker.silences, lastState);
  }

  /**
   * Takes the turn of a request under the quota it falls under; the request goes out after so many milliseconds.
   *
   * @throws HeldBack when its turn comes later than `patienceMs`.
   */
  takeTurn(place: GuardedPlace, operation: string, patienceMs: number): number {
    const quota = this.pace === 'unlimited' ? 'none' : quotaOf(place.service, operation);
    if (quota === 'none') return 0;
    const { buckets } = this.#find(place);
    const rule = toPace(quota);
    const turn = takeTurn(buckets.get(quota.name) ?? 'full', rule, this.clock.nowMs(), patienceMs);
    if (turn.state === 'too-late') {
      this.#traffic.heldBack += 1;
      throw new HeldBack(quota.name, rule.perSecond);
    }
    buckets.set(quota.name, turn.bucket);
    return turn.waitMs;
  }

  noteRequest(): void {
    this.#traffic.requests += 1;
  }

  noteFirst(place: GuardedPlace): void {
    const watched = this.#find(place);
    watched.budget = noteFirst(watched.budget, this.clock.nowMs());
  }

  /** Whether one more attempt may be made; it counts as made. */
  spendRetry(place: GuardedPlace, cause: RetryCause): boolean {
    const watched = this.#find(place);
    const budget = spendRetry(watched.budget, cause, this.clock.nowMs());
    if (budget === 'spent') return false;
    watched.budget = budget;
    this.#traffic.retries += 1;
    return true;
  }

  traffic(): EdgeTraffic {
    return { ...this.#traffic };
  }

  #find({ service, accountId, region }: GuardedPlace): Watched {
    const key = `${service}/${accountId}/${region}`;
    const known = this.#watched.get(key);
    if (known !== undefined) return known;
    const made: Watched = {
      breaker: closedBreaker,
      lastState: 'timed-out',
      tried: 'nobody-tries',
      budget: emptyBudget,
      buckets: new Map(),
    };
    this.#watched.set(key, made);
    return made;
  }
}

function withResolver() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
