import { expect, test, vi } from 'vitest';
import { runScenario } from '../campaign/run-scenario';
import { trueLossNeverExceedsAtMost } from '../rules/true-loss-never-exceeds-at-most';
import { stalledDatabase } from './stalled-database';

vi.mock(import('@/lib/domain/potential-loss'), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    /** At most is what was measured, however long ago. */
    potentialLossOf: (...asked) => {
      const loss = original.potentialLossOf(...asked);
      if (loss.atMost.state !== 'growing' || loss.measured.state !== 'known') return loss;
      return { ...loss, atMost: { ...loss.atMost, seconds: loss.measured.seconds } };
    },
  };
});

test('a console that leaves the age out of `at most` is found out: more would be lost than it says', async () => {
  const { breaches } = await runScenario(stalledDatabase, { stopsAtFirst: true });
  const [first] = breaches;
  expect(first?.rule).toBe(trueLossNeverExceedsAtMost.says);
  expect(first?.figures).toMatch(/^at most [\d.]+ s, but [\d.]+ s would be lost$/);
});
