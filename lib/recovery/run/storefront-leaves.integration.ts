import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RankedTarget } from '@/lib/domain/recovery/decision';
import { approver, operator, type RunWorld, startRunWorld } from './testing/run-world';

/** A workload that serves from every region leaves a dead one: nothing is promoted, and its users are proven served. */

let world: RunWorld;
beforeAll(async () => {
  world = await startRunWorld({ speed: 5 });
  await world.startEngine('engine-1');
});
afterAll(() => world?.stop());

async function bestTarget(): Promise<RankedTarget | undefined> {
  const { readDecision } = await import('@/lib/queries/read-plans');
  const decision = await readDecision(operator, 'storefront', 'us-east-1');
  if (decision === 'not-found' || decision.advice !== 'move') return undefined;
  return decision.targets.find(({ mode, blockers }) => mode === 'ungraceful' && blockers.length === 0);
}

it('storefront leaves us-east-1 when it is dead: two people, no promotion, and its users proven to be served elsewhere', async () => {
  await world.until('its plans are known, and what us-east-1 has', async () => {
    const plans = await world.entities('plan');
    const endpoints = await world.entities('endpoint');
    const source = endpoints.find(({ workloadId, region }) => workloadId === 'storefront' && region === 'us-east-1');
    return plans.some(({ workloadId }) => workloadId === 'storefront') && source?.capacity.state === 'observed';
  });
  const servedAt = await world.servedAt('storefront', 'us-east-1');
  await world.begin({ kind: 'region-outage', region: 'us-east-1' });
  const ranked = await world.until('a move is advised', bestTarget);
  const id = await world.until('the gates let it begin', async () => {
    const answer = await world.command('start-execution', 'startExecution', operator, {
      workloadId: 'storefront',
      planId: ranked.planId,
      planVersion: ranked.planVersion,
      mode: 'ungraceful',
      source: 'us-east-1',
      target: ranked.target,
      reason: 'us-east-1 is dead',
      typedRegion: 'us-east-1',
      acknowledgedLoss: Object.fromEntries(ranked.losses.map(({ storeId }) => [storeId, 'unknown'])),
    });
    return answer.ok && answer.executionId;
  });
  const asked = await world.until('a second person is asked', async () => {
    const run = await world.run(id);
    return run.state === 'awaiting-approval' && run;
  });
  const agreed = { executionId: id, boundTo: asked.approval.boundTo, planVersion: asked.planVersion };
  expect(await world.command('approve-execution', 'approveExecution', approver, agreed)).toMatchObject({ ok: true });
  const run = await world.until(
    'the run has ended',
    async () => {
      const each = await world.run(id);
      const stopped = each.steps
        .filter(({ state }) => state === 'failed')
        .map(({ stepId, sentence }) => [stepId, sentence]);
      if (each.state === 'paused-by-failed-step') throw new Error(JSON.stringify(stopped));
      return each.endedAt === 'not-yet' ? undefined : each;
    },
    150,
  );
  expect(run.state).toMatch(/^completed/);
  for (const stepId of ['dns-web', 'probe-web']) {
    expect([stepId, run.steps.find((step) => step.stepId === stepId)?.state]).toEqual([stepId, 'done']);
  }
  // Its health checks had moved its users before people did: no time is credited to the run that it did not take.
  const { impactAt } = run.clock;
  if (impactAt !== 'none') expect(impactAt).toBeGreaterThanOrEqual(world.earliestImpact('us-east-1', servedAt));
  const effects = (await world.effects()).map(({ operation }) => operation).filter((name) => !name.startsWith('Put'));
  expect(effects).not.toContain('FailoverGlobalCluster');
  expect(effects.filter((name) => name === 'SetDesiredCapacity').length).toBeLessThanOrEqual(1);
}, 420_000);
