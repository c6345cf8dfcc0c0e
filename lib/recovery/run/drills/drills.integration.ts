import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Blocker } from '@/lib/domain/recovery/decision';
import type { Drill } from '@/lib/domain/recovery/drill';
import type { Execution } from '@/lib/domain/recovery/execution';
import { readDrills } from '@/lib/persistence/drills';
import { createProber } from '@/lib/probes';
import { defaultFleet } from '@/lib/simulator/world/default-fleet';
import type { FleetDeclaration } from '@/lib/simulator/world/fleet-declaration';
import { connectFleet } from '../../drill/connect-fleet';
import { approver, type EngineProgram, operator, type RunWorld, startRunWorld, viewer } from '../testing/run-world';
import { carryOutDrills } from './carry-out-drills';

// Longer than what is waited for within one test may take on a busy machine.
vi.setConfig({ testTimeout: 420_000 });

/** A drill that is asked for by a button, by engines as programs that are killed in the middle of it. */

const quick = { switchoverSeconds: [60, 70], failoverSeconds: [60, 70], rebuildSeconds: [60, 90] } as const;

/**
 * Checkout alone, whose database is built anew in minutes instead of hours. Engines are killed in wall time, of which the
 * fleet has six times as much: its objective has room for that.
 */
const fleet: FleetDeclaration = {
  ...defaultFleet,
  workloads: defaultFleet.workloads
    .filter(({ id }) => id === 'checkout')
    .map((workload) => ({
      ...workload,
      profile: {
        ...workload.profile,
        objectives: [{ scenario: 'region-loss', rtoSeconds: 1800, rpoSeconds: 60 }],
      },
      stores: workload.stores.map((store) => (store.kind === 'aurora-global' ? { ...store, pace: quick } : store)),
    })),
};

const region = 'us-east-1';
let world: RunWorld;
let engine: EngineProgram;
beforeAll(async () => {
  world = await startRunWorld({ speed: 6, fleet });
  engine = await world.startEngine('engine-1');
});
afterAll(() => world?.stop());

const press = (actor = operator, more: Readonly<Record<string, string>> = {}) =>
  world.command('begin-drill', 'beginDrill', actor, {
    region,
    typedRegion: region,
    reason: 'Quarterly drill',
    ...more,
  });

async function newest(): Promise<Drill> {
  const [drill] = await readDrills(world.store);
  if (drill === undefined) throw new Error('No drill is on record.');
  return drill;
}

/** The drill once it is so, with what it waited for last where it never is. */
function drillThat(what: string, is: (drill: Drill) => boolean, seconds = 150): Promise<Drill> {
  let seen: Drill | 'none' = 'none';
  const look = async () => {
    const drill = await newest();
    seen = drill;
    return is(drill) && drill;
  };
  const found = world.until(what, look, seconds);
  return found.catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${JSON.stringify(seen)}`)));
}

/**
 * The application keeps few transactions, so that a newer one may have taken the place of a test write; and a probe that a
 * busy machine did not hear before the fault is trouble of its own.
 */
function provenOf({ workloads }: Drill): 'proven' | 'not-proven' {
  const isClouded = workloads.some(
    ({ figures }) => figures !== 'not-yet' && /gone since|before the fault already/.test(figures.sentences.join()),
  );
  return isClouded ? 'not-proven' : 'proven';
}

async function failing(): Promise<readonly string[]> {
  const status = await connectFleet(world.simulator.url).status();
  return status.failing.map((fault) => fault.region);
}

/**
 * Presses until the region fails, each time as one intent that is sent twice. A person does the same: where somebody was
 * not known to be well at that moment the engine leaves the region alone.
 */
async function pressUntilItFails(): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const key = { idempotencyKey: `drill-of-the-test-${attempt}` };
    expect(await press(operator, key)).toMatchObject({ ok: true });
    expect(await press(operator, key)).toMatchObject({ ok: true });
    expect(await press()).toMatchObject({
      ok: false,
      code: 'another-run',
      message: expect.stringContaining('one at a time'),
    });
    const became = await world.until('the region fails', async () => {
      if ((await failing()).includes(region)) return 'failing';
      return (await newest()).phase === 'ended' && 'refused';
    });
    if (became === 'failing') return;
    const { verdict, sentences } = await newest();
    expect([verdict, ...sentences].join(' ')).toMatch(/^refused .* is left alone/);
    if (attempt === 20) throw new Error(`It was refused twenty times: ${sentences.join(' ')}`);
    await sleep(3000);
  }
}

const ended = ({ endedAt }: Execution) => endedAt !== 'not-yet';

async function nextEngine(id: string): Promise<void> {
  await engine.kill();
  engine = await world.startEngine(id);
}

async function agree(id: string): Promise<void> {
  let seen: unknown = 'nothing';
  const look = async () => {
    const run = await world.run(id);
    seen = [run.state, ...run.timeline.map(({ sentence }) => sentence)];
    return run.state === 'awaiting-approval' && run.approval.state === 'waiting' && run;
  };
  const asked = await world
    .until('a second person is asked', look)
    .catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${JSON.stringify(seen)}`)));
  const agreed = { executionId: id, boundTo: asked.approval.boundTo, planVersion: asked.planVersion };
  const own = await world.command(
    'approve-execution',
    'approveExecution',
    { ...approver, subject: 'local#olga' },
    agreed,
  );
  expect(own).toMatchObject({ ok: false, code: 'same-person' });
  expect(await world.command('approve-execution', 'approveExecution', approver, agreed)).toMatchObject({ ok: true });
}

/** Takes the risk of two writers where a run asks a person to. */
async function takeRisk(run: Execution): Promise<void> {
  for (const { stepId, state, waitsFor } of run.steps) {
    if (state !== 'waiting' || waitsFor !== 'acknowledge-risk') continue;
    const risk = { executionId: run.id, stepId, reason: 'The drill has made it fail' };
    await world.command('acknowledge-risk', 'acknowledgeRisk', operator, risk);
  }
}

function endOf(id: string): Promise<Execution> {
  return world.until(
    'the run has ended',
    async () => {
      const run = await world.run(id);
      await takeRisk(run);
      if (run.state === 'paused-by-failed-step') throw new Error(`It stopped: ${JSON.stringify(run.steps)}`);
      return ended(run) && run;
    },
    180,
  );
}

describe('a drill of the loss of us-east-1 that is asked for by its button', () => {
  it('is for who may, of a region that serves something alone, whose name was typed, and one at a time', async () => {
    await world.until('an engine is heard', async () => (await world.entities('workload')).length > 0);
    await world.until('an engine is heard', async () => (await world.entities('engine')).length > 0);
    expect(await press(viewer)).toMatchObject({ ok: false, code: 'not-allowed' });
    const ofOne = { ...operator, scope: { ...operator.scope, workloads: ['checkout'] } };
    expect(await press(ofOne)).toMatchObject({ ok: false, code: 'not-allowed' });
    expect(await press(operator, { typedRegion: 'us-west-2' })).toMatchObject({ ok: false, code: 'wrong-region' });
    expect(await press(operator, { reason: ' ' })).toMatchObject({ ok: false, code: 'malformed' });
    const elsewhere = { region: 'us-west-2', typedRegion: 'us-west-2' };
    expect(await press(operator, elsewhere)).toMatchObject({ ok: false, code: 'not-now' });
    expect(await readDrills(world.store)).toEqual([]);
  });

  it('is refused, and left alone, where the region fails by no drill', async () => {
    await world.begin({ kind: 'region-outage', region });
    expect(await press()).toMatchObject({ ok: true });
    const drill = await drillThat('it is refused', ({ phase }) => phase === 'ended');
    expect(drill).toMatchObject({ verdict: 'refused', faultIntendedAt: 'not-yet' });
    expect(drill.sentences.join(' ')).toContain('by no drill');
    expect(await failing()).toEqual([region]);
    await world.healAll();
  });

  it('is carried on where it was when its engine is killed at the fault, and begins one run in the person’s name', async () => {
    await world.until(
      'the fleet is calm',
      async () => {
        const { readDecision } = await import('@/lib/queries/read-plans');
        const decision = await readDecision(operator, 'checkout', region);
        const ways = decision === 'not-found' ? [] : decision.targets;
        return ways.some(({ mode, blockers }) => mode === 'graceful' && blockers.length === 0);
      },
      150,
    );
    await pressUntilItFails();
    await nextEngine('engine-2');
    const drill = await drillThat('its run has begun', ({ workloads }) =>
      workloads.some(({ outRun }) => outRun !== 'not-yet'),
    );
    expect(await failing()).toEqual([region]);
    const [out] = await world.runs();
    expect(out).toMatchObject({
      id: drill.workloads[0]?.outRun,
      drill: true,
      startedBy: operator.name,
      mode: 'ungraceful',
      source: region,
    });
    expect(out?.reason).toMatch(new RegExp(`^Drill ${drill.id} of the loss of us-east-1, made to fail at `));
  }, 420_000);

  it('goes on when its engine is killed in the middle of the run, is judged, and its region healed', async () => {
    const { workloads } = await newest();
    const id = String(workloads[0]?.outRun);
    const asked = await drillThat('it waits for a second person', ({ waitsFor }) =>
      waitsFor.some(({ sentence, runId }) => runId === id && sentence.includes('second person')),
    );
    expect(asked.phase).toBe('leaving');
    await agree(id);
    await world.until('the run is under way', async () => {
      const run = await world.run(id);
      await takeRisk(run);
      return run.steps.some(({ stepId, state }) => stepId.startsWith('promote') && state === 'running');
    });
    await nextEngine('engine-3');
    expect((await endOf(id)).state).toMatch(/^completed/);
    const drill = await drillThat('it is on its way home', ({ phase }) => phase === 'returning');
    expect(drill.workloads[0]?.figures).toMatchObject({ state: provenOf(drill), wantedSeconds: 1800, writes: 6 });
    expect(drill.healedAt).not.toBe('not-yet');
    expect(await failing()).toEqual([]);
    const operations = (await world.effects()).map(({ operation }) => operation);
    expect(operations.filter((name) => name === 'FailoverGlobalCluster')).toHaveLength(1);
  }, 420_000);

  it('waits for the gates of the way home, and takes up the run that a person begins in spite of them', async () => {
    const waits = await drillThat('it says what it waits for', ({ waitsFor }) =>
      waitsFor.some(({ sentence }) => sentence.includes('a return waits for')),
    );
    expect(waits.waitsFor).toMatchObject([{ workloadId: 'checkout', runId: 'none' }]);
    await nextEngine('engine-4');
    const id = await world.until('a person may begin the way home', beginHome, 180);
    await agree(id);
    expect((await endOf(id)).state).toMatch(/^completed/);
    const drill = await drillThat('it has ended', ({ phase }) => phase === 'ended');
    expect(drill).toMatchObject({ verdict: provenOf(drill), workloads: [{ homeRun: id }], endAsked: 'nobody' });
  }, 360_000);

  it('has left no fault, done nothing twice, and is on record from its beginning to its end', async () => {
    expect(await failing()).toEqual([]);
    const runs = await world.runs();
    expect(runs).toHaveLength(2);
    const operations = (await world.effects()).map(({ operation }) => operation);
    expect(operations.filter((name) => name === 'FailoverGlobalCluster')).toHaveLength(1);
    expect(operations.filter((name) => name === 'SwitchoverGlobalCluster')).toHaveLength(1);
    const { rows } = await world.store.pool.query(
      `select action, count(*)::int as times from antipode.audit_entry where details->>'drillId' = $1 group by action`,
      [(await newest()).id],
    );
    const times = Object.fromEntries(rows.map(({ action, times: count }) => [action, count]));
    for (const action of ['begin-drill', 'drill-leave', 'drill-judge', 'drill-heal', 'drill-return', 'drill-ended']) {
      expect(times[action], action).toBe(1);
    }
  });

  it('is refused by an engine that watches AWS, whoever wrote it down', async () => {
    await engine.kill();
    expect(await press()).toMatchObject({ ok: true });
    const stopping = new AbortController();
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const { dnsPort, httpPort } = world.simulator;
    const prober = createProber({
      mode: 'simulator',
      dns: `127.0.0.1:${dnsPort}`,
      httpProxy: `http://127.0.0.1:${httpPort}`,
    });
    const clock = { now: () => world.now(), toWallMs: (fleetMs: number) => fleetMs / 6 };
    const ports = {
      store: world.store,
      clock,
      log: silent,
      engineId: 'engine-of-aws',
      prober,
      stopping: stopping.signal,
    };
    const { ended: stopped } = carryOutDrills(ports, 'none');
    const drill = await drillThat('it is refused', ({ phase }) => phase === 'ended');
    expect(drill).toMatchObject({ verdict: 'refused', faultIntendedAt: 'not-yet' });
    expect(drill.sentences.join(' ')).toContain('watches AWS itself');
    expect(await failing()).toEqual([]);
    stopping.abort();
    await stopped;
  });
});

/** What only time, or a person's word, clears. */
const waited: readonly Blocker['code'][] = [
  'region-not-stable',
  'anti-flap',
  'left-behind-not-reviewed',
  'residue-open',
];

/** A person begins the return in spite of what only time would clear; not yet where another gate is closed. */
async function beginHome(): Promise<string | false> {
  const { readDecision } = await import('@/lib/queries/read-plans');
  const decision = await readDecision(operator, 'checkout', 'us-west-2');
  const ranked = decision === 'not-found' ? undefined : decision.targets.find(({ action }) => action === 'failback');
  if (decision === 'not-found' || ranked === undefined) return false;
  const gates = [...decision.blockers, ...ranked.blockers];
  if (gates.some(({ code }) => !waited.includes(code))) return false;
  const answer = await world.command('start-execution', 'startExecution', operator, {
    workloadId: 'checkout',
    planId: ranked.planId,
    planVersion: ranked.planVersion,
    mode: ranked.mode,
    source: 'us-west-2',
    target: region,
    drill: true,
    reason: 'The simulated fleet need not wait',
    typedRegion: region,
    acknowledgedLoss: Object.fromEntries(ranked.losses.map(({ storeId }) => [storeId, 'unknown'])),
    overrides: gates.map(({ code, about }) => ({
      code,
      ...(about === undefined ? {} : { about }),
      reason: 'It is practised',
    })),
  });
  return answer.ok && answer.executionId;
}
