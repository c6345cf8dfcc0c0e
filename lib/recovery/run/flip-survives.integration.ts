import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Workload } from '@/lib/domain/fleet';
import type { Execution } from '@/lib/domain/recovery/execution';
import { heldFlipId } from '@/lib/domain/recovery/held-flip';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { endFlip, findHeldFlip } from '@/lib/persistence/held-flips';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { flipFleet, knownRouting } from '../steps/testing/flip-fleet';
import { sampleSpecs } from '../steps/testing/sample-specs';
import { sampleOf } from '../steps/testing/step-world';
import { Drive } from './drive';
import { holdFlips } from './hold-flips';
import { type DriveWorld, startDriveWorld } from './testing/drive-world';
import { dyingAt } from './testing/kill-at';

const { healthCheck, region, standby, alarm, metric, entryPointId, accountId } = sampleOf(
  sampleSpecs,
  'health-check-flip',
);
const id = heldFlipId({ accountId, healthCheck });

/** checkout as its fleet file would declare it where a health check leads its users. */
function flipped(): Workload {
  const workload = defaultFleet.workloads.find((one) => one.id === 'checkout');
  if (workload === undefined) throw new Error('The default fleet has checkout.');
  const { routing: _, ...recovery } = workload.recovery ?? {};
  const flips = [{ id: 'web', healthCheck, region, standby, alarm, metric, entryPointId }];
  return { ...workload, recovery: { ...recovery, flips } };
}

let database: TestDatabase;
let world: DriveWorld;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  world = await startDriveWorld(database, 60, {
    fleet: flipFleet(),
    workload: flipped(),
    known: (now) => [knownRouting(now - 600_000)],
  });
});
afterEach(async () => {
  await endFlip(world.store, id);
  await world.stop();
});

async function settle(runId: string): Promise<Execution> {
  void new Drive(world.ports('engine-2'), runId).turn().catch(() => 'it is seen by what is written');
  for (const until = performance.now() + 90_000; performance.now() < until; await sleep(50)) {
    const run = await world.run(runId);
    if (run.state === 'verifying-health' || run.state === 'paused-by-failed-step') return run;
  }
  throw new Error(`The run does not settle: ${JSON.stringify((await world.run(runId)).steps)}`);
}

const isHealthy = () => world.simulator.world.healthChecks(accountId).find((one) => one.id === healthCheck)?.healthy;

describe('a run that gives a region up by its health check, whose driver is killed', () => {
  it.each(['before-call', 'after-call', 'before-result', 'after-result'] as const)(
    '%s: another engine finishes it, and the value is published on when the run is over',
    async (at) => {
      const runId = `flip-${at}`;
      await world.begin(runId, ['health-check-flip']);
      const dying = dyingAt({ at, stepId: 'flip-web' }, database.url, world.edge);
      const { store, edge } = dying;
      void new Drive(world.ports('engine-1', { store, edge }), runId).turn().catch(() => 'it is dead');
      await dying.died;
      const run = await settle(runId);
      expect(run.steps.map(({ state, sentence }) => [state, sentence])).toEqual([['done', expect.any(String)]]);
      expect(isHealthy()).toBe(false);
      const held = await findHeldFlip(world.store, id);
      expect(held).toMatchObject({ executionId: runId, workloadId: 'checkout', flip: { to: 'away' } });
      const stopping = new AbortController();
      const holding = holdFlips(world.ports('engine-3', { stopping: stopping.signal }));
      const publishedAt = held === 'none' ? Number.NaN : held.publishedAt;
      await expect
        .poll(async () => findHeldFlip(world.store, id), { timeout: 30_000 })
        .toSatisfy((one) => one !== 'none' && one.publishedAt > publishedAt);
      stopping.abort();
      await holding.ended;
      // Who wakes up has lost the run: it writes down nothing that engines act on.
      await endFlip(world.store, id);
      dying.wake();
      await sleep(600);
      expect(await findHeldFlip(world.store, id)).toBe('none');
      await store.close();
    },
  );
});
