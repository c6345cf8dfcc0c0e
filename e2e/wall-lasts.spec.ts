import { readFileSync } from 'node:fs';
import { openPlayedWall, playWholeDay, preparePage } from '../bench/wall/whole-day';
import type { FleetReading } from '../components/shell/fleet-cache';
import { expect, test } from './fixtures';

// The day is played at the speed of the wall clock, whatever the day takes.
test.use({ speed: 1 });

test('a wall that hangs for long holds as many nodes and listeners as at first: else the browser would end it by night', async ({
  page,
  product,
  signIn,
}) => {
  await signIn.signInAs('viewer', product);
  const answer = await page.request.get(`${product.url}/api/fleet`);
  const { entities } = (await answer.json()) as FleetReading;
  const build = readFileSync('.next/BUILD_ID', 'utf8').trim();
  await preparePage(page);
  await openPlayedWall(page, `${product.url}/wall/noc`, { entities, build, reconnectEvery: 60, frameEvery: 10 });

  const { readings, played } = await playWholeDay(page, { updates: 320, warmUp: 200 }, () => undefined);
  expect(played.updates).toBeGreaterThanOrEqual(320);
  expect(played.sceneChanges).toBeGreaterThanOrEqual(16);
  expect(played.reconnects).toBeGreaterThanOrEqual(5);
  expect(played.readAnew).toBeGreaterThanOrEqual(2);
  const [first, ...later] = readings.map(({ holding: { nodes, listeners } }) => ({ nodes, listeners }));
  expect(first?.nodes).toBeGreaterThan(100);
  expect(later).toEqual(later.map(() => first));
  await expect(page.getByTestId('console-band')).toBeHidden();
});
