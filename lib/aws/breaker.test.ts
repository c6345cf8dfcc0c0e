import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admit, afterCall, type Breaker, type BreakerRules, type CallEnding, closedBreaker } from './breaker';

const rules: BreakerRules = { opensAfter: 5, firstPauseMs: 5_000, longestPauseMs: 25_000 };

/** Calls one after another, each ending before the next begins. */
function callInTurn(breaker: Breaker, ending: CallEnding, now: number) {
  const { admission, breaker: entered } = admit(breaker, now);
  if (admission !== 'call' && admission !== 'probe') return { admission, breaker: entered };
  return { admission, breaker: afterCall(entered, admission, ending, now, rules) };
}

function silentTimes(times: number, now = 0): Breaker {
  let breaker: Breaker = closedBreaker;
  for (let count = 0; count < times; count += 1) breaker = callInTurn(breaker, 'silent', now).breaker;
  return breaker;
}

describe('the breaker of an endpoint', () => {
  test('four silent calls are still bad luck, the fifth in a row opens it', () => {
    expect(silentTimes(4).state).toBe('closed');
    expect(silentTimes(5)).toEqual({ state: 'open', silences: 5, pauseMs: 5_000, until: 5_000 });
    expect(admit(silentTimes(5), 4_999).admission).toBe('refuse');
  });

  test('an answer between them begins the count anew', () => {
    const answered = callInTurn(silentTimes(4), 'answered', 0).breaker;
    expect(callInTurn(answered, 'silent', 0).breaker).toEqual({ state: 'closed', silences: 1 });
  });

  test('after the pause one call tries, and the others wait for it', () => {
    const tried = admit(silentTimes(5), 5_000);
    expect(tried.admission).toBe('probe');
    expect(admit(tried.breaker, 5_000).admission).toBe('wait');
    expect(admit(tried.breaker, 60_000).admission).toBe('wait');
  });

  test('an answer to the call that tried closes it', () => {
    const { breaker } = admit(silentTimes(5), 5_000);
    expect(afterCall(breaker, 'probe', 'answered', 5_100, rules)).toEqual(closedBreaker);
  });

  test('pauses double up to the longest, so that a return is never seen later than that', () => {
    let breaker = silentTimes(5);
    const pauses: number[] = [];
    for (let now = 0; pauses.length < 5; ) {
      if (breaker.state !== 'open') throw new Error('It must be open.');
      pauses.push(breaker.pauseMs);
      now = breaker.until;
      breaker = callInTurn(breaker, 'silent', now).breaker;
    }
    expect(pauses).toEqual([5_000, 10_000, 20_000, 25_000, 25_000]);
  });

  test('a try that was cancelled leaves the try to the next call', () => {
    const { breaker } = admit(silentTimes(5), 5_000);
    const given = afterCall(breaker, 'probe', 'untold', 5_100, rules);
    expect(admit(given, 5_100).admission).toBe('probe');
  });

  test('calls that were under way when it opened prolong nothing, and an answer among them closes it', () => {
    const open = silentTimes(5);
    expect(afterCall(open, 'call', 'silent', 4_000, rules)).toEqual({ ...open, silences: 6 });
    expect(afterCall(open, 'call', 'answered', 4_000, rules)).toEqual(closedBreaker);
  });

  test('whatever happens, there is at most one try at a time, no pause is longer than the longest, and an answer always closes', () => {
    const event = fc.record({
      wait: fc.integer({ min: 0, max: 40_000 }),
      ending: fc.constantFrom<CallEnding>('answered', 'silent', 'untold'),
      endsFirst: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), (events) => {
        let breaker: Breaker = closedBreaker;
        let now = 0;
        const underWay: ('call' | 'probe')[] = [];
        for (const { wait, ending, endsFirst } of events) {
          now += wait;
          const ended = endsFirst ? underWay.shift() : undefined;
          if (ended !== undefined) {
            breaker = afterCall(breaker, ended, ending, now, rules);
            if (ending === 'answered') expect(breaker).toEqual(closedBreaker);
          }
          const { admission, breaker: entered } = admit(breaker, now);
          if (admission === 'probe') expect(breaker.state).toBe('open');
          if (breaker.state === 'half-open') expect(admission).toBe('wait');
          if (admission === 'call' || admission === 'probe') underWay.push(admission);
          breaker = entered;
          if (breaker.state === 'open') expect(breaker.until - now).toBeLessThanOrEqual(rules.longestPauseMs);
        }
      }),
    );
  });
});
