import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AwsEdge } from '@/lib/aws';
import { flipFindings } from '@/lib/domain/findings/flip-findings';
import { type HeldFlip, heldFlipId } from '@/lib/domain/recovery/held-flip';
import { endFlip, findHeldFlip, holdFlip, noteFlipPublished, readHeldFlips } from '@/lib/persistence/held-flips';
import { acquireLease } from '@/lib/persistence/lease';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { sampleSpecs } from '../steps/testing/sample-specs';
import { sampleOf } from '../steps/testing/step-world';
import { holdFlips } from './hold-flips';
import { type DriveWorld, startDriveWorld } from './testing/drive-world';

const { kind: _, ...flip } = sampleOf(sampleSpecs, 'health-check-flip');
const id = heldFlipId(flip);

let database: TestDatabase;
let world: DriveWorld;
let engines: { readonly stopping: AbortController; readonly ended: Promise<void> }[] = [];

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  world = await startDriveWorld(database, 60);
  engines = [];
});
afterEach(async () => {
  for (const { stopping } of engines) stopping.abort();
  await Promise.all(engines.map(({ ended }) => ended));
  await endFlip(world.store, id);
  await world.stop();
});

const now = () => world.simulator.world.now;
const held = (): HeldFlip => ({
  workloadId: 'checkout',
  executionId: 'run-1',
  flip,
  since: now(),
  publishedAt: now(),
  trouble: '',
});

function startEngine(engineId: string) {
  const stopping = new AbortController();
  const engine = { stopping, ...holdFlips(world.ports(engineId, { stopping: stopping.signal })) };
  engines.push(engine);
  return engine;
}

/** An edge whose answers are heard only once something else has happened. */
function answeringAfter(edge: AwsEdge, happen: () => Promise<void>): AwsEdge {
  const clientFor: AwsEdge['clientFor'] = (...place) =>
    new Proxy(edge.clientFor(...place), {
      get(target, name) {
        const own: unknown = Reflect.get(target, name, target);
        if (typeof own !== 'function') return own;
        if (name !== 'send') return own.bind(target);
        return async (...given: unknown[]) => {
          const answer: unknown = await own.apply(target, given);
          await happen();
          return answer;
        };
      },
    });
  return { ...edge, clientFor };
}

const published = async () => (await world.effects()).filter(({ operation }) => operation === 'PutMetricData');

async function untilPublished(count: number) {
  for (const until = performance.now() + 60_000; performance.now() < until; await sleep(50)) {
    const effects = await published();
    if (effects.length >= count) return effects;
  }
  throw new Error(`It was not published ${count} times.`);
}

describe('a health check that is held', () => {
  it('gets its value once a period, however many engines there are', async () => {
    await holdFlip(world.store, held());
    startEngine('engine-1');
    startEngine('engine-2');
    const effects = await untilPublished(3);
    for (const [index, { at, region, parameters }] of effects.entries()) {
      expect(region).toBe('us-west-2');
      expect(parameters).toMatchObject({ MetricData: [{ MetricName: 'GivenUp', Value: 1 }] });
      // Never earlier than a look before the period is over.
      if (index > 0) expect(at - (effects[index - 1]?.at ?? Number.NaN)).toBeGreaterThanOrEqual(54_000);
    }
    // Two periods are two seconds here, for which a busy machine may stand still.
    await expect.poll(async () => flipFindings(await readHeldFlips(world.store), now())).toEqual([]);
  });

  it('is held on by another engine once the one that did it is gone, with or without a word', async () => {
    await holdFlip(world.store, held());
    // Killed: its lease is still there.
    expect(await acquireLease(world.store, 'held-flips', 'engine-killed', 1)).toBe(true);
    const second = startEngine('engine-2');
    await untilPublished(1);
    second.stopping.abort();
    await second.ended;
    const before = (await published()).length;
    startEngine('engine-3');
    expect((await untilPublished(before + 1)).length).toBeGreaterThan(before);
  });

  it('without a value for two periods is a critical finding that says why, until AWS takes one again', async () => {
    world.simulator.world.injectFault({ kind: 'access-denied', action: 'cloudwatch:PutMetricData' });
    await holdFlip(world.store, { ...held(), publishedAt: now() - 121_000 });
    startEngine('engine-1');
    await untilPublished(1);
    await expect
      .poll(async () => flipFindings(await readHeldFlips(world.store), now()), { timeout: 20_000 })
      .toMatchObject([
        {
          id: `flip-not-held:${id}`,
          severity: 'critical',
          evidence: [
            expect.stringContaining('due every 60 s'),
            expect.stringContaining('was denied to the role arn:aws:iam::111122223333:role/antipode-failover'),
            expect.stringContaining('begun by run run-1'),
          ],
        },
      ]);
    world.simulator.world.healFaults({});
    await expect
      .poll(async () => findHeldFlip(world.store, id), { timeout: 20_000 })
      .toMatchObject({ trouble: '', publishedAt: expect.any(Number) });
    await expect.poll(async () => flipFindings(await readHeldFlips(world.store), now())).toEqual([]);
  });

  it('that is turned away while its last value home is on its way is held from then on', async () => {
    await holdFlip(world.store, {
      ...held(),
      flip: { ...flip, to: 'back' },
      since: now() - 1_000_000,
      publishedAt: now() - 61_000,
    });
    let turned: Promise<void> | 'not-yet' = 'not-yet';
    const edge = answeringAfter(world.edge, async () => {
      if (turned === 'not-yet') turned = holdFlip(world.store, held());
      await turned;
    });
    const stopping = new AbortController();
    const engine = { stopping, ...holdFlips(world.ports('engine-1', { edge, stopping: stopping.signal })) };
    engines.push(engine);
    await expect.poll(() => turned, { timeout: 60_000 }).not.toBe('not-yet');
    stopping.abort();
    await engine.ended;
    expect(await findHeldFlip(world.store, id)).toMatchObject({ flip: { to: 'away' } });
  });

  it('that was turned or ended meanwhile is not noted as it was', async () => {
    const before = held();
    await holdFlip(world.store, { ...before, flip: { ...flip, to: 'back' } });
    await noteFlipPublished(world.store, before, before.publishedAt + 60_000);
    expect(await findHeldFlip(world.store, id)).toMatchObject({
      publishedAt: before.publishedAt,
      flip: { to: 'back' },
    });
    await endFlip(world.store, id);
    expect(await findHeldFlip(world.store, id)).toBe('none');
    startEngine('engine-1');
    await sleep(1500);
    expect(await published()).toEqual([]);
  });
});
