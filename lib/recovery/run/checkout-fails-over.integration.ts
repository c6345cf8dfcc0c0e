import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyTrail } from '@/lib/audit/verify-trail';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import { readAudit } from '@/lib/persistence/audit';
import { readEntities } from '@/lib/persistence/entities';
import { findExecution } from '@/lib/persistence/executions';
import { approver, type EngineProgram, operator, type RunWorld, startRunWorld } from './testing/run-world';

// Longer than what is waited for within one test may take on a busy machine.
vi.setConfig({ testTimeout: 420_000 });

/** Fleet time over ours: what a take-over or a busy machine takes of ours is as many times more of the fleet's. */
const speed = 4;
let world: RunWorld;
const engines = new Map<string, EngineProgram>();

beforeAll(async () => {
  world = await startRunWorld({ speed });
  for (const id of ['engine-1', 'engine-2']) engines.set(id, await world.startEngine(id));
});
afterAll(() => world?.stop());

async function decision() {
  const { readDecision } = await import('@/lib/queries/read-plans');
  const read = await readDecision(operator, 'checkout', 'us-east-1');
  if (read === 'not-found') throw new Error('There is no decision.');
  return read;
}

/** A person tries until the gates let it begin: evidence has its own pace, and a loaded machine another one. */
function begin(ranked: RankedTarget, more: object = {}): Promise<string> {
  let why = 'nothing';
  return world
    .until('the gates let it begin', async () => {
      const answer = await world.command('start-execution', 'startExecution', operator, {
        workloadId: 'checkout',
        planId: ranked.planId,
        planVersion: ranked.planVersion,
        mode: ranked.mode,
        source: 'us-east-1',
        target: 'us-west-2',
        reason: 'us-east-1 is dead',
        typedRegion: 'us-west-2',
        acknowledgedLoss: Object.fromEntries(ranked.losses.map(({ storeId }) => [storeId, 'unknown'])),
        ...more,
      });
      if (!answer.ok) why = answer.message;
      return answer.ok && answer.executionId;
    })
    .catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${why}`)));
}

const targetOf = async (mode: RankedTarget['mode']) =>
  (await decision()).targets.find((each) => each.mode === mode && each.target === 'us-west-2');

const stateOf = (run: Execution, stepId: string) => run.steps.find((step) => step.stepId === stepId)?.state;

const acts = async () => (await world.effects()).filter(({ operation }) => !operation.startsWith('Put'));

async function untilEnded(id: string, seconds: number): Promise<Execution> {
  return world.until(
    'the run has ended',
    async () => {
      const run = await world.run(id);
      return run.endedAt === 'not-yet' ? undefined : run;
    },
    seconds,
  );
}

describe('checkout', () => {
  it('is watched and has its plans, and a dry run of them changes nothing', async () => {
    const ranked = await world.until(
      'the fleet is calm',
      async () => {
        const plans = await world.entities('plan');
        const target = plans.length > 5 ? await targetOf('graceful') : undefined;
        return target?.blockers.length === 0 ? target : undefined;
      },
      150,
    );
    const id = await begin(ranked, { dryRun: 'true', typedRegion: '' });
    const run = await untilEnded(id, 150);
    expect(run.state).toMatch(/^completed/);
    expect(run.steps.every(({ state }) => state === 'done' || state === 'failed')).toBe(true);
    expect(await acts()).toEqual([]);
  });

  it('with us-east-1 dead is moved by two people in less than five minutes, though its driver freezes in the middle', async () => {
    const servedAt = await world.servedAt('checkout', 'us-east-1');
    await world.begin({ kind: 'region-outage', region: 'us-east-1' });
    const ranked = await world.until('a move is advised', async () => {
      const target = await targetOf('ungraceful');
      return (await decision()).advice === 'move' && target?.blockers.length === 0 ? target : undefined;
    });
    const id = await begin(ranked);
    const asked = await world.until('a second person is asked', async () => {
      const run = await world.run(id);
      return run.state === 'awaiting-approval' && run;
    });
    const agreed = { executionId: id, boundTo: asked.approval.boundTo, planVersion: asked.planVersion };
    expect(await world.command('approve-execution', 'approveExecution', approver, agreed)).toMatchObject({ ok: true });

    // A region that is silent proves nothing: a person takes the risk of two writers.
    await world.until('the fence asks', async () => stateOf(await world.run(id), 'fence') === 'waiting');
    await expect
      .poll(async () => (await world.run(id)).steps.find(({ stepId }) => stepId === 'fence')?.fence)
      .toBe('routing-only');
    const risk = { executionId: id, stepId: 'fence', reason: 'It is dead' };
    expect(await world.command('acknowledge-risk', 'acknowledgeRisk', operator, risk)).toMatchObject({ ok: true });

    // Frozen between the call and its record, it would leave what was read back, without the id of its request.
    await world.until('the promotion is under way and recorded', async () =>
      (await readAudit(world.store, 500)).some(({ action }) => action === 'call rds:FailoverGlobalCluster'),
    );
    const driver = (await world.run(id)).driver;
    const frozenAt = performance.now();
    engines.get(driver)?.freeze();
    await world.until('another engine drives', async () => {
      const stored = await findExecution(world.store.db, id);
      return stored !== 'not-found' && stored.driver !== driver;
    });
    const takenOverIn = (performance.now() - frozenAt) / 1000;
    expect(takenOverIn).toBeLessThan(10);
    await world.until('the new writer is proven', async () => stateOf(await world.run(id), 'prove') === 'done');
    engines.get(driver)?.thaw();

    const run = await untilEnded(id, 150);
    expect(run.state).toBe('completed-with-exceptions');
    expect(run.clock.impactAt).not.toBe('none');
    expect(run.clock.actualSeconds).toBeLessThan(300 + takenOverIn * speed);
    expect(Number(run.clock.impactAt)).toBeGreaterThanOrEqual(world.earliestImpact('us-east-1', servedAt));
    // A transaction whose answer did not come in time is asked for again, as the same one.
    const made = new Map(
      (await acts()).map(({ operation, parameters }) => [JSON.stringify([operation, parameters]), operation]),
    );
    expect([...made.values()].sort()).toEqual([
      'FailoverGlobalCluster',
      'POST /transactions',
      'SetDesiredCapacity',
      'UpdateRoutingControlStates',
    ]);
  });

  it('is unprotected since the promotion, and its objective is not met', async () => {
    const [run] = await world.runs();
    const promotedAt = run?.steps.find(({ stepId }) => stepId === 'promote-orders')?.endedAt;
    const look = async () => {
      const { entities } = await readEntities(world.store);
      const overview = buildFleetOverview(
        entities.map(({ entity }) => entity),
        world.now(),
      );
      const checkout = overview.workloads.find(({ id }) => id === 'checkout');
      return {
        ...checkout?.protection,
        rpo: checkout?.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpo.state,
      };
    };
    await expect.poll(look).toMatchObject({
      state: 'unprotected',
      since: promotedAt,
      sentence: expect.stringContaining('Unprotected since orders was promoted in us-west-2'),
      rpo: 'breached',
    });
  });

  it('left a record of who did what with every call, whole by its own chain', async () => {
    const audit = await readAudit(world.store, 500);
    const [run] = await world.runs();
    const own = audit.filter(({ target }) => target === run?.id);
    const actions = own.map(({ action }) => action);
    for (const action of ['approve-execution', 'acknowledge-risk', 'drive-execution', 'execution-ended'])
      expect(actions).toContain(action);
    const promoted = own.find(({ action }) => action === 'call rds:FailoverGlobalCluster');
    expect(promoted).toMatchObject({
      outcome: 'accepted',
      details: {
        endpointRegion: 'us-west-2',
        requestId: expect.stringMatching(/^[\w-]{8,}/),
        before: expect.stringContaining('written in us-east-1'),
      },
    });
    const verdict = await world.until('the chain has caught up', async () => {
      const seen = await verifyTrail(world.store, []);
      return seen.state === 'whole' && seen.unsealed === 0 ? seen : undefined;
    });
    expect(verdict).toMatchObject({ state: 'whole' });
    await world.store.pool.query(`update antipode.audit_entry set actor = 'eve' where action = 'approve-execution'`);
    expect(await verifyTrail(world.store, [])).toMatchObject({ state: 'broken' });
  });
});
