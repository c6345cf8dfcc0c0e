import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fleet, StoreDeclaration } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { buildWorkloadPage } from '@/lib/domain/workload-page/build-workload-page';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { type Collector, createCollector } from './create-collector';
import { type SimulatedWorld, startWorld } from './testing/start-world';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Fast enough to wait for, slow enough that the limits of calls stay short of the objective of a minute. */
const speed = 4;

let world: SimulatedWorld;
/** With a marker on orders, as the default fleet has it, and on three stores that the console writes into itself. */
let marked: Collector;
/** The same fleet without any marker. */
let unmarked: Collector;

function withMarkers(markerOf: (store: StoreDeclaration) => StoreDeclaration['marker']): Fleet {
  const workloads = defaultFleet.workloads.map((workload) => ({
    ...workload,
    stores: workload.stores.map(({ marker: _marker, ...store }) => {
      const marker = markerOf(store);
      return marker === undefined ? store : { ...store, marker };
    }),
  }));
  return { ...defaultFleet, workloads };
}

function watch(fleet: Fleet, engineId: string): Collector {
  const collector = createCollector({
    fleet,
    ports: world.ports,
    clock: world.clock,
    previous: [],
    write: async () => undefined,
    engineId,
    simulated: true,
    log: silent,
  });
  collector.start();
  return collector;
}

beforeAll(async () => {
  world = await startWorld(11, speed);
  const byStore = ['items', 'originals', 'thumbnails'];
  const orders = { by: 'entry-point', entryPointId: 'web', path: '/recovery-point' } as const;
  marked = watch(
    withMarkers(({ id }) => (id === 'orders' ? orders : byStore.includes(id) ? { by: 'store' } : undefined)),
    'marked',
  );
  unmarked = watch(
    withMarkers(() => undefined),
    'unmarked',
  );
});

afterAll(async () => {
  await marked?.stop();
  await unmarked?.stop();
  await world?.stop();
});

const overview = (collector: Collector) => buildFleetOverview(collector.entities(), world.clock.now());
const rpoOf = (collector: Collector, workloadId: string) =>
  overview(collector).workloads.find(({ id }) => id === workloadId)?.objectives[0]?.rpo;
const tooShort = (collector: Collector) =>
  overview(collector).findings.filter(({ code }) => code === 'objective-shorter-than-evidence');

const seen = (storeId: string) =>
  marked
    .entities()
    .flatMap((entity) => (entity.kind === 'link' && entity.storeId === storeId ? [entity.marker?.seen.state] : []));

/** Waits for something to hold; fleet seconds. */
async function until(what: string, holds: () => boolean, seconds: number): Promise<void> {
  const deadline = world.clock.now() + seconds * 1000;
  while (!holds()) {
    if (world.clock.now() > deadline) throw new Error(`Waited ${seconds} s of fleet time in vain: ${what}`);
    await sleep(50);
  }
}

describe('recovery-point markers, over the simulated fleet', () => {
  it('make the objective of checkout provable now', async () => {
    await until('the marker proves it', () => rpoOf(marked, 'checkout')?.provableNow === true, 90);
    expect(rpoOf(marked, 'checkout')).toMatchObject({ state: 'met', sentence: expect.stringMatching(/^Met/) });
    const page = buildWorkloadPage(marked.entities(), 'checkout', world.clock.now());
    const orders = page.subject === 'absent' ? undefined : page.subject.stores.find(({ id }) => id === 'orders');
    expect(orders?.links[0]).toMatchObject({
      evidence: 'recovery-point marker in us-west-2',
      link: { verdict: { state: 'met', sentence: expect.stringMatching(/^Met, \d+(\.\d)? s of 1 m$/) } },
    });
  });

  it('arrive in items and objects as well, and nothing of them fails', async () => {
    for (const storeId of ['items', 'originals']) {
      await until(`${storeId} has arrived`, () => seen(storeId).every((state) => state === 'observed'), 120);
      expect(seen(storeId)).not.toEqual([]);
    }
    // A call that a busy machine did not hear in time is made again.
    await expect
      .poll(() =>
        marked
          .entities()
          .flatMap((one) =>
            one.kind === 'source' && one.api.startsWith('marker') && one.state !== 'answered'
              ? [`${one.id}: ${one.message}`]
              : [],
          ),
      )
      .toEqual([]);
  });

  it('are proposed where there is none, as the line of the fleet file', async () => {
    await until('it is proposed', () => tooShort(unmarked).length === 2, 60);
    await until('it is gone', () => tooShort(marked).length === 1, 60);
    const clears = new Map(tooShort(unmarked).map(({ workloadId, clear }) => [workloadId, clear]));
    expect(clears.get('checkout')).toMatch(
      /^Add "marker: { entryPoint: web, path: \/recovery-point }" to the store orders of checkout in the fleet file, or/,
    );
    expect(clears.get('storefront')).toMatch(/^Add "marker: on" to the store sessions of storefront in the fleet file/);
    expect(tooShort(marked).map(({ workloadId }) => workloadId)).toEqual(['storefront']);
    expect(rpoOf(unmarked, 'checkout')?.provableNow).toBe(false);
  });

  it('show a stalled store in breach of a minute in little more than it', async () => {
    await world.stall('checkout', 'orders');
    const stalledAt = world.clock.now();
    await until('the breach shows', () => rpoOf(marked, 'checkout')?.state === 'breached', 100);
    const afterSeconds = (world.clock.now() - stalledAt) / 1000;
    expect(afterSeconds).toBeGreaterThan(45);
    expect(rpoOf(marked, 'checkout')?.sentence).toMatch(/^Breached by .*orders us-east-1 → us-west-2/);
    expect(rpoOf(unmarked, 'checkout')?.state).not.toBe('breached');
  });

  it('measure what no metric does', async () => {
    // Without a promise of time its objects take minutes to be copied.
    await until('its first marker has arrived', () => seen('thumbnails').join() === 'observed', 400);
    const thumbnails = (collector: Collector) =>
      overview(collector).links.find(({ storeId }) => storeId === 'thumbnails');
    expect(thumbnails(marked)).toMatchObject({
      verdict: { state: 'met', provableNow: true },
      loss: { estimate: true },
    });
    expect(thumbnails(unmarked)?.verdict.sentence).toBe('Not measured: metrics are not enabled');
  });
});
