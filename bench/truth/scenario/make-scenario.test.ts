import { expect, it } from 'vitest';
import { faultKinds } from '@/lib/simulator/faults/families';
import { openWorld } from '@/lib/simulator/world';
import { makeScenario } from './make-scenario';
import { findFleets } from './pair-of-fleets';

const scenarios = Array.from({ length: 66 }, (_, number) => makeScenario(7, number));

it('is the same for the same seed and number, and another one otherwise', () => {
  expect(makeScenario(7, 5)).toEqual(scenarios[5]);
  expect(makeScenario(8, 5)).not.toEqual(scenarios[5]);
});

it('has one to four faults that its fleet knows, each in a calm fleet first', () => {
  for (const { phases, fleet, seconds, startAt } of scenarios) {
    expect(phases.length).toBeLessThanOrEqual(4);
    expect(seconds % 2).toBe(0);
    const world = openWorld({ seed: 1, now: startAt, fleet: findFleets(fleet).simulated });
    for (const { at, until = seconds, fault } of phases) {
      expect(at).toBeGreaterThanOrEqual(100);
      expect(until).toBeGreaterThan(at);
      expect(world.checkFault(fault).kind).toBe(fault.kind);
    }
    world.close();
  }
});

it('leaves no family of faults out over a campaign, nor the generated fleets', () => {
  const kinds = new Set(scenarios.flatMap(({ phases }) => phases.map(({ fault }) => fault.kind)));
  expect(faultKinds.filter((kind) => !kinds.has(kind))).toEqual([]);
  expect(new Set(scenarios.map(({ fleet }) => fleet === 'default')).size).toBe(2);
});
