import { describe, expect, it } from 'vitest';
import { runCampaign } from './testing/chaos-campaign';

describe('runs while engines are killed at random', () => {
  // Ten workloads at once, whose databases change roles in 5 to 15 seconds of fleet time, eight times as fast as we live.
  it('are never lost: each effect is there once or its run asks, and only kills inside an effect make it ask', async () => {
    const report = await runCampaign({ runs: 30, workloads: 10, speed: 8, seed: 1, say: console.log });
    console.log(JSON.stringify(report));
    expect(report.broken).toEqual([]);
    expect(report.runs).toBe(30);
    expect(report.kills).toBeGreaterThanOrEqual(6);
    expect(report.completed).toBeGreaterThanOrEqual(25);
  }, 600_000);
});
