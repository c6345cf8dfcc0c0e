import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashReport } from '@/lib/audit/hash-report';
import { sealTrail } from '@/lib/audit/seal-trail';
import { verifyReport } from '@/lib/audit/verify-report';
import { endedStates } from '@/lib/domain/recovery/execution';
import { reportAction } from '@/lib/domain/reports/envelope';
import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { readAuditOf } from '@/lib/persistence/audit';
import { findReport, readReportLines } from '@/lib/persistence/reports';
import { readReportJsonFrom } from '@/lib/queries/read-report';
import { chaosFleet, protectedShop } from '../testing/chaos-fleet';
import { type EngineProgram, operator, type RunWorld, startRunWorld, viewer } from '../testing/run-world';

// Longer than what is waited for within one test may take on a busy machine.
vi.setConfig({ testTimeout: 420_000 });

/** Fleet time over ours; health is proven over three minutes of it. */
const speed = 16;
/** In wall milliseconds; an engine that lived would have looked for what is due in them. */
const oneLookMs = 3000;
const minuteMs = 60_000;

let world: RunWorld;
let engine: EngineProgram;
let engines = 0;

beforeAll(async () => {
  world = await startRunWorld({ speed, fleet: chaosFleet(3), collector: 'apart' });
  engine = await startNextEngine();
  await world.until('every plan is published', async () => (await world.entities('plan')).length >= 3);
  await world.ask();
});
afterAll(() => world.stop());

async function startNextEngine(): Promise<EngineProgram> {
  engines += 1;
  return world.startEngine(`engine-${engines}`);
}

/** Begins a move of a workload that nobody else has to agree to, as soon as its gates let it. */
async function begin(workloadId: string, dryRun: boolean): Promise<string> {
  const { readDecision } = await import('@/lib/queries/read-plans');
  expect(workloadId).not.toBe(protectedShop);
  const [source, target] = ['us-east-1', 'us-west-2'];
  return world.until(`${workloadId} may be moved`, async () => {
    const decision = await readDecision(operator, workloadId, source);
    const ranked =
      decision === 'not-found'
        ? undefined
        : decision.targets.find((one) => one.target === target && one.mode === 'graceful');
    if (ranked === undefined) return undefined;
    const { planId, planVersion } = ranked;
    const asked = { workloadId, planId, planVersion, mode: 'graceful', source, target, reason: 'a power cut' };
    const answer = await world.command('start-execution', 'startExecution', operator, {
      ...asked,
      dryRun,
      typedRegion: dryRun ? '' : target,
    });
    return answer.ok ? answer.executionId : undefined;
  });
}

async function waitForEnd(id: string): Promise<void> {
  const run = await world.until('the run ends', async () => {
    const run = await world.run(id);
    return endedStates.includes(run.state) && run.endedAt !== 'not-yet' && run;
  });
  expect(run).toMatchObject({ state: expect.stringMatching(/^completed/), driver: engine.id });
}

const editions = (id: string) => readReportLines(world.store, 'recovery', id);
const lines = async (id: string) =>
  (await readAuditOf(world.store, id)).filter(({ action }) => action === reportAction);

/** Runs a statement in a transaction that stays open for as long as `act` takes, and undoes it: what waits for it is held. */
async function hold(statement: string, act: () => Promise<void>): Promise<void> {
  const { connectionString } = world.store.pool.options;
  const holder = new pg.Client({ connectionString, application_name: 'holder' });
  await holder.connect();
  try {
    await holder.query('begin');
    await holder.query(statement);
    await act();
    await holder.query('rollback');
  } finally {
    await holder.end();
  }
}

/** Until a statement of the engine that begins so waits for what is held. */
async function waitUntilItWaits(statement: string): Promise<void> {
  await world.until(`the engine waits with “${statement}”`, async () => {
    const { rows } = await world.store.pool.query<{ query: string }>(
      `select query from pg_stat_activity where application_name = 'antipode-engine' and wait_event_type = 'Lock'`,
    );
    return rows.some(({ query }) => query.trim().toLowerCase().startsWith(statement));
  });
}

interface Kill {
  readonly title: string;
  readonly workloadId: string;
  readonly dryRun: boolean;
  /** The statement that keeps the engine from going on, and how the one begins that it is kept in. */
  readonly heldBy: (id: string) => string;
  readonly waitsIn: string;
}

const kills: readonly Kill[] = [
  {
    title: 'after the end of the run is on record and before it has looked for what is due',
    workloadId: 'shop-2',
    dryRun: false,
    heldBy: () => 'lock table antipode.report in access exclusive mode',
    waitsIn: 'select e.id as execution_id',
  },
  {
    title: 'while it writes the report, with its line of the audit trail written and not committed',
    workloadId: 'shop-3',
    dryRun: true,
    // The same edition, of which the engine has to see first what becomes.
    heldBy: (id) =>
      `insert into antipode.report (kind, subject_id, edition, made_ms, looked_ms, content, sha256, pdf_sha256, audit_number)
       values ('recovery', '${id}', 1, 0, 0, '', '', 'not-made', 0)`,
    waitsIn: 'insert into "antipode"."report"',
  },
];

describe('the report of a run whose engine is killed by SIGKILL', () => {
  it.each(kills)(
    '$title: nobody has it until another engine is there, which makes it within a minute, once',
    async ({ workloadId, dryRun, heldBy, waitsIn }) => {
      const id = await begin(workloadId, dryRun);
      await hold(heldBy(id), async () => {
        await waitForEnd(id);
        await waitUntilItWaits(waitsIn);
        await engine.kill();
      });
      const killedAt = performance.now();
      await sleep(oneLookMs);
      expect([await editions(id), await lines(id)]).toEqual([[], []]);

      engine = await startNextEngine();
      await world.until('the report is there', async () => (await editions(id)).length > 0);
      expect(performance.now() - killedAt).toBeLessThan(minuteMs);
      // An engine that made it twice would have done so by its next look.
      await sleep(oneLookMs);
      await expectOnce(id);
    },
  );
});

/** One edition, one line of the trail, and the hashes of both are those of what is stored. */
async function expectOnce(id: string): Promise<void> {
  const [edition, line] = [await editions(id), await lines(id)];
  expect([edition.length, line.length]).toEqual([1, 1]);
  const stored = await findReport(world.store, 'recovery', id);
  if (stored === 'not-found' || stored.pdf === null) throw new Error('The report has no PDF.');
  const { sha256, pdfSha256, auditNumber } = stored;
  expect([hashReport(stored.content), hashReport(stored.pdf)]).toEqual([sha256, pdfSha256]);
  expect(line[0]).toMatchObject({ number: auditNumber, actor: engine.id, details: { edition: 1, sha256, pdfSha256 } });
  expect((JSON.parse(stored.content) as RecoveryReport).run).toMatchObject({
    id,
    workloadId: (await world.run(id)).workloadId,
  });
  await sealTrail(world.store);
  const found = await readReportJsonFrom(world.store, viewer, id, 'newest');
  if (typeof found === 'string') throw new Error(found);
  expect(verifyReport(found.text, [])).toMatchObject({ state: 'whole', subject: id, edition: 1, sha256 });
}
