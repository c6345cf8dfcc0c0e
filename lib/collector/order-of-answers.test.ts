import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fleet } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { createCollector } from './create-collector';
import { createFakePorts, createFakeWorld, smallFleet } from './testing/fake-ports';

const minute = 60_000;
const start = 1_000_000 * minute + 15_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

const accounts = ['111122223333', '444455556666', '777788889999'];

/** The small fleet's workload once in each account. */
function fleetOf(order: readonly string[]): Fleet {
  const [shop] = smallFleet.workloads;
  if (shop === undefined) throw new Error('The small fleet has no workload.');
  return {
    ...smallFleet,
    accounts: order.map((id) => ({ id, name: id })),
    workloads: order.map((accountId) => ({ ...shop, id: `shop-${accountId}`, accountId })),
  };
}

/** Every function of a port, each of whose answers waits for as many turns of the event loop as it is told. */
function delayed<T extends object>(port: T, turns: () => number): T {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...given: unknown[]) => {
        const answer: unknown = await member.apply(target, given);
        for (let turn = turns(); turn > 0; turn -= 1) await new Promise(setImmediate);
        return answer;
      };
    },
  });
}

async function showAfterTrouble(order: readonly string[], turns: () => number): Promise<FleetOverview> {
  const world = createFakeWorld();
  const { aws, prober } = createFakePorts(world);
  const collector = createCollector({
    fleet: fleetOf(order),
    ports: { aws: delayed(aws, turns), prober: delayed(prober, turns) },
    clock: { now: () => start, toWallMs: (fleetMs) => fleetMs },
    previous: [],
    write: async () => undefined,
    engineId: 'engine-test',
    simulated: true,
    log: silent,
  });
  await collector.collectOnce(start);
  await collector.collectOnce(start + minute);
  world.silentRegions.add('us-west-2');
  await collector.collectOnce(start + 2 * minute);
  return buildFleetOverview(collector.entities(), start + 2 * minute);
}

test('the overview is the same whatever the order of accounts and the order in which their answers arrive', async () => {
  const expected = await showAfterTrouble(accounts, () => 0);
  expect(expected.links).toHaveLength(3);
  expect(expected.freshness.failed).toBeGreaterThan(0);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(accounts, { minLength: accounts.length }),
      fc.infiniteStream(fc.integer({ min: 0, max: 6 })),
      async (order, delays) => {
        const shown = await showAfterTrouble(order, () => delays.next().value ?? 0);
        expect(shown).toEqual(expected);
      },
    ),
    { numRuns: 30 },
  );
});
