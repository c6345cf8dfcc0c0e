import { expect, test } from 'vitest';
import { makeScenario } from '../scenario/make-scenario';
import { describeCampaign } from './report';
import { runScenario } from './run-scenario';

/** The whole campaign is `npm run truth`; its first scenarios are held here. */
const seed = 1;
const numbers = [0, 1, 2, 3];

test('what the console says is true in every frame of the first scenarios of the campaign', async () => {
  const reports = [];
  for (const number of numbers) reports.push(await runScenario(makeScenario(seed, number)));
  expect(describeCampaign(reports).join('\n')).toContain('The console told the truth: every rule held in every frame.');
});

test('a scenario that runs again gives the same frames', async () => {
  const scenario = { ...makeScenario(seed, 4), seconds: 360 };
  const [first, second] = [await runScenario(scenario), await runScenario(scenario)];
  expect(second.digest).toBe(first.digest);
  expect(first.frames).toBe(180);
});
