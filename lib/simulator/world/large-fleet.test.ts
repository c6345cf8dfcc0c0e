import { describe, expect, it } from 'vitest';
import { buildFleet } from './build-fleet';
import { generateFleet } from './generate-fleet';
import { openWorld } from './open-world';
import { birthOfTests, pass, simulationOfTests } from './testing-worlds';

const fleet = buildFleet(generateFleet({ seed: 1, workloads: 100, regions: 20, accounts: 50 }));
const world = openWorld({ seed: 1, now: birthOfTests, fleet });

describe('a world of a hundred workloads in twenty regions and fifty accounts', () => {
  it('is born settled and strides through a calm hour without a single step', () => {
    const { simulation } = simulationOfTests(fleet);
    simulation.advanceTo(simulation.state.second + 3600);
    expect(simulation.steps).toBe(0);
  }, 60_000);

  it('answers 500 questions for an hour of metrics, each with the minutes it was asked for', () => {
    pass(world, 3600);
    const questions = [...fleet.accounts.values()].flatMap(({ id, metrics }) =>
      metrics.map(({ identity, region }) => ({ ...identity, region, accountId: id })),
    );
    const asked = questions.filter((_, index) => index % 14 === 0).slice(0, 500);
    expect(asked).toHaveLength(500);
    const times = { startAt: world.now - 3_600_000, endAt: world.now, periodSeconds: 60 };
    const answers = asked.map((question) => world.metrics.query({ ...question, ...times, statistic: 'Average' }));
    for (const points of answers) {
      expect(points.every(({ at }) => at >= times.startAt && at < times.endAt)).toBe(true);
    }
    expect(answers.filter((points) => points.length >= 55).length).toBeGreaterThan(250);
  }, 60_000);
});
