import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RankedTarget } from '@/lib/domain/recovery/decision';
import type { Execution, StepProgress } from '@/lib/domain/recovery/execution';
import type { FleetDeclaration } from '@/lib/simulator/world/fleet-declaration';
import { findFleetNamed } from '@/lib/simulator/world/fleet-names';
import { approver, operator, type RunWorld, startRunWorld } from './testing/run-world';

/** A read replica that was promoted comes home: its old source is built anew from it, and nothing that it took is lost. */

const quick = findFleetNamed('default-quick');
if (quick === undefined) throw new Error('There is no fleet in which copies are built in minutes.');
const fleet: FleetDeclaration = { ...quick, workloads: quick.workloads.filter(({ id }) => id === 'media') };

let world: RunWorld;
beforeAll(async () => {
  world = await startRunWorld({ speed: 8, fleet });
  await world.startEngine('engine-1');
});
afterAll(() => world?.stop());

async function waysOut(source: string): Promise<readonly RankedTarget[]> {
  const { readDecision } = await import('@/lib/queries/read-plans');
  const decision = await readDecision(operator, 'media', source);
  return decision === 'not-found' ? [] : decision.targets;
}

/** Begins a way as it is at that moment, with a reason for each gate that a person answers for. */
async function begin(find: () => Promise<RankedTarget | undefined>, source: string): Promise<string> {
  let why = 'nothing was tried';
  return world
    .until('the gates let it begin', async () => {
      const ranked = await find();
      if (ranked === undefined) return undefined;
      // Flapping is asked of everybody who returns so soon.
      const flap = ranked.action === 'failback' ? [{ code: 'anti-flap' }] : [];
      const overrides = [...ranked.blockers, ...flap].map(({ code, ...more }) => ({
        code,
        ...('about' in more && more.about !== undefined ? { about: more.about } : {}),
        reason: 'It is practised',
      }));
      const answer = await world.command('start-execution', 'startExecution', approver, {
        workloadId: 'media',
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
      if (!answer.ok) why = answer.message;
      return answer.ok && answer.executionId;
    })
    .catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${why}`)));
}

/** Gives a run the word it waits for, and whatever else is to be done at a step. */
async function accompany(
  id: string,
  atStep: (step: StepProgress) => Promise<void>,
  seconds: number,
): Promise<Execution> {
  let open: readonly (readonly [string, string, string])[] = [];
  const ended = world.until(
    'the run has ended',
    async () => {
      const run = await world.run(id);
      open = run.steps.filter(({ state }) => state !== 'done').map((step) => [step.stepId, step.state, step.sentence]);
      if (run.state === 'paused-by-failed-step') throw new Error('It stopped.');
      for (const step of run.steps) {
        await atStep(step);
        const asked = { executionId: id, stepId: step.stepId };
        if (step.waitsFor === 'acknowledge-risk') {
          await world.command('acknowledge-risk', 'acknowledgeRisk', operator, { ...asked, reason: 'It is practised' });
        }
        if (step.waitsFor === 'task-done') {
          await world.command('complete-task', 'completeTask', operator, { ...asked, note: 'Done' });
        }
      }
      return run.endedAt === 'not-yet' ? undefined : run;
    },
    seconds,
  );
  return ended.catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${JSON.stringify(open)}`)));
}

const index = (region: string) =>
  world.simulator.world.truth().stores.find((each) => each.store === 'index' && each.region === region);
const indexLinks = async () => {
  const links = await world.entities('link');
  return links.filter(({ storeId }) => storeId === 'index').map(({ source, target }) => `${source}>${target}`);
};

describe('media', () => {
  it('leaves a dead region, and nothing follows its promoted replica', async () => {
    await world.until('its replica is watched', async () => {
      const links = await world.entities('link');
      return links.find(({ storeId }) => storeId === 'index')?.lag.state === 'observed';
    });
    await world.begin({ kind: 'region-outage', region: 'us-east-1' });
    const open = async () => (await waysOut('us-east-1')).find(({ blockers }) => blockers.length === 0);
    const run = await accompany(await begin(open, 'us-east-1'), async () => undefined, 150);
    expect(run.state).toMatch(/^completed/);
    await world.healAll();
  }, 420_000);

  it('has a way home that no missing replica closes, that loses nothing, and that states the hours', async () => {
    let seen = 'nothing';
    const home = await world
      .until(
        'what only time or a word clears is in the way',
        async () => {
          const way = (await waysOut('us-west-2')).find(({ action }) => action === 'failback');
          seen = JSON.stringify(way?.blockers.map(({ sentence }) => sentence));
          return way !== undefined && isOnlyWaitedFor(way) && way;
        },
        150,
      )
      .catch((error: unknown) => Promise.reject(new Error(`${String(error)} ${seen}`)));
    expect(home.mode).toBe('graceful');
    expect(home.losses.find(({ storeId }) => storeId === 'index')).toMatchObject({ fate: 'none', atMostSeconds: 0 });
    expect(home.estimate).toMatchObject({ undecided: expect.arrayContaining(['Stop what writes to index']) });
    expect(home.estimate === 'none' ? 0 : home.estimate.p90Seconds).toBeGreaterThan(21_600);
  }, 420_000);

  it('comes home: the replica is built anew, all that was written away is in it, and the other region follows again', async () => {
    const home = async () => (await waysOut('us-west-2')).find(isOnlyWaitedFor);
    const missing: number[] = [];
    let isStopped = false;
    let isLedOn = false;
    const run = await accompany(
      await begin(home, 'us-west-2'),
      async ({ stepId, state }) => {
        if (stepId === 'stop-index' && state === 'waiting' && !isStopped) {
          isStopped = true;
          await world.begin({ kind: 'traffic-surge', workload: 'media', factor: 0 });
        }
        if (stepId === 'promote-index' && state === 'done' && !isLedOn) {
          isLedOn = true;
          const away = index('us-west-2');
          if (away !== undefined) missing.push(away.committed - away.replicated, away.lost);
          await world.healAll();
        }
      },
      400,
    );
    expect(run).toMatchObject({ action: 'failback', mode: 'graceful', state: expect.stringMatching(/^completed/) });
    expect(missing).toEqual([0, 0]);
    const agreed = run.steps.filter(({ stepId }) => stepId.startsWith('clean-')).map(({ agreedBy }) => agreedBy);
    expect(agreed).toEqual(['olga', 'olga']);
    const effects = (await world.effects()).filter(({ service, outcome }) => service === 'RDS' && outcome === 'ok');
    expect(effects.map(({ operation, region }) => `${operation} ${region}`)).toEqual([
      'PromoteReadReplica us-west-2',
      'DeleteDBInstance us-east-1',
      'CreateDBInstanceReadReplica us-east-1',
      'PromoteReadReplica us-east-1',
      'DeleteDBInstance us-west-2',
      'CreateDBInstanceReadReplica us-west-2',
    ]);
    await world.until('the direction is read as it was', async () => {
      const links = await indexLinks();
      return links.length === 1 && links[0] === 'us-east-1>us-west-2';
    });
    expect((await waysOut('us-west-2')).map(({ action }) => action)).not.toContain('failback');
  }, 480_000);
});

/** What only time clears, or a person's word. */
const waits: readonly string[] = ['region-not-stable', 'left-behind-not-reviewed', 'not-copied-back', 'residue-open'];

/** A way home in which nothing else stands. */
function isOnlyWaitedFor({ action, blockers }: RankedTarget): boolean {
  return action === 'failback' && blockers.every(({ code }) => waits.includes(code));
}
