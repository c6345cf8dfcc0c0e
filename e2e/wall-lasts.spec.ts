import { readFileSync } from 'node:fs';
import { openPlayedWall, playWholeDay, preparePage } from '../bench/wall/whole-day';
import type { FleetReading } from '../components/shell/fleet-cache';
import { expect, test } from './fixtures';
import { WallPage } from './pages/wall-page';

// The day is played at the speed of the wall clock, whatever the day takes.
// A trace keeps nodes of its own.
test.use({ speed: 1, trace: 'off' });

/** Fewer than there are changes of scene: one node left behind with each would be noticed. */
const textsOfSentences = 8;

test('a wall that hangs for long holds as many nodes and listeners as at first: else the browser would end it by night', async ({
  context,
  page: first,
  product,
  signIn,
}) => {
  await signIn.signInAs('viewer', product);
  // A fleet of which nothing is known yet would be played as one.
  const wall = new WallPage(first);
  await wall.open('?scene=fleet');
  await expect(wall.region('us-east-1')).toHaveAttribute('data-health', 'healthy', { timeout: 90_000 });
  await expect(wall.band).toHaveCount(0);
  // The browser counts by process: the wall has one without the pages that were open before it.
  const page = await context.newPage();
  await first.close();
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
  const [earliest, ...later] = readings.map(({ holding: { nodes, listeners } }) => ({ nodes, listeners }));
  expect(earliest?.nodes).toBeGreaterThan(100);
  expect(later.map(({ listeners }) => listeners)).toEqual(later.map(() => earliest?.listeners));
  // A sentence has a text or two more than another; what stays behind with each update, scene or reconnect is many more.
  expect(Math.max(...later.map(({ nodes }) => nodes))).toBeLessThanOrEqual((earliest?.nodes ?? 0) + textsOfSentences);
  await expect(page.getByTestId('console-band')).toBeHidden();
});
