import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import type { RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { ResidueLine } from '@/lib/domain/recovery/residue/build-residue';
import { viewResidueOfRun } from '@/lib/recovery/pages/view-residue';
import { defaultFleet } from '@/lib/simulator/world/default-fleet';
import type { FleetDeclaration } from '@/lib/simulator/world/fleet-declaration';
import { approver, operator, type RunWorld, startRunWorld } from './testing/run-world';

/** What a workload does by itself follows it out of a dead region, and people hear of it; by its generated plan. */

const quick = { switchoverSeconds: [60, 70], failoverSeconds: [60, 70], rebuildSeconds: [60, 90] } as const;

const fleet: FleetDeclaration = {
  ...defaultFleet,
  workloads: defaultFleet.workloads
    .filter(({ id }) => id === 'checkout')
    .map((workload) => ({
      ...workload,
      stores: workload.stores.map((store) => (store.kind === 'aurora-global' ? { ...store, pace: quick } : store)),
    })),
};

const shorts = { 'us-east-1': 'use1', 'us-west-2': 'usw2' } as const;
const mappings = {
  'us-east-1': ['8028a687-e721-231c-5215-8a356bd06d6b'],
  'us-west-2': ['5c251faf-3e0a-f58e-adb2-c1c1f0b60306'],
} as const;
const inBoth = <T>(make: (short: string) => T) =>
  Object.fromEntries(Object.entries(shorts).map(([region, short]) => [region, make(short)]));

/** The fleet file with all that checkout does by itself, and the topic that tells of it. */
function declare(file: string): string {
  const written = parse(file) as { workloads: { recovery: Record<string, unknown> }[] };
  const [checkout] = written.workloads;
  if (checkout === undefined) throw new Error('There is no checkout.');
  checkout.recovery = {
    ...checkout.recovery,
    consumers: mappings,
    schedules: inBoth(() => [{ bus: 'checkout-orders', rule: 'order-placed' }]),
    deployments: inBoth((short) => [{ pipeline: `checkout-deploy-${short}`, stage: 'Deploy' }]),
    announce: ['us-west-2', 'eu-west-1'].map((region) => `arn:aws:sns:${region}:111122223333:incidents`),
  };
  return stringify(written);
}

let world: RunWorld;
beforeAll(async () => {
  world = await startRunWorld({ speed: 6, fleet, write: declare });
  await world.startEngine('engine-1');
});
afterAll(() => world?.stop());

/** What stood in the way when it was looked at last. */
let inTheWay: unknown = 'nothing was tried';

/** A way out of us-east-1 with nothing in it, waited for. */
function wayOut(wanted: RankedTarget['mode'], seconds: number): Promise<RankedTarget> {
  const look = async () => {
    const { readDecision } = await import('@/lib/queries/read-plans');
    const decision = await readDecision(operator, 'checkout', 'us-east-1');
    if (decision === 'not-found') return undefined;
    inTheWay = decision.targets.map(({ mode, blockers }) => [mode, blockers.map(({ sentence }) => sentence)]);
    return decision.targets.find(({ mode, blockers }) => mode === wanted && blockers.length === 0);
  };
  const found = world.until(`a ${wanted} move is open`, look, seconds);
  return found.catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${JSON.stringify(inTheWay)}`)));
}

async function begin(ranked: RankedTarget): Promise<string> {
  return world.until('the gates let it begin', async () => {
    const answer = await world.command('start-execution', 'startExecution', operator, {
      workloadId: 'checkout',
      planId: ranked.planId,
      planVersion: ranked.planVersion,
      mode: ranked.mode,
      source: 'us-east-1',
      target: ranked.target,
      reason: 'us-east-1 is dead',
      typedRegion: ranked.target,
      acknowledgedLoss: Object.fromEntries(ranked.losses.map(({ storeId }) => [storeId, 'unknown'])),
      overrides: [],
    });
    return answer.ok && answer.executionId;
  });
}

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

it('consumers, schedules and deployments of checkout follow it out of a dead region, and people are told', async () => {
  await wayOut('graceful', 150);
  await world.begin({ kind: 'region-outage', region: 'us-east-1' });
  const run = await agreeAndWait(await begin(await wayOut('ungraceful', 150)));
  expect(run.state).toMatch(/^completed/);
  const stepOf = (id: string) => run.steps.find(({ stepId }) => stepId === id);
  for (const id of ['give-up-consumers', 'give-up-schedules', 'freeze-source']) {
    expect(stepOf(id)?.sentence).toMatch(/^Not proven: us-east-1 does not say that /);
  }
  for (const id of ['freeze-target', 'start-consumers', 'start-schedules', 'announce']) {
    expect([id, stepOf(id)?.state, stepOf(id)?.sentence]).toEqual([
      id,
      'done',
      expect.not.stringMatching(/^Not proven/),
    ]);
  }
  const effects = (await world.effects()).filter(({ outcome }) => outcome === 'ok');
  const order = effects.map(({ operation }) => operation).filter((operation) => !operation.startsWith('Put'));
  expect(order[0]).toBe('DisableStageTransition');
  expect(order.at(-1)).toBe('Publish');
  expect(order.indexOf('UpdateEventSourceMapping')).toBeGreaterThan(order.indexOf('FailoverGlobalCluster'));
  const once = ['DisableStageTransition', 'UpdateEventSourceMapping', 'Publish'];
  expect(order.filter((operation) => once.includes(operation)).sort()).toEqual([...once].sort());
  const [told] = world.simulator.world.published('111122223333');
  expect(told?.message).toBe(
    `Checkout is served from us-west-2 now and has left us-east-1. Told by run ${run.id} of Antipode.`,
  );
  const consumer = await world.until('what was turned is read again', async () => {
    const line = (await leftBy(run.id)).find(({ kind, region }) => kind === 'setting' && region === 'us-west-2');
    return line?.readAt === 'never' ? undefined : line;
  });
  expect(consumer).toMatchObject({ state: 'open' });
  const unheard = (await leftBy(run.id)).filter(({ kind, region }) => kind === 'setting' && region === 'us-east-1');
  // Whether a silent region was turned, and what it was before, nobody knows.
  expect(unheard.map(({ state }) => state)).toEqual(unheard.map(() => 'unknown'));
  expect(unheard.length).toBeGreaterThan(0);
}, 420_000);

async function leftBy(runId: string): Promise<readonly ResidueLine[]> {
  const kinds = ['execution', 'workload', 'residue-reading', 'residue-owner'] as const;
  const entities = (await Promise.all(kinds.map((kind) => world.entities(kind)))).flat();
  const left = viewResidueOfRun(entities, runId, world.now());
  return left === 'no-move' ? [] : left.lines;
}
