import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types';
import type { GuardedPlace, Guards } from './guards';
import type { RetryCause } from './retry-budget';

/** Wall milliseconds before the first retry, at most; it doubles with each further one. Jitter takes from 0 up to it. */
const longestDelayMs: Readonly<Record<RetryCause, number>> = { throttled: 500, transient: 50 };
/** A service that asks for more patience than this is asked again on the next turn instead. */
const longestHintMs = 1000;

/**
 * How the SDK's clients retry: what AWS calls passing or throttled, up to `maxAttempts`, as far as the budget of the
 * place goes. Everything else fails at once.
 */
export function retryWithinBudget(place: GuardedPlace, guards: Guards, maxAttempts: number): RetryStrategyV2 {
  return {
    async acquireInitialRetryToken() {
      guards.noteFirst(place);
      return toToken(0, 0);
    },
    async refreshRetryTokenForRetry(token, info) {
      const cause = toCause(info);
      const retries = token.getRetryCount() + 1;
      const isHintTooLong =
        info.retryAfterHint !== undefined && info.retryAfterHint.getTime() - Date.now() > longestHintMs;
      const isPossible = cause !== 'none' && retries < maxAttempts && !isHintTooLong;
      if (!isPossible || !(isClockCorrected(info) || guards.spendRetry(place, cause))) {
        throw new Error('The request is not sent again.');
      }
      return toToken(retries, Math.random() * longestDelayMs[cause] * 2 ** (retries - 1));
    },
    recordSuccess() {
      // The budget is earned by requests, answered or not.
    },
  };
}

/**
 * Whether the request was signed with a wrong time and the client has taken AWS's since. Sending it again costs no budget:
 * it happens once for a clock and not once for a request.
 */
function isClockCorrected({ error }: RetryErrorInfo): boolean {
  return error?.$metadata?.clockSkewCorrected === true;
}

function toCause({ errorType }: RetryErrorInfo): RetryCause | 'none' {
  if (errorType === 'THROTTLING') return 'throttled';
  return errorType === 'CLIENT_ERROR' ? 'none' : 'transient';
}

function toToken(retries: number, delayMs: number): RetryToken {
  return { getRetryCount: () => retries, getRetryDelay: () => delayMs };
}
