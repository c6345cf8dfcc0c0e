import { expect, it } from 'vitest';
import { runCampaign } from './testing/chaos-campaign';

/** Thirty runs in the suite; `npm run chaos -- --runs N` makes it a campaign. */
const given = (name: string, usual: number) => Number(process.env[`ANTIPODE_CHAOS_${name}`] ?? usual);
const runs = given('RUNS', 30);
/** Fleet time over ours; databases change roles in 5 to 15 seconds of it, where real ones take a minute or two. */
const speed = given('SPEED', 8);

it(
  `${runs} runs are never lost while engines are killed at random: each effect is there once or its run asks, and only kills inside an effect make one ask`,
  async () => {
    const options = { runs, workloads: given('WORKLOADS', 10), speed, seed: given('SEED', 1) };
    const report = await runCampaign({ ...options, say: console.log });
    console.log(JSON.stringify(report));
    expect(report.broken).toEqual([]);
    expect(report.runs).toBe(runs);
    expect(report.kills).toBeGreaterThanOrEqual(runs / 5);
    expect(report.completed).toBeGreaterThanOrEqual((runs * 25) / 30);
  },
  300_000 + runs * 30_000,
);
