import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Execution } from '@/lib/domain/recovery/execution';
import { traceChanges } from '@/lib/domain/recovery/residue/trace-changes';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { Drive } from './drive';
import { type DriveWorld, startDriveWorld } from './testing/drive-world';
import { dyingAt, type KillPoint } from './testing/kill-at';
import { openSlowStore } from './testing/slow-store';

let database: TestDatabase;
let world: DriveWorld;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  world = await startDriveWorld(database);
  tests += 1;
  id = `run-${tests}`;
});
afterEach(() => world.stop());

/** The run of the test at hand. */
let id = 'run-0';
let tests = 0;

const isSettled = ({ state }: Execution) => state === 'verifying-health' || state === 'paused-by-failed-step';

/** Drives until every step has ended or the run asks; nobody proves that users are served here. */
async function settle(drive: Drive, runId: string): Promise<Execution> {
  void drive.turn().catch(() => 'it is seen by what is written');
  for (const until = performance.now() + 60_000; performance.now() < until; await sleep(50)) {
    const run = await world.run(runId);
    if (isSettled(run)) return run;
  }
  throw new Error(
    `The run does not settle: ${JSON.stringify((await world.run(runId)).steps.map(({ stepId, state }) => [stepId, state]))}`,
  );
}

/** What was done, each with how often. */
async function done(): Promise<Readonly<Record<string, number>>> {
  const effects = (await world.effects()).filter(({ outcome }) => outcome === 'ok');
  const names = effects.map(({ operation, region }) =>
    operation === 'UpdateRoutingControlStates' ? operation : `${operation} ${region}`,
  );
  return Object.fromEntries(names.map((name) => [name, names.filter((other) => other === name).length]));
}

const once = {
  'SetDesiredCapacity us-west-2': 1,
  UpdateRoutingControlStates: 1,
  'UpdateAutoScalingGroup us-east-1': 1,
  'FailoverGlobalCluster us-west-2': 1,
  'POST /transactions us-west-2': 1,
};

describe('a run whose driver is never killed', () => {
  it('does everything once, and writes an intent and a result for each', async () => {
    await world.begin(id);
    const run = await settle(new Drive(world.ports('engine-1'), id), id);
    expect(run.state).toBe('verifying-health');
    expect(await done()).toEqual(once);
    expect(journaled(run)).toEqual(changed);
    const befores = traceChanges([run]).map(({ touched }) =>
      touched.kind === 'writer' ? touched.givenUpCluster : 'before' in touched ? touched.before : 'never read',
    );
    expect(befores).not.toContain('unknown');
    const { rows } = await world.store.pool.query(
      'select step_id, attempt, state from antipode.step_attempt order by 1',
    );
    expect(rows).toEqual(
      ['controls', 'fence', 'promote-orders', 'prove', 'scale'].map((step_id) => ({
        step_id,
        attempt: 1,
        state: 'done',
      })),
    );
  });
});

describe('a run whose store answers late', () => {
  it('waits for an answer that can be trusted, and asks nobody', async () => {
    await world.begin(id, ['scale-capacity']);
    const store = openSlowStore(world.database.url, { answers: 2, ms: 2100 });
    const run = await settle(new Drive(world.ports('engine-1', { store, edge: world.edge }), id), id);
    expect(run.steps.map(({ state, sentence }) => [state, sentence])).toEqual([['done', expect.any(String)]]);
    expect(await done()).toEqual({ 'SetDesiredCapacity us-west-2': 1 });
    await store.close();
  });
});

/** What everything was that `once` changes; one line each, whatever was killed in between. */
const changed = [
  'control us-east-1',
  'control us-west-2',
  'group us-east-1',
  'group us-west-2',
  'snapshot us-east-1',
  'writer us-east-1',
];

/** What the run says that it changed, each with its region. */
function journaled(run: Execution): readonly string[] {
  return traceChanges([run])
    .map(({ of, touched }) => `${of === 'snapshot' ? of : touched.kind} ${touched.region}`)
    .sort();
}

const points: readonly KillPoint['at'][] = ['before-intent', 'after-intent', 'before-result', 'after-result'];
const steps = ['scale', 'fence', 'promote-orders', 'prove', 'controls'];

describe('a run whose driver is killed at a write', () => {
  it.each(steps.flatMap((stepId) => points.map((at) => [at, stepId] as const)))(
    '%s of %s is finished by another engine with each effect once, and the dead one does nothing when it wakes',
    async (at, stepId) => {
      await world.begin(id);
      const dying = dyingAt({ at, stepId }, world.database.url, world.edge);
      const { store, edge } = dying;
      void new Drive(world.ports('engine-1', { store, edge }), id).turn().catch(() => 'it is dead');
      await dying.died;
      const run = await settle(new Drive(world.ports('engine-2'), id), id);
      expect(run.state).toBe('verifying-health');
      expect(await done()).toEqual(once);
      // Nothing was changed that the run does not name, even where it does not know what it was before.
      expect(journaled(run)).toEqual(changed);
      dying.wake();
      await sleep(600);
      expect(await done()).toEqual(once);
      expect((await world.run(id)).driver).toBe('engine-2');
      await store.close();
    },
  );
});

describe('a run whose driver is killed at a call', () => {
  it.each([
    ['before-call', ['scale-capacity']],
    ['after-call', ['scale-capacity']],
    ['before-call', ['aurora-failover']],
    ['after-call', ['aurora-failover']],
    ['before-call', ['routing-controls']],
    ['after-call', ['routing-controls']],
    ['after-call', ['fence-writer']],
  ] as const)('%s of %s has its effect once in the end, or asks', async (at, kinds) => {
    await world.begin(id, kinds);
    const dying = dyingAt({ at, stepId: 'any' }, world.database.url, world.edge);
    const { store, edge } = dying;
    void new Drive(world.ports('engine-1', { store, edge }), id).turn().catch(() => 'it is dead');
    await dying.died;
    const run = await settle(new Drive(world.ports('engine-2'), id), id);
    const counts = Object.values(await done());
    if (run.state === 'verifying-health') expect(counts.every((times) => times === 1)).toBe(true);
    else expect(run.steps.some(({ state }) => state === 'in-doubt')).toBe(true);
    expect(counts.length).toBeGreaterThan(0);
    await store.close();
  });
});
