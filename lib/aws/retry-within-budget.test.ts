import { expect, test } from 'vitest';
import { machineClock } from './edge-clock';
import { Guards } from './guards';
import { retryWithinBudget } from './retry-within-budget';

const place = { service: 'rds', accountId: '111122223333', region: 'us-east-1' } as const;
const rules = { opensAfter: 5, firstPauseMs: 5000, longestPauseMs: 25_000 };

test('a clock that was just set right is worth a retry even with the budget spent: it happens once for a clock', async () => {
  const guards = new Guards(machineClock, rules, 'half-the-quota');
  const strategy = retryWithinBudget(place, guards, 2);
  while (guards.spendRetry(place, 'transient'));
  const token = await strategy.acquireInitialRetryToken('');
  const retryAfter = (metadata: { readonly clockSkewCorrected?: true }) =>
    strategy.refreshRetryTokenForRetry(token, {
      errorType: 'TRANSIENT',
      error: { name: 'SignatureDoesNotMatch', message: 'Signature expired', $metadata: metadata },
    });

  await expect(retryAfter({})).rejects.toThrow('not sent again');
  const retried = await retryAfter({ clockSkewCorrected: true });
  expect(retried.getRetryCount()).toBe(1);
  await expect(strategy.refreshRetryTokenForRetry(retried, { errorType: 'TRANSIENT' })).rejects.toThrow(
    'not sent again',
  );
});
