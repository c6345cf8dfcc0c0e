import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entity } from '../../entities';
import { toMissing, toObserved } from '../../observe';
import { judgedAt, sampleLink } from '../../testing/arbitraries';
import { calmFleetEntities, engineStoppedEntities, regionDownEntities } from '../../testing/sample-entities';
import { resyncingEntities } from '../../testing/sample-links';
import { hundredWorkloadFleet, thirtyRegionFleet } from '../../testing/sample-wide-fleets';
import { buildFleetScene, rankRegion, rankRow } from './fleet';
import { layOutFleet } from './lay-out-fleet';
import { measureText } from './measure-text';
import { inputOf, rooms, situations } from './testing/scene-samples';

const view = (entities: readonly Entity[], now = judgedAt) => buildFleetScene(inputOf(entities, now));
const counted = {
  Regions: /Regions \+(\d+) more|\+(\d+) regions?,/,
  Workloads: /Workloads \+(\d+) more|\+(\d+) workloads?,/,
};
const moreCount = (more: readonly string[], of: keyof typeof counted) => {
  const found = counted[of].exec(more.join('  ·  '));
  return found === null ? 0 : Number(found[1] ?? found[2]);
};

describe('the scene of the fleet', () => {
  test('says what users feel, since when, and what is left of the protection', () => {
    const { regions, workloads } = view(regionDownEntities(judgedAt, { failedFor: 700 }));
    expect(regions.find(({ code }) => code === 'us-east-1')).toMatchObject({
      health: 'down',
      wordings: ['Down, 12 m', 'Down'],
    });
    const checkout = workloads.find(({ id }) => id === 'checkout');
    expect(checkout?.users).toMatchObject({ state: 'down', wordings: ['Down, 12 m', 'Down'] });
    expect(checkout?.protection).toMatchObject({ state: 'unprotected', wordings: ['Unprotected'] });
    expect(checkout?.rto.wordings[1]).toMatch(/^11 m \d+ s of 5 m$/);
    expect(checkout?.cells.map(({ region, health }) => [region, health])).toEqual([
      ['us-east-1', 'down'],
      ['us-west-2', 'healthy'],
    ]);
  });

  test('shows what would be lost of what may be, by the link that decides the verdict', () => {
    const { workloads } = view(resyncingEntities(judgedAt));
    expect(workloads.find(({ id }) => id === 'checkout')?.rpo).toMatchObject({
      state: 'breached',
      wordings: ['Breached, 7 m 20 s of 1 m', '7 m 20 s of 1 m'],
    });
  });

  test('a lag that is met for its date alone is no claim about now', () => {
    const { rpo } = view(situations.calm ?? []).workloads[0] ?? {};
    expect(rpo).toMatchObject({ state: 'met', provableNow: false });
    expect(rpo?.wordings[0]).toMatch(/^Met at \d\d:\d\d, 0\.\d s of 1 m$/);
  });

  test('without a drill a recovery time is not measured, and no figure stands in for it', () => {
    for (const { rto } of view(situations.calm ?? []).workloads) {
      expect(rto.state).toBe('not-measured');
      expect(rto.wordings.join()).not.toMatch(/\d/);
    }
  });

  test('an empty fleet is not green: it says that nothing is known', () => {
    const { regions, workloads, nothing } = view([]);
    expect([regions, workloads]).toEqual([[], []]);
    expect(nothing).toMatch(/^No data yet/);
  });

  test('nothing is well any more once the engine is silent', () => {
    const { regions, workloads } = view(engineStoppedEntities(judgedAt));
    expect(regions.map(({ health }) => health)).not.toContain('healthy');
    for (const { users, rpo, protection } of workloads) {
      expect([users.state, rpo.state, protection.state]).toEqual(['unknown', 'not-measured', 'unknown']);
    }
  });

  test('losing evidence never makes anything healthy', () => {
    const entities = situations['region down'] ?? [];
    const well = (of: readonly Entity[]) => {
      const { regions, workloads } = view(of);
      return new Set([
        ...regions.filter(({ health }) => health === 'healthy').map(({ code }) => code),
        ...workloads.flatMap(({ id, users, rpo, protection, cells }) => [
          ...(users.state === 'healthy' ? [`users of ${id}`] : []),
          ...(rpo.state === 'met' ? [`data of ${id}`] : []),
          ...(protection.state === 'protected' ? [`protection of ${id}`] : []),
          ...cells.filter(({ health }) => health === 'healthy').map(({ region }) => `${id} in ${region}`),
        ]),
      ]);
    };
    const before = well(entities);
    const endpoints = entities.flatMap((entity, index) => (entity.kind === 'endpoint' ? [index] : []));
    fc.assert(
      fc.property(fc.subarray(endpoints, { minLength: 1 }), (lost) => {
        const dark = entities.map((entity, index): Entity => {
          if (entity.kind !== 'endpoint' || !lost.includes(index)) return entity;
          const missing = toMissing<never>('no-data', judgedAt - 60_000);
          return { ...entity, probe: missing, route53: missing, requestsPerSecond: missing, errorPercent: missing };
        });
        for (const claim of well(dark)) expect(before).toContain(claim);
      }),
      { numRuns: 40 },
    );
  });

  test('a stalled lag is shown by what may be lost at most, for its last lag says nothing of it', () => {
    const at = judgedAt - 700_000;
    const stalled = sampleLink({
      lag: toMissing('no-data', at, toObserved(0.6, at, at, 'cloudwatch')),
      writesPerSecond: toObserved(180, judgedAt - 100_000, judgedAt, 'cloudwatch'),
      writingSince: at - 3_600_000,
    });
    const entities = calmFleetEntities(judgedAt).map((entity) => (entity.id === stalled.id ? stalled : entity));
    const { rpo } = view(entities).workloads.find(({ id }) => id === 'checkout') ?? {};
    expect(rpo?.state).toBe('breached');
    expect(rpo?.wordings[1]).toBe('11 m 41 s of 1 m');
  });
});

describe('its layout', () => {
  test.each(Object.keys(situations))('%s: what is shown and what is counted are all there is, each once', (name) => {
    const scene = view(situations[name] ?? []);
    for (const sizes of rooms) {
      const { regions, workloads, more } = layOutFleet(scene, sizes);
      expect(new Set(regions.map(({ code }) => code)).size).toBe(regions.length);
      expect(new Set(workloads.map(({ id }) => id)).size).toBe(workloads.length);
      expect(regions.length + moreCount(more, 'Regions')).toBe(scene.regions.length);
      expect(workloads.length + moreCount(more, 'Workloads')).toBe(scene.workloads.length);
    }
  });

  test.each(Object.keys(situations))('%s: nothing that is left out is worse than something shown', (name) => {
    const scene = view(situations[name] ?? []);
    for (const sizes of rooms) {
      const { regions, workloads } = layOutFleet(scene, sizes);
      const left = scene.workloads.filter((row) => !workloads.includes(row)).map(rankRow);
      expect(Math.min(...left, 99)).toBeGreaterThanOrEqual(Math.max(...workloads.map(rankRow), -1));
      const leftRegions = scene.regions.filter((region) => !regions.includes(region)).map(rankRegion);
      expect(Math.min(...leftRegions, 99)).toBeGreaterThanOrEqual(Math.max(...regions.map(rankRegion), -1));
    }
  });

  test.each(Object.keys(situations))(
    '%s: every column has room for the shortest wording of each of its cells',
    (name) => {
      const scene = view(situations[name] ?? []);
      for (const sizes of rooms) {
        const { columns, namePx, workloads } = layOutFleet(scene, sizes);
        const total = columns.reduce((sum, { widthPx }) => sum + widthPx + sizes.gapPx, namePx);
        expect(total).toBeLessThanOrEqual(sizes.widthPx);
        for (const { id, widthPx } of columns) {
          for (const row of workloads) {
            expect(measureText(row[id].wordings.at(-1) ?? '') * sizes.figurePx).toBeLessThanOrEqual(widthPx);
          }
        }
      }
    },
  );

  test('a place is kept whatever becomes of it: tiles do not move when states change', () => {
    const calm = view(calmFleetEntities(judgedAt));
    const down = view(regionDownEntities(judgedAt, { failedFor: 700 }));
    for (const sizes of rooms.slice(0, 2)) {
      const before = layOutFleet(calm, sizes);
      const after = layOutFleet(down, sizes);
      expect(after.regions.map(({ code }) => code)).toEqual(before.regions.map(({ code }) => code));
      expect(after.regionPx).toBe(before.regionPx);
    }
  });

  test('of thirty regions the lost one is shown at every distance, in the place of one that is well', () => {
    const scene = view(situations['thirty regions'] ?? []);
    const calm = view(calmFleetEntities(judgedAt, thirtyRegionFleet()));
    for (const sizes of rooms) {
      const codes = layOutFleet(scene, sizes).regions.map(({ code }) => code);
      expect(codes).toContain('us-east-1');
      const usual = layOutFleet(calm, sizes).regions.map(({ code }) => code);
      expect(codes.filter((code, place) => usual[place] !== code).length).toBeLessThanOrEqual(1);
    }
  });

  test('a hundred workloads are laid out fast enough to do so with each step of the stream', () => {
    const scene = view(regionDownEntities(judgedAt, { failedFor: 700, fleet: hundredWorkloadFleet() }));
    const [sizes] = rooms;
    if (sizes === undefined) throw new Error('There is no room.');
    layOutFleet(scene, sizes);
    const runs = Array.from({ length: 9 }, () => {
      const began = performance.now();
      layOutFleet(scene, sizes);
      return performance.now() - began;
    }).sort((a, b) => a - b);
    expect(runs[4]).toBeLessThan(20);
  });
});
