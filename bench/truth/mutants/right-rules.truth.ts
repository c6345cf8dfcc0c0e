import { expect, test } from 'vitest';
import { runScenario } from '../campaign/run-scenario';
import { silentDatabase, stalledDatabase } from './stalled-database';

test.each([
  ['stands still', stalledDatabase],
  ['stands still and is not heard of', silentDatabase],
])('with its rules as they are the console tells the truth about a database that %s', async (_, scenario) => {
  const { breaches, frames } = await runScenario(scenario);
  expect(breaches).toEqual([]);
  expect(frames).toBe(scenario.seconds / 2);
});
