/** When a breaker opens and how long it stays open; wall milliseconds. */
export interface BreakerRules {
  /** This many silent calls in a row open it; at least 1. */
  readonly opensAfter: number;
  readonly firstPauseMs: number;
  /** Pauses double up to this one, so that a return is seen within it. */
  readonly longestPauseMs: number;
}

/**
 * Whether the endpoint of one service, in one account and region, is called at all. `until` is a moment of the clock
 * whose `now` the functions below are given.
 */
export type Breaker =
  | { readonly state: 'closed'; readonly silences: number }
  | { readonly state: 'open'; readonly silences: number; readonly pauseMs: number; readonly until: number }
  /** One call is trying whether the endpoint is back. */
  | { readonly state: 'half-open'; readonly silences: number; readonly pauseMs: number };

/** What a call may do: go ahead, be the one that tries, wait for the one that tries, or not be made. */
export type Admission = 'call' | 'probe' | 'wait' | 'refuse';

/**
 * What a call said of its endpoint. `answered`: anything it said itself, a refusal included. `silent`: unreachable,
 * too late, or an error of the service. `untold`: nothing was sent, or the caller cancelled.
 */
export type CallEnding = 'answered' | 'silent' | 'untold';

export const closedBreaker: Breaker = { state: 'closed', silences: 0 };

/** Decides about one call at `now`; the breaker that comes back has taken note of it. */
export function admit(breaker: Breaker, now: number): { readonly admission: Admission; readonly breaker: Breaker } {
  if (breaker.state === 'closed') return { admission: 'call', breaker };
  if (breaker.state === 'half-open') return { admission: 'wait', breaker };
  if (now < breaker.until) return { admission: 'refuse', breaker };
  const { silences, pauseMs } = breaker;
  return { admission: 'probe', breaker: { state: 'half-open', silences, pauseMs } };
}

/**
 * What the end of an admitted call makes of the breaker. An answer closes it, whoever brought it; silence opens it
 * after enough calls in a row, and for twice as long when the call that tried met it again. Calls that were under way
 * when it opened prolong nothing.
 */
export function afterCall(
  breaker: Breaker,
  admitted: 'call' | 'probe',
  ending: CallEnding,
  now: number,
  rules: BreakerRules,
): Breaker {
  if (ending === 'answered') return closedBreaker;
  const triedInVain = breaker.state === 'half-open' && admitted === 'probe';
  if (ending === 'untold') {
    // The try was not made: the next call makes it.
    return triedInVain ? { ...breaker, state: 'open', until: now } : breaker;
  }
  const silences = breaker.silences + 1;
  if (triedInVain) {
    const pauseMs = Math.min(rules.longestPauseMs, breaker.pauseMs * 2);
    return { state: 'open', silences, pauseMs, until: now + pauseMs };
  }
  if (breaker.state !== 'closed') return { ...breaker, silences };
  if (silences < rules.opensAfter) return { state: 'closed', silences };
  const pauseMs = Math.min(rules.longestPauseMs, rules.firstPauseMs);
  return { state: 'open', silences, pauseMs, until: now + pauseMs };
}
