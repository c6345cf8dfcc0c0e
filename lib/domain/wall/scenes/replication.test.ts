import { describe, expect, test } from 'vitest';
import { layOutReplication } from './lay-out-replication';
import { measureText } from './measure-text';
import { buildReplicationScene, rankLink } from './replication';
import { inputOf, rooms, situations } from './testing/scene-samples';

const view = (name: string) => buildReplicationScene(inputOf(situations[name] ?? []));

describe('the scene of replication', () => {
  test.each(Object.keys(situations))('%s: the worst link comes first, and each stands there once', (name) => {
    const { links } = view(name);
    const ranks = links.map(({ state, flow }) => rankLink(state, flow));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(links.map(({ id }) => id)).size).toBe(links.length);
    expect(links.length).toBe(inputOf(situations[name] ?? []).overview.links.length);
  });

  test('says the lag of the objective, what may be lost at most, and how old that is', () => {
    const [worst] = view('resyncing').links;
    expect(worst).toMatchObject({ state: 'breached', pair: 'us-east-1 → us-west-2', store: 'orders' });
    expect(worst?.lag[0]).toBe('7 m 20 s of 1 m');
    expect(worst?.atMost[0]).toMatch(/^\d+ m/);
    expect(worst?.age).toMatch(/^\d+ m ago$/);
  });

  test('a lag that is not known now stands in brackets, and a bound that rests on a guess says so', () => {
    const lost = view('region down').links.filter(({ state }) => state === 'not-measured');
    expect(lost.length).toBeGreaterThan(0);
    for (const { lag } of lost) expect(lag[0]).toMatch(/^\(was .*\)$|^no lag$/);
    expect(lost.some(({ proviso }) => proviso === 'if still writing')).toBe(true);
  });

  test('a link that stalls says so, in whatever state its verdict is', () => {
    const stalled = view('stalled').links.filter(({ flow }) => flow === 'stalled');
    expect(stalled.length).toBeGreaterThan(0);
    for (const { stateWordings } of stalled) expect(stateWordings.join()).toMatch(/stalled/i);
  });

  test('no link is no good news', () => {
    expect(view('empty')).toMatchObject({ links: [], nothing: expect.stringMatching(/^No data yet/) });
  });

  test.each(Object.keys(situations))('%s: shown and counted are all, and every figure has its room', (name) => {
    const scene = view(name);
    for (const sizes of rooms) {
      const { links, more, columns, statePx } = layOutReplication(scene, sizes);
      expect(links).toEqual(scene.links.slice(0, links.length));
      expect(links.length + Number(/\+(\d+) more/.exec(more)?.[1] ?? 0)).toBe(scene.links.length);
      const total = columns.reduce((sum, { widthPx }) => sum + widthPx + sizes.gapPx, statePx);
      expect(total).toBeLessThanOrEqual(sizes.widthPx);
      const lag = columns.find(({ id }) => id === 'lag');
      for (const link of links) {
        expect(measureText(link.lag.at(-1) ?? '') * sizes.figurePx).toBeLessThanOrEqual(lag?.widthPx ?? 0);
      }
    }
  });
});
