import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Execution } from '@/lib/domain/recovery/execution';
import { approver, operator, type RunWorld, startRunWorld } from './testing/run-world';

let world: RunWorld;

beforeAll(async () => {
  world = await startRunWorld({ speed: 3 });
});
afterAll(() => world?.stop());

async function decision(workload: string, source: string) {
  const { readDecision } = await import('@/lib/queries/read-plans');
  const read = await readDecision(operator, workload, source);
  if (read === 'not-found') throw new Error('There is no decision.');
  return read;
}

const stateOf = (run: Execution, stepId: string) => run.steps.find((step) => step.stepId === stepId)?.state;

describe('checkout, with us-east-1 dead', () => {
  it('is moved by two people in less than five minutes, and is unprotected from then on', async () => {
    const engine = await world.startEngine('engine-1');
    await world.until(
      'plans are published and the fleet is watched',
      async () => {
        const plans = await world.entities('plan');
        const { targets, advice } =
          plans.length > 5 ? await decision('checkout', 'us-east-1') : { targets: [], advice: '' };
        return advice === 'stay' && targets.some(({ mode, blockers }) => mode === 'graceful' && blockers.length === 0);
      },
      120,
    );
    await world.begin({ kind: 'region-outage', region: 'us-east-1' });
    const deadAt = world.now();
    const ranked = await world.until(
      'a move is advised',
      async () => {
        const { targets, advice } = await decision('checkout', 'us-east-1');
        const target = targets.find(({ mode }) => mode === 'ungraceful');
        return advice === 'move' && target?.blockers.length === 0 ? target : undefined;
      },
      60,
    );
    const started = await world.until('the gates let it begin', async () => {
      const answer = await world.command('start-execution', 'startExecution', operator, {
        workloadId: 'checkout',
        planId: ranked.planId,
        planVersion: ranked.planVersion,
        mode: 'ungraceful',
        source: 'us-east-1',
        target: 'us-west-2',
        reason: 'us-east-1 is dead',
        typedRegion: 'us-west-2',
        acknowledgedLoss: Object.fromEntries(ranked.losses.map(({ storeId }) => [storeId, 'unknown'])),
      });
      if (!answer.ok) console.log(answer.message);
      return answer.ok && answer;
    });
    const { executionId } = started;
    console.log('started', (world.now() - deadAt) / 1000);
    await world
      .until('a second person is asked', async () => (await world.run(executionId)).state === 'awaiting-approval', 60)
      .catch(async (e) => {
        console.log(JSON.stringify(await world.run(executionId), undefined, 1).slice(-6000));
        throw e;
      });
    const asked = await world.run(executionId);
    const approved = await world.command('approve-execution', 'approveExecution', approver, {
      executionId,
      boundTo: asked.approval.boundTo,
      planVersion: asked.planVersion,
    });
    expect(approved).toEqual({ ok: true, executionId });
    await world.until('the fence asks', async () => stateOf(await world.run(executionId), 'fence') === 'waiting', 60);
    console.log('fence waits', (world.now() - deadAt) / 1000);
    const risk = await world.command('acknowledge-risk', 'acknowledgeRisk', operator, {
      executionId,
      stepId: 'fence',
      reason: 'It is dead',
    });
    expect(risk.ok).toBe(true);
    const run = await world
      .until(
        'it has ended',
        async () => {
          const seen = await world.run(executionId);
          return seen.endedAt === 'not-yet' ? undefined : seen;
        },
        180,
      )
      .catch(async (e) => {
        console.log(JSON.stringify(await world.run(executionId), undefined, 1).slice(-9000));
        throw e;
      });
    console.log(
      run.timeline.map(({ at, sentence, by }) => `${((at - deadAt) / 1000).toFixed(0)} ${by}: ${sentence}`).join('\n'),
    );
    console.log(JSON.stringify(run.clock), JSON.stringify(run.facts), engine.log().slice(-3000));
    console.log(
      (await world.effects())
        .map(
          ({ at, operation, region, outcome }) =>
            `${((at - deadAt) / 1000).toFixed(0)} ${operation} ${region} ${outcome}`,
        )
        .filter((line) => !line.includes('Put'))
        .join('\n'),
    );
    expect(run.state).toBe('completed-with-exceptions');
    expect(run.clock.actualSeconds).toBeLessThan(300);
  }, 600_000);
});
