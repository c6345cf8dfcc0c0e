import { describe, expect, test } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import type { Decision, RankedTarget } from '@/lib/domain/recovery/decision';
import type { Drill } from '@/lib/domain/recovery/drill';
import type { Execution } from '@/lib/domain/recovery/execution';
import { calmFleetEntities, regionDownEntities } from '@/lib/domain/testing/sample-entities';
import { DrillRefused, type FleetStatus } from '../../drill/ports';
import { brokenDrill, openedDrill } from '../../pages/testing/sample-drills';
import { newDrill, toPhase } from '../../rules/drill/course-of-drill';
import { sampleExecution, samplePlan } from '../../rules/testing/sample-execution';
import { type ActPorts, breakAct, healAct, judgeAct, planAct, writeAct } from './drill-acts';
import { leaveAct, returnAct } from './drill-moves';

const now = Date.UTC(2026, 7, 12, 3, 12, 40);
const region = 'us-east-1';

interface World {
  entities: readonly Entity[];
  failing: FleetStatus['failing'];
  runs: readonly Execution[];
  ways: readonly Partial<RankedTarget>[];
  isOurs: boolean;
  /** It does not heal, whatever it is told. */
  isStubborn: boolean;
  readonly did: string[];
  readonly started: Readonly<Record<string, unknown>>[];
}

const way = { planId: 'checkout/activate', planVersion: 'v1', estimate: {}, losses: [], blockers: [] } as never;
const out: Partial<RankedTarget> = { ...Object(way), action: 'activate', mode: 'ungraceful', target: 'us-west-2' };
const home: Partial<RankedTarget> = { ...Object(way), action: 'failback', mode: 'graceful', target: region };

function worldOf(more: Partial<World> = {}): World {
  const usual = {
    entities: calmFleetEntities(now),
    failing: [],
    runs: [],
    ways: [out],
    isOurs: true,
    isStubborn: false,
  };
  return { ...usual, did: [], started: [], ...more };
}

/** Everything outside as a test tells it; what was done is written down in its order. */
function portsOf(world: World): ActPorts {
  return {
    now: () => now,
    stillOurs: async () => world.isOurs,
    say: () => undefined,
    fleet: {
      status: async () => ({ now, regions: [{ code: region, answers: true }], failing: world.failing }),
      async fail(failed) {
        world.did.push(`fail ${failed}`);
        return now;
      },
      async heal(healed) {
        world.did.push(`heal ${healed}`);
        if (!world.isStubborn) world.failing = [];
        return now;
      },
    },
    prober: {
      writeTransaction: async () => ({ state: 'answered', value: 'stored' }),
      readTransaction: async () => ({ state: 'answered', value: 'stored' }),
    },
    product: {
      fleet: async () => world.entities,
      decision: async () => ({ blockers: [], targets: world.ways }) as unknown as Decision,
      executions: async () => world.runs,
      execution: async (id) => world.runs.find((run) => run.id === id) ?? 'not-found',
      async start(input) {
        world.started.push(input);
        return { ok: true, executionId: 'run-new' };
      },
      addressOf: (id) => id,
    },
  };
}

const asked = newDrill({ id: 'd1', region, reason: 'Quarterly drill', askedBy: 'olga' }, now);
const failingSince = (since: number) => [{ region, since }];
const broken = brokenDrill('d1', now - 60_000);

function runOut(more: Partial<Execution> = {}): Execution {
  return { ...sampleExecution({ drill: true, reason: 'Drill d1 of the loss of us-east-1' }), ...more };
}

/** A run home of the drill, by the reason it is known by. */
function runHome(more: Partial<Execution> = {}): Execution {
  const request = { drill: true, source: 'us-west-2', target: region, reason: 'Drill d1 comes home to us-east-1' };
  return { ...sampleExecution(request), ...request, id: 'run-home', action: 'failback', ...more };
}

describe('before the fault', () => {
  test('the workloads that the region alone serves are chosen, each with its way', async () => {
    const drill = await planAct(portsOf(worldOf()), asked);
    expect(drill).toMatchObject({ phase: 'writing', workloads: [{ id: 'checkout', target: 'us-west-2' }] });
  });

  test.each<[string, Partial<World>, RegExp]>([
    ['fails already, by no drill', { failing: failingSince(now - 9000) }, /by no drill/],
    ['serves nothing alone', { entities: [] }, /nothing would be moved/],
    ['is not well', { entities: regionDownEntities(now, { failedFor: 120 }) }, /us-east-1 is left alone/],
    ['is not known to be well', { entities: calmFleetEntities(now - 3_600_000) }, /is not well before the drill/],
    ['cannot be left', { ways: [] }, /cannot be moved out of us-east-1, and us-east-1 is left alone/],
  ])('a region that %s is refused, and nothing is done to it', async (_, more, words) => {
    const world = worldOf(more);
    const refused = planAct(portsOf(world), asked);
    await expect(refused).rejects.toThrow(DrillRefused);
    await expect(refused).rejects.toThrow(words);
    expect(world.did).toEqual([]);
  });

  test('that it comes next is on record before it is begun', async () => {
    const world = worldOf();
    const drill = await writeAct(portsOf(world), openedDrill('d1', now));
    expect(drill).toMatchObject({ phase: 'breaking', faultIntendedAt: now, faultAt: 'not-yet' });
    expect(drill.workloads[0]?.writes).toHaveLength(6);
    expect(world.did).toEqual([]);
  });
});

describe('the fault', () => {
  const intended = (at: number): Drill =>
    toPhase({ ...openedDrill('d1', now - 90_000), faultIntendedAt: at }, 'breaking', at);

  test('is begun once its engine is known to have the drill still', async () => {
    const world = worldOf();
    expect(await breakAct(portsOf(world), intended(now))).toMatchObject({ phase: 'leaving', faultAt: now });
    expect(world.did).toEqual([`fail ${region}`]);
    const lost = worldOf({ isOurs: false });
    const drill = intended(now);
    expect(await breakAct(portsOf(lost), drill)).toBe(drill);
    expect(lost.did).toEqual([]);
  });

  test('of somebody else is left alone, and the drill refused', async () => {
    const world = worldOf({ failing: failingSince(now - 5000) });
    const drill = await breakAct(portsOf(world), intended(now - 1000));
    expect(drill).toMatchObject({ verdict: 'refused', phase: 'ended' });
    expect(world.did).toEqual([]);
  });

  test('that nobody began for a minute is not begun on a fleet that was calm a minute ago', async () => {
    const world = worldOf();
    const drill = await breakAct(portsOf(world), intended(now - 61_000));
    expect(drill).toMatchObject({ phase: 'asked', faultIntendedAt: 'not-yet', workloads: [] });
    expect(world.did).toEqual([]);
  });

  test('is taken for healed only once the fleet says so', async () => {
    const healing = toPhase(broken, 'healing', now);
    expect(await healAct(portsOf(worldOf({ failing: failingSince(now) })), healing)).toMatchObject({
      phase: 'returning',
      healedAt: now,
    });
    const stubborn = worldOf({ failing: failingSince(now), isStubborn: true });
    await expect(healAct(portsOf(stubborn), healing)).rejects.toThrow(/still fails/);
  });
});

describe('the way out', () => {
  test('is begun as a drill, under a key that is the same however often it is', async () => {
    const world = worldOf({ failing: failingSince(now) });
    const drill = await leaveAct(portsOf(world), broken);
    expect(drill).toMatchObject({ phase: 'leaving', workloads: [{ outRun: 'run-new' }] });
    expect(world.started).toMatchObject([
      { idempotencyKey: 'drill.d1.checkout.out', drill: true, dryRun: false, typedRegion: 'us-west-2' },
    ]);
  });

  test('waits for its gates and says which', async () => {
    const gate = { code: 'loss-unknown', sentence: 'What would be lost is not known', overridable: false };
    const ways = [{ ...out, blockers: [gate as never] }];
    const world = worldOf({ failing: failingSince(now), ways });
    const drill = await leaveAct(portsOf(world), broken);
    expect(drill.waitsFor).toMatchObject([{ workloadId: 'checkout', sentence: `${gate.sentence}.`, runId: 'none' }]);
    expect(world.started).toEqual([]);
  });

  test('is not begun out of a region that something else has healed meanwhile', async () => {
    const world = worldOf();
    const drill = await leaveAct(portsOf(world), broken);
    expect(drill.waitsFor[0]?.sentence).toMatch(/no longer fails.*End the drill/);
    expect(world.started).toEqual([]);
  });

  test('is over once its run has ended, whichever engine began it', async () => {
    const world = worldOf({ failing: failingSince(now), runs: [runOut({ state: 'completed', endedAt: now })] });
    const drill = await leaveAct(portsOf(world), broken);
    expect(drill).toMatchObject({ phase: 'judging', workloads: [{ outRun: 'run-1' }] });
    const judged = await judgeAct(portsOf(world), drill);
    expect(judged).toMatchObject({ phase: 'healing', workloads: [{ figures: { writes: 1 } }] });
    expect(judged.workloads[0]?.figures).not.toMatchObject({ state: 'proven' });
    expect(world.started).toEqual([]);
  });
});

describe('the way home', () => {
  const returning = toPhase({ ...broken, healedAt: now - 1000 }, 'returning', now);
  const plan = samplePlan();
  const changed = runOut({ state: 'completed', endedAt: now - 5000 });
  // What has changed nothing has moved nobody.
  const moved: Execution = {
    ...changed,
    steps: changed.steps.map((step) => ({ ...step, state: 'done', startedAt: now - 9000, endedAt: now - 8000 })),
  };

  test('is not needed where nothing was moved, and then the drill ends', async () => {
    const drill = await returnAct(portsOf(worldOf()), returning);
    expect(drill).toMatchObject({ phase: 'ended', workloads: [{ homeRun: 'not-needed' }] });
  });

  test('is begun as a drill that answers for what it wrote itself, once its gates are open', async () => {
    const gates = [{ code: 'left-behind-not-reviewed', sentence: 'x', overridable: true } as never];
    const world = worldOf({ runs: [moved], ways: [{ ...home, blockers: gates }] });
    const drill = await returnAct(portsOf(world), returning);
    expect(plan.id).toBe(moved.planId);
    expect(drill).toMatchObject({ phase: 'returning', workloads: [{ homeRun: 'run-new' }] });
    expect(world.started).toMatchObject([
      {
        idempotencyKey: 'drill.d1.checkout.home',
        typedRegion: region,
        overrides: [
          { code: 'left-behind-not-reviewed', reason: expect.stringContaining('an unknown number of its 1') },
        ],
      },
    ]);
  });

  test('waits for what only time clears', async () => {
    const gates = [{ code: 'region-not-stable', sentence: 'It is well for 4 m only', overridable: true } as never];
    const world = worldOf({ runs: [moved], ways: [{ ...home, blockers: gates }] });
    const drill = await returnAct(portsOf(world), returning);
    expect(drill.waitsFor).toMatchObject([{ sentence: 'It is well for 4 m only.' }]);
    expect(world.started).toEqual([]);
  });

  test('may be a run that a person has begun, and is followed to its end', async () => {
    const begun = runHome({ reason: 'The gates need my word', drill: false, createdAt: now - 500, state: 'running' });
    const drill = await returnAct(portsOf(worldOf({ runs: [begun, moved] })), returning);
    expect(drill).toMatchObject({ workloads: [{ homeRun: 'run-home' }], waitsFor: [{ runId: 'run-home' }] });
  });

  test('that has failed is not begun again by itself: a person has to', async () => {
    const failed = runHome({ state: 'cancelled', endedAt: now - 100, createdAt: now - 500, steps: [] });
    const world = worldOf({ runs: [failed, moved], ways: [home] });
    const drill = await returnAct(portsOf(world), returning);
    expect(drill.waitsFor[0]?.sentence).toMatch(/has ended: cancelled, and checkout is not home/);
    expect(world.started).toEqual([]);
  });
});
