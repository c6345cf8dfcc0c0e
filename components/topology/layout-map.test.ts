import { describe, expect, it } from 'vitest';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { calmFleetEntities, regionDownEntities } from '@/lib/domain/testing/sample-entities';
import { linkLook, rankOfTone } from '../status/link-look';
import { layoutMap, narrowMap } from './layout-map';
import { type Box, overlaps } from './place-labels';

const now = Date.UTC(2026, 7, 12, 3, 12, 40);
const calm = buildFleetOverview(calmFleetEntities(now), now);
const down = buildFleetOverview(regionDownEntities(now, { failedFor: 400 }), now);
const layoutOf = ({ regions, links }: typeof calm, width: number) =>
  layoutMap(width, regions, links, (link) => rankOfTone(linkLook(link).tone));

function boxesOf(layout: ReturnType<typeof layoutOf>): Box[] {
  return [...layout.regions, ...layout.pairs].flatMap(({ label }) => (label === 'none' ? [] : [label]));
}

describe('the map', () => {
  it('labels every region and every pair of the default fleet without a collision', () => {
    for (const width of [740, 760, 820, 880, 960, 1200]) {
      const layout = layoutOf(calm, width);
      expect(layout.regions.every(({ label }) => label !== 'none')).toBe(true);
      expect(layout.pairs.every(({ label }) => label !== 'none')).toBe(true);
      const boxes = boxesOf(layout);
      for (const [index, box] of boxes.entries()) {
        expect(boxes.slice(index + 1).some((other) => overlaps(box, other))).toBe(false);
      }
    }
  });

  it('keeps every label where it is when states change, so that places can be learnt', () => {
    expect(boxesOf(layoutOf(down, 880))).toEqual(boxesOf(layoutOf(calm, 880)));
  });

  it('labels each pair with its worst link and carries no arc text on a phone', () => {
    const layout = layoutOf(down, 880);
    expect(layout.pairs).toHaveLength(6);
    const hit = layout.pairs.filter(({ id }) => id.includes('us-east-1'));
    expect(hit.every(({ worst }) => rankOfTone(linkLook(worst.link).tone) < rankOfTone('normal'))).toBe(true);
    expect(layoutOf(down, narrowMap - 1).pairs.every(({ label }) => label === 'none')).toBe(true);
  });

  it('gives each link between two regions an arc of its own', () => {
    const arcs = layoutOf(calm, 880).pairs.flatMap(({ links }) => links.map(({ arc }) => JSON.stringify(arc.control)));
    expect(new Set(arcs).size).toBe(arcs.length);
  });
});
