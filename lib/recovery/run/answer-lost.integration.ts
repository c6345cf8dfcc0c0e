import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findExecution } from '@/lib/persistence/executions';
import { acceptCommand, findCommand } from '@/lib/persistence/recovery-commands';
import { readAttempts } from '@/lib/persistence/step-attempts';
import { openStore, type Store } from '@/lib/persistence/store';
import { inTransaction } from '@/lib/persistence/transaction';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { Drive } from './drive';
import { type DriveWorld, startDriveWorld } from './testing/drive-world';

let database: TestDatabase;
let world: DriveWorld;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  world = await startDriveWorld(database);
});
afterEach(() => world.stop());

/** A store that commits the first transaction with such a statement and breaks the connection before it says so. */
function losingAnswerTo(statement: string): { readonly store: Store; isLost(): boolean } {
  const store = openStore(database.url, { applicationName: 'answer-lost' });
  let isLost = false;
  store.pool.on('connect', (client: pg.PoolClient) => {
    const own = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
    let isAboutIt = false;
    const query = async (...given: unknown[]) => {
      const text = textOf(given);
      if (text.startsWith(statement)) isAboutIt = true;
      const answer = await own(...given);
      if (!isAboutIt || isLost || text !== 'commit') return answer;
      isLost = true;
      throw Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' });
    };
    client.query = query as unknown as typeof client.query;
  });
  return { store, isLost: () => isLost };
}

function textOf([first]: readonly unknown[]): string {
  return (typeof first === 'string' ? first : String((first as { readonly text?: string }).text)).trim().toLowerCase();
}

async function ask(id: string, verb: 'pause-execution' | 'resume-execution', event: object): Promise<void> {
  await inTransaction(world.store, (tx) =>
    acceptCommand(tx, {
      id: `${verb}-${id}`,
      verb,
      executionId: id,
      stepId: 'none',
      actor: 'olga',
      subject: 'local#olga',
      role: 'operator',
      fingerprint: 'f',
      event: event as Readonly<Record<string, unknown>>,
      acceptedMs: world.simulator.world.now,
      state: 'accepted',
    }),
  );
}

async function untilState(id: string, state: string): Promise<void> {
  for (const until = performance.now() + 60_000; performance.now() < until; await sleep(50)) {
    if ((await world.run(id)).state === state) return;
  }
  throw new Error(`The run is not ${state}: it is ${(await world.run(id)).state}.`);
}

describe('a run of which the store has taken something without its answer being heard', () => {
  it('does once what a person asked, and goes on', async () => {
    const id = 'run-asked';
    await world.begin(id, ['scale-capacity']);
    await ask(id, 'pause-execution', { kind: 'pause', by: 'olga', reason: 'to look' });
    const { store, isLost } = losingAnswerTo('update "antipode"."recovery_command"');
    void new Drive(world.ports('engine-1', { store }), id).turn().catch(() => 'it is seen by what is written');
    await untilState(id, 'paused-by-operator');
    expect(isLost()).toBe(true);
    await ask(id, 'resume-execution', { kind: 'resume', by: 'olga' });
    await untilState(id, 'verifying-health');
    expect(await findCommand(world.store.db, `pause-execution-${id}`)).toMatchObject({ state: 'done', reason: '' });
    expect((await world.run(id)).steps.map(({ state }) => state)).toEqual(['done']);
    await store.close();
  });

  it('begins a step once, without being opened anew', async () => {
    const id = 'run-intended';
    await world.begin(id, ['scale-capacity']);
    const { store, isLost } = losingAnswerTo('insert into "antipode"."step_attempt"');
    void new Drive(world.ports('engine-1', { store }), id).turn().catch(() => 'it is seen by what is written');
    await untilState(id, 'verifying-health');
    expect(isLost()).toBe(true);
    expect(await readAttempts(world.store, id)).toMatchObject([{ attempt: 1, epoch: 1, state: 'done' }]);
    expect(await findExecution(world.store.db, id)).toMatchObject({ epoch: 1 });
    await store.close();
  });
});
