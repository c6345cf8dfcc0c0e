import { describe, expect, it } from 'vitest';
import { buildFleet } from './build-fleet';
import { generateFleet } from './generate-fleet';
import { openWorld } from './open-world';
import { birthOfTests, fastestSeconds, pass } from './testing-worlds';

const fleet = buildFleet(generateFleet({ seed: 1, workloads: 100, regions: 20, accounts: 50 }));
const world = openWorld({ seed: 1, now: birthOfTests, fleet });

describe('a world of a hundred workloads in twenty regions and fifty accounts', () => {
  it('is born in less than ten seconds', () => {
    expect(
      fastestSeconds(() => {
        openWorld({ seed: 2, now: birthOfTests, fleet: buildFleet(fleet.declaration) });
      }),
    ).toBeLessThan(10);
  }, 60_000);

  it('lives through a calm minute in less than a tenth of a second', () => {
    pass(world, 120);
    const seconds = fastestSeconds(() => pass(world, 600));
    expect(seconds / 10).toBeLessThan(0.1);
  }, 60_000);

  it('answers 500 questions for an hour of metrics in less than a second', () => {
    pass(world, 3600);
    const questions = [...fleet.accounts.values()].flatMap(({ id, metrics }) =>
      metrics.map(({ identity, region }) => ({ ...identity, region, accountId: id })),
    );
    const asked = questions.filter((_, index) => index % 14 === 0).slice(0, 500);
    expect(asked).toHaveLength(500);
    const times = { startAt: world.now - 3_600_000, endAt: world.now, periodSeconds: 60 };
    const seconds = fastestSeconds(() => {
      for (const question of asked) world.metrics.query({ ...question, ...times, statistic: 'Average' });
    });
    expect(seconds).toBeLessThan(1);
  }, 60_000);
});
