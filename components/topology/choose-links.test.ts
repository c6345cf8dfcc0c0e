import { expect, test } from 'vitest';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { calmFleetEntities, regionDownEntities } from '@/lib/domain/testing/sample-entities';
import { hundredWorkloadFleet, thirtyRegionFleet } from '@/lib/domain/testing/sample-wide-fleets';
import { linkLook, rankOfTone } from '../status/link-look';
import { chooseLinks, countPairs, mostPairs } from './choose-links';

const now = Date.UTC(2026, 7, 12, 3, 12, 40);
const rankOf = (link: Parameters<typeof linkLook>[0]) => rankOfTone(linkLook(link).tone);
const choose = (entities: Parameters<typeof buildFleetOverview>[0]) => {
  const { links } = buildFleetOverview(entities, now);
  return { links, drawn: chooseLinks(links, rankOf, rankOfTone('active')) };
};

test('a small fleet has all of its links on the map, well or not', () => {
  const { links, drawn } = choose(calmFleetEntities(now));
  expect(drawn).toEqual(links);
});

test('of thirty regions only what needs a look is drawn: nothing while calm, the lost region when one is lost', () => {
  const fleet = thirtyRegionFleet();
  expect(choose(calmFleetEntities(now, fleet)).drawn).toEqual([]);
  const { links, drawn } = choose(regionDownEntities(now, { failedFor: 700, fleet }));
  expect(countPairs(links)).toBeGreaterThan(400);
  expect(countPairs(drawn)).toBeLessThanOrEqual(mostPairs);
  expect(drawn.length).toBeGreaterThan(0);
  expect(drawn.filter(({ source, target }) => source !== 'us-east-1' && target !== 'us-east-1')).toEqual([]);
});

test('of a hundred workloads one link is drawn in each direction, and none that is worse is left out', () => {
  const fleet = hundredWorkloadFleet();
  const { links, drawn } = choose(regionDownEntities(now, { failedFor: 700, fleet }));
  const directions = drawn.map(({ source, target }) => `${source}>${target}`);
  expect(new Set(directions).size).toBe(directions.length);
  for (const one of drawn) {
    const beside = links.filter(({ source, target }) => source === one.source && target === one.target);
    expect(Math.min(...beside.map(rankOf))).toBe(rankOf(one));
  }
});
