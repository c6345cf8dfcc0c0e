import { expect, test } from 'vitest';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import { calmFleetEntities, regionDownEntities, startingEntities } from '../testing/sample-entities';
import { charactersThatFit } from './fit';
import { fleetStateWords, freshnessWords } from './fleet-state';

const now = Date.UTC(2026, 10, 20, 12);
const down = buildFleetOverview(regionDownEntities(now, { failedFor: 600 }), now);

test('what is wrong is named where it fits whole', () => {
  expect(fleetStateWords(down.headline, 40_000, 41)).toBe(down.headline.sentence);
});

test('where it does not fit the states are counted, and every state that anything is in is among them', () => {
  const words = fleetStateWords(down.headline, 41 * 0.62 * (down.headline.sentence.length - 1), 41);
  expect(words).not.toBe(down.headline.sentence);
  for (const [state, count] of Object.entries(down.headline.counts)) {
    expect(words.includes(`${count} ${state}`)).toBe(count > 0);
  }
  expect(words.length).toBeLessThan(charactersThatFit(1920, 61));
});

test('nothing known is no state to count', () => {
  const { headline } = buildFleetOverview([], now);
  expect(fleetStateWords(headline, 100, 41)).toBe('Nothing is known of the fleet yet');
});

test('the age of the oldest answer always stands beside the number of sources', () => {
  const { freshness } = buildFleetOverview(calmFleetEntities(now), now);
  expect(freshnessWords(freshness, now)).toMatch(/^\d+ sources, oldest \d+ [smh] ago$/);
  const late = { ...freshness, late: 3, failed: 1 };
  expect(freshnessWords(late, now)).toMatch(/^3 late, 1 failed of \d+ sources, oldest \d+ [smh] ago$/);
  const starting = buildFleetOverview(startingEntities(now), now).freshness;
  expect(freshnessWords(starting, now)).toMatch(/never answered|No source/);
});
