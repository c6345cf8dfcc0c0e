import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Execution } from '@/lib/domain/recovery/execution';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { Drive } from './drive';
import { type DriveWorld, startDriveWorld } from './testing/drive-world';
import { dyingAt, type KillPoint } from './testing/kill-at';

/** Only the run that saw a replica follow may call it promoted: a killed engine must not take that away from it. */

let database: TestDatabase;
let world: DriveWorld;
let tests = 0;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  world = await startDriveWorld(database);
  tests += 1;
});
afterEach(() => world.stop());

async function settle(drive: Drive, id: string): Promise<Execution> {
  void drive.turn().catch(() => 'it is seen by what is written');
  for (const until = performance.now() + 60_000; performance.now() < until; await sleep(50)) {
    const run = await world.run(id);
    if (run.state === 'verifying-health' || run.state === 'paused-by-failed-step') return run;
  }
  throw new Error(`The run does not settle: ${JSON.stringify((await world.run(id)).steps)}`);
}

const promotions = async () => (await world.effects()).filter(({ operation }) => operation === 'PromoteReadReplica');
const points: readonly KillPoint['at'][] = ['before-call', 'after-call', 'before-result', 'after-result'];

describe('the promotion of a read replica', () => {
  it.each(points)(
    'whose engine is killed at %s is finished by another one, and made once, whatever the dead one does when it wakes',
    async (at) => {
      const id = `run-${tests}`;
      await world.begin(id, ['rds-promote'], 'media');
      const dying = dyingAt({ at, stepId: 'promote-index' }, world.database.url, world.edge);
      const { store, edge } = dying;
      void new Drive(world.ports('engine-1', { store, edge }), id).turn().catch(() => 'it is dead');
      await dying.died;
      const run = await settle(new Drive(world.ports('engine-2'), id), id);
      expect(run.steps.map(({ state, sentence }) => [state, sentence])).toEqual([
        ['done', expect.stringContaining('media-index-usw2 in us-west-2 is no replica and is available')],
      ]);
      dying.wake();
      await sleep(600);
      // What was on its way when it died may still arrive: AWS refuses it then, for there is no replica any more.
      expect((await promotions()).filter(({ outcome }) => outcome === 'ok')).toHaveLength(1);
      await store.close();
    },
  );

  it('that somebody else made before the run pauses it, and asks for nothing', async () => {
    const id = `run-${tests}`;
    world.simulator.world.changeDatabase({ kind: 'promote', resource: 'media-index-use1', target: 'us-west-2' });
    world.simulator.world.advanceTo(world.simulator.world.now + 900_000);
    await world.begin(id, ['rds-promote'], 'media');
    const run = await settle(new Drive(world.ports('engine-1'), id), id);
    expect(run.state).toBe('paused-by-failed-step');
    expect(run.steps[0]?.sentence).toContain('since when and with which data is not told');
    expect(await promotions()).toEqual([]);
  });
});
