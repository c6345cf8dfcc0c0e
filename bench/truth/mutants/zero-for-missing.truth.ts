import { expect, test, vi } from 'vitest';
import { runScenario } from '../campaign/run-scenario';
import { trueLossNeverExceedsAtMost } from '../rules/true-loss-never-exceeds-at-most';
import { silentDatabase } from './stalled-database';

const minuteMs = 60_000;
const clock = vi.hoisted(() => ({ now: 0 }));

vi.mock(import('@/lib/stores/observe-link'), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    /** The lag of a minute that is missing is 0. */
    findLag: (link, region, find) => {
      const lag = link.lagQueries.find((one) => one.region === region);
      if (lag === undefined) return original.findLag(link, region, find);
      const at = (Math.floor(clock.now / minuteMs) - 3) * minuteMs;
      const value = find(lag.query)?.points.find((point) => point.at === at)?.value ?? 0;
      return { at, value: value * lag.secondsPerUnit, lag };
    },
  };
});

test('a console that reads a missing lag as 0 is found out: more would be lost than it says', async () => {
  const { breaches } = await runScenario(silentDatabase, {
    stopsAtFirst: true,
    onFrame: ({ now }) => {
      clock.now = now;
    },
  });
  expect(breaches[0]?.rule).toBe(trueLossNeverExceedsAtMost.says);
});
