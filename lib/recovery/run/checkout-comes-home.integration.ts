import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import { defaultFleet } from '@/lib/simulator/world/default-fleet';
import type { FleetDeclaration } from '@/lib/simulator/world/fleet-declaration';
import { approver, operator, type RunWorld, startRunWorld } from './testing/run-world';

/** A workload that was moved out of a dead region returns to it, by a plan of its own and only once its gates let it. */

const quick = { switchoverSeconds: [60, 70], failoverSeconds: [60, 70], rebuildSeconds: [60, 90] } as const;

/** Checkout alone, whose database is built anew in minutes instead of hours. */
const fleet: FleetDeclaration = {
  ...defaultFleet,
  workloads: defaultFleet.workloads
    .filter(({ id }) => id === 'checkout')
    .map((workload) => ({
      ...workload,
      stores: workload.stores.map((store) => (store.kind === 'aurora-global' ? { ...store, pace: quick } : store)),
    })),
};

let world: RunWorld;
beforeAll(async () => {
  world = await startRunWorld({ speed: 6, fleet });
  await world.startEngine('engine-1');
});
afterAll(() => world?.stop());

async function waysOut(source: string): Promise<readonly RankedTarget[]> {
  const { readDecision } = await import('@/lib/queries/read-plans');
  const decision = await readDecision(operator, 'checkout', source);
  return decision === 'not-found' ? [] : decision.targets;
}

async function begin(ranked: RankedTarget, source: string, overrides: readonly object[] = []): Promise<string> {
  const asked = () =>
    world.command('start-execution', 'startExecution', operator, {
      workloadId: 'checkout',
      planId: ranked.planId,
      planVersion: ranked.planVersion,
      mode: ranked.mode,
      source,
      target: ranked.target,
      reason: `Out of ${source}`,
      typedRegion: ranked.target,
      acknowledgedLoss: Object.fromEntries(ranked.losses.map(({ storeId }) => [storeId, 'unknown'])),
      overrides,
    });
  return world.until('the gates let it begin', async () => {
    const answer = await asked();
    return answer.ok && answer.executionId;
  });
}

/** Agrees as a second person, and takes the risk of two writers where that is asked. */
async function agreeAndWait(id: string): Promise<Execution> {
  const asked = await world.until('a second person is asked', async () => {
    const run = await world.run(id);
    return run.state === 'awaiting-approval' && run;
  });
  const agreed = { executionId: id, boundTo: asked.approval.boundTo, planVersion: asked.planVersion };
  expect(await world.command('approve-execution', 'approveExecution', approver, agreed)).toMatchObject({ ok: true });
  let open: readonly (readonly [string, string, string])[] = [];
  const ended = world.until(
    'the run has ended',
    async () => {
      const run = await world.run(id);
      open = run.steps.filter(({ state }) => state !== 'done').map((step) => [step.stepId, step.state, step.sentence]);
      if (run.state === 'paused-by-failed-step') throw new Error('It stopped.');
      if (run.steps.some(({ stepId, state }) => stepId === 'fence' && state === 'waiting')) {
        const risk = { executionId: id, stepId: 'fence', reason: 'It is dead' };
        await world.command('acknowledge-risk', 'acknowledgeRisk', operator, risk);
      }
      return run.endedAt === 'not-yet' ? undefined : run;
    },
    150,
  );
  return ended.catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${JSON.stringify(open)}`)));
}

/** What only time, or a person's word, can clear. */
const waits = ['region-not-stable', 'left-behind-not-reviewed'];

const codes = ({ blockers }: RankedTarget) => blockers.map(({ code }) => code);

describe('checkout', () => {
  it('is moved out of a dead region', async () => {
    await world.until(
      'the fleet is calm',
      async () => {
        const ways = await waysOut('us-east-1');
        return ways.some(({ mode, blockers }) => mode === 'graceful' && blockers.length === 0);
      },
      90,
    );
    expect((await waysOut('us-west-2')).map(({ action }) => action)).not.toContain('failback');
    await world.begin({ kind: 'region-outage', region: 'us-east-1' });
    const ranked = await world.until('a move is open', async () => {
      const ways = await waysOut('us-east-1');
      return ways.find(({ mode, blockers }) => mode === 'ungraceful' && blockers.length === 0);
    });
    expect((await agreeAndWait(await begin(ranked, 'us-east-1'))).state).toMatch(/^completed/);
  }, 240_000);

  it('has a way home from then on, which is closed while the region is dead', async () => {
    const ways = await waysOut('us-west-2');
    expect(ways.map(({ action, mode }) => `${action} ${mode}`)).toContain('failback graceful');
    expect(ways.map(({ action, mode }) => `${action} ${mode}`)).not.toContain('activate graceful');
    const home = ways.find(({ action }) => action === 'failback');
    expect(home === undefined ? [] : codes(home)).toEqual(expect.arrayContaining(waits));
  });

  it('returns without loss once its copy follows again, by two people who say why it need not wait longer', async () => {
    await world.healAll();
    const home = await world.until(
      'nothing but time stands in the way',
      async () => {
        const way = (await waysOut('us-west-2')).find(({ action }) => action === 'failback');
        return way !== undefined && codes(way).every((code) => waits.includes(code)) ? way : undefined;
      },
      150,
    );
    expect(codes(home)).toEqual(expect.arrayContaining(waits));
    expect(home.losses.every(({ fate }) => fate === 'none')).toBe(true);
    const overrides = [...home.blockers, { code: 'anti-flap' }].map(({ code, ...more }) => ({
      code,
      ...('about' in more && more.about !== undefined ? { about: more.about } : {}),
      reason: 'It is practised',
    }));
    const run = await agreeAndWait(await begin(home, 'us-west-2', overrides));
    expect(run).toMatchObject({ action: 'failback', mode: 'graceful', state: expect.stringMatching(/^completed/) });
    expect(run.overridden.map(({ code }) => code)).toEqual(expect.arrayContaining(waits));
    const operations = (await world.effects()).map(({ operation }) => operation);
    expect(operations.filter((name) => name === 'SwitchoverGlobalCluster')).toHaveLength(1);
    expect(operations.filter((name) => name === 'FailoverGlobalCluster')).toHaveLength(1);
  }, 360_000);

  it('is at home then: writers and users are where they were before, and there is no way home any more', async () => {
    const writes = await world.until('its copies are read anew', async () => {
      const links = (await world.entities('link')).filter(({ storeId }) => storeId === 'orders');
      return links.length === 1 && links[0]?.source === 'us-east-1' && links;
    });
    expect(writes).toMatchObject([{ source: 'us-east-1', target: 'us-west-2' }]);
    await world.until('users are led home', async () =>
      (await world.entities('routing')).every(
        ({ answer }) => answer.state === 'observed' && answer.value.region === 'us-east-1',
      ),
    );
    expect((await waysOut('us-west-2')).map(({ action }) => action)).not.toContain('failback');
  });
});
