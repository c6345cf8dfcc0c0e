import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { hashReport } from '@/lib/audit/hash-report';
import { sealTrail } from '@/lib/audit/seal-trail';
import { verifyReport } from '@/lib/audit/verify-report';
import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { ensureDeployment } from '@/lib/persistence/deployment';
import { recordAlarms } from '@/lib/persistence/event-history';
import { acquireLease } from '@/lib/persistence/lease';
import { acceptCommand } from '@/lib/persistence/recovery-commands';
import { findReport, readReportLines } from '@/lib/persistence/reports';
import { inTransaction } from '@/lib/persistence/transaction';
import { readReportJsonFrom, readReportPdfFrom, readReportStateFrom } from '@/lib/queries/read-report';
import { readPdf } from '@/lib/reports/pdf/testing/read-pdf';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { Drive } from '../drive';
import { type DriveWorld, startDriveWorld } from '../testing/drive-world';
import { makeReport } from './make-report';
import { writeReports } from './write-reports';

const viewer: Actor = { name: 'vera', role: 'viewer', scope: wholeFleet };

let database: TestDatabase;
let world: DriveWorld;
let id = 'run-0';
let tests = 0;

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  world = await startDriveWorld(database);
  const wall = Date.now();
  await ensureDeployment(world.store, {
    clock: { anchorFleetMs: wall, anchorWallMs: wall, speed: 1 },
    simulated: true,
  });
  tests += 1;
  id = `run-${tests}`;
});
afterEach(() => world.stop());

/** Ends a run of checkout by a person's word, once its first step has been done. */
async function endRun(): Promise<void> {
  await world.begin(id, ['scale-capacity', 'transaction-proof']);
  const ended = new Drive(world.ports('engine-1'), id).turn();
  await until(async () => (await world.run(id)).steps.some(({ state }) => state === 'done'));
  const event = { kind: 'cancel', by: 'olga', reason: 'it was a rehearsal' };
  await inTransaction(world.store, (tx) =>
    acceptCommand(tx, {
      id: `cancel-${id}`,
      verb: 'cancel',
      executionId: id,
      stepId: 'none',
      actor: 'olga',
      subject: 'local#olga',
      role: 'operator',
      fingerprint: 'f',
      event,
      acceptedMs: Date.now(),
      state: 'accepted',
    }),
  );
  await ended;
  expect((await world.run(id)).state).toBe('cancelled');
}

async function until(isSo: () => Promise<boolean>, seconds = 60): Promise<void> {
  for (const end = performance.now() + seconds * 1000; !(await isSo()); await sleep(50)) {
    if (performance.now() > end) throw new Error('It did not come to be.');
  }
}

const editions = () => readReportLines(world.store, 'recovery', id);
const isMade = async () => (await editions()).length > 0;

/** Writes reports as an engine of that name does, until it is stopped. */
function reporting(engineId: string) {
  const stopping = new AbortController();
  const { ended } = writeReports(world.ports(engineId, { stopping: stopping.signal }));
  return async () => {
    stopping.abort();
    await ended;
  };
}

describe('the report of a run', () => {
  it('is there within a minute of its end, is verified offline, and is read back as PDF', async () => {
    await endRun();
    expect(await readReportStateFrom(world.store, viewer, id)).toMatchObject({ state: 'being-made' });
    expect(await readReportJsonFrom(world.store, viewer, id, 'newest')).toBe('being-made');
    const stop = reporting('engine-1');
    await until(isMade);
    await stop();
    const early = await readReportJsonFrom(world.store, viewer, id, 'newest');
    if (typeof early === 'string') throw new Error(early);
    expect(verifyReport(early.text, []).state).toBe('not-sealed-yet');
    await sealTrail(world.store);
    const found = await readReportJsonFrom(world.store, viewer, id, 'newest');
    if (typeof found === 'string') throw new Error(found);
    expect(verifyReport(found.text, [])).toMatchObject({ state: 'whole', subject: id, edition: 1 });
    expect(verifyReport(found.text.replace('rehearsal', 'success!!'), [])).toMatchObject({
      state: 'broken',
      line: 'none',
    });

    const { report } = JSON.parse(found.text) as { report: RecoveryReport };
    expect(report.run).toMatchObject({ id, state: 'cancelled', workloadName: 'Checkout' });
    expect(report.calls.length).toBeGreaterThan(0);
    expect(report.recoveryTime.actual.state).not.toBe('measured');
    const document = await readReportPdfFrom(world.store, viewer, id, 1);
    if (typeof document === 'string') throw new Error(document);
    const text = (await readPdf(document.pdf)).join(' ');
    expect(text).toContain('Recovery report');
    expect(text.replaceAll(/\s/g, '')).toContain((await editions())[0]?.sha256);
    expect(text).toContain('SetDesiredCapacity');
  });

  it('is made by another engine where the one that was about to is killed, and once only', async () => {
    await endRun();
    // It held the work and is gone: nobody hears of it again.
    await acquireLease(world.store, 'reports', 'engine-killed', 15);
    const stops = [reporting('engine-2'), reporting('engine-3')];
    await until(isMade, 60);
    await sleep(2500);
    await Promise.all(stops.map((stop) => stop()));
    expect(await editions()).toHaveLength(1);
    const { rows } = await world.store.pool.query(
      `select details from antipode.audit_entry where action = 'write-report' and target = $1`,
      [id],
    );
    expect(rows).toHaveLength(1);
    const [line] = await editions();
    expect(rows[0].details).toMatchObject({ sha256: line?.sha256, pdfSha256: line?.pdfSha256, edition: 1 });
  });

  it('is written once by two engines that make it at the same moment', async () => {
    await endRun();
    const due = { executionId: id, edition: 0 };
    const became = await Promise.all([
      makeReport(world.ports('engine-1'), due),
      makeReport(world.ports('engine-2'), due),
    ]);
    expect([...became].sort()).toEqual(['known', 'made']);
    expect(await editions()).toHaveLength(1);
    const stored = await findReport(world.store, 'recovery', id);
    if (stored === 'not-found' || stored.pdf === null) throw new Error('It has no PDF.');
    expect(hashReport(stored.content)).toBe(stored.sha256);
    expect(hashReport(stored.pdf)).toBe(stored.pdfSha256);
  });

  it('stays as it is when it is looked at again, and has another edition once more is known of its time', async () => {
    await endRun();
    const ports = world.ports('engine-1');
    await makeReport(ports, { executionId: id, edition: 0 });
    expect(await makeReport(ports, { executionId: id, edition: 1 })).toBe('as-before');
    const { createdAt } = await world.run(id);
    const alarm = { id: 'a1', name: 'checkout-5xx', reason: 'Threshold crossed', accountId: '111122223333' };
    const about = {
      region: 'us-east-1',
      workloadId: 'checkout',
      state: 'alarm',
      at: createdAt,
      begins: 'known',
    } as const;
    await inTransaction(world.store, (tx) => recordAlarms(tx, [{ ...alarm, ...about }]));
    expect(await makeReport(ports, { executionId: id, edition: 1 })).toBe('made');
    const [first, second] = await editions();
    const stored = await findReport(world.store, 'recovery', id, 2);
    if (stored === 'not-found') throw new Error('There is no second edition.');
    const report = JSON.parse(stored.content) as RecoveryReport;
    expect(report.restates).toEqual({ edition: 1, sha256: first?.sha256, sections: ['alarms'] });
    expect(second?.sha256).not.toBe(first?.sha256);
    await sealTrail(world.store);
    for (const edition of [1, 2]) {
      const found = await readReportJsonFrom(world.store, viewer, id, edition);
      expect(typeof found === 'string' ? found : verifyReport(found.text, []).state).toBe('whole');
    }
    expect(await readReportJsonFrom(world.store, viewer, id, 3)).toBe('no-such-edition');
  });

  it('is not given to who may not see its workload, and without what others did to who may not see all', async () => {
    await endRun();
    await makeReport(world.ports('engine-1'), { executionId: id, edition: 0 });
    await world.begin('run-beside', ['scale-capacity'], 'media').catch(() => 'it needs not begin');
    await sealTrail(world.store);
    const scoped = (workloads: readonly string[]): Actor => ({ ...viewer, scope: { ...wholeFleet, workloads } });
    expect(await readReportJsonFrom(world.store, scoped(['media']), id, 'newest')).toBe('not-found');
    expect(await readReportPdfFrom(world.store, scoped(['media']), id, 'newest')).toBe('not-found');
    await expect(readReportStateFrom(world.store, 'nobody', id)).rejects.toThrow('nobody is signed in');
    const found = await readReportJsonFrom(world.store, scoped(['checkout']), id, 'newest');
    if (typeof found === 'string') throw new Error(found);
    expect(verifyReport(found.text, [])).toMatchObject({ state: 'whole', lines: 1 });
  });
});
