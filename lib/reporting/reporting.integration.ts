import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { AccessRefused } from '@/lib/access/permissions';
import { hashReport } from '@/lib/audit/hash-report';
import { readEnvelope } from '@/lib/audit/read-envelope';
import { sealTrail } from '@/lib/audit/seal-trail';
import { verifyReport } from '@/lib/audit/verify-report';
import type { FindingEntity } from '@/lib/domain/entities';
import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import type { Scope } from '@/lib/domain/scope';
import { applyChanges } from '@/lib/persistence/entities';
import { executiveSubject } from '@/lib/persistence/executive-subject';
import { LeftAlone } from '@/lib/persistence/left-alone';
import { findReport, readReportLines } from '@/lib/persistence/reports';
import { listExecutiveMonthsFrom } from '@/lib/queries/list-executive-months';
import { readExecutiveFileFrom, readExecutiveReportFrom } from '@/lib/queries/read-executive-report';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { makeReport, restateReport } from './make-report';
import { answerRequests, keepCalendar, startReporting } from './start-reporting';
import { accountOf, dailyUsd, openReportingWorld, type ReportingWorld } from './testing/reporting-world';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const month = '2026-10';
const end = Date.UTC(2026, 10, 1);
/** Three hours after the end of October: what belongs to it has arrived. */
const settled = end + 3 * hourMs;
const whole = { month, scope: wholeFleet, drafts: true };
const viewer: Actor = { name: 'vera', role: 'viewer', scope: wholeFleet };
const ofCheckout: Scope = { ...wholeFleet, workloads: ['checkout'] };

let database: TestDatabase;
let world: ReportingWorld;

beforeEach(async () => {
  database = await startTestDatabase();
  world = await openReportingWorld(database, settled);
});
afterEach(async () => {
  await world.stop();
  await database.stop();
});

/** A day of minutes at the end of October and all bills: the month is closed. */
async function closeMonth(to = world): Promise<void> {
  for (const id of ['checkout', 'storefront'] as const) {
    await to.record(id, end - dayMs, end + 5 * 60_000);
    await to.bill(accountOf[id]);
  }
}

const hold = async () => true;
const failedNone = () => new LeftAlone(30_000);
const answer = (engineId = 'engine-1') => answerRequests(world.ports(engineId), failedNone(), hold);
const keep = (engineId = 'engine-1', failed = failedNone()) => keepCalendar(world.ports(engineId), failed, hold);
/** Does all that the calendar wants by now, and says how often something was. */
async function keepAll(failed = failedNone()): Promise<number> {
  for (let count = 0; ; count++) if ((await keep('engine-1', failed)) === 'nothing') return count;
}
const editionsOf = async (subject = month) =>
  (await readReportLines(world.store, 'executive', subject)).map(({ edition: number }) => number);
const subjects = async () =>
  (
    await world.store.pool.query(`select subject_id, edition from antipode.report order by made_ms, audit_number`)
  ).rows.map(({ subject_id: subject, edition }) => `${subject} ${edition}`);
const linesOfTrail = async (target = month) =>
  (
    await world.store.pool.query(
      `select details from antipode.audit_entry where action = 'write-report' and target = $1 order by number`,
      [target],
    )
  ).rows.map(({ details }) => details);

async function edition(number: number, subject = month) {
  const found = await findReport(world.store, 'executive', subject, number);
  if (found === 'not-found') throw new Error(`There is no edition ${number} of ${subject}.`);
  return { ...found, report: JSON.parse(found.content) as ExecutiveReport };
}

/** Trouble of the store with every row of a table that a condition admits. */
async function breakWrites(table: string, condition = 'true'): Promise<() => Promise<void>> {
  await world.store.pool.query(`
    create function antipode.fail_test() returns trigger language plpgsql as $$ begin raise exception 'no space left'; end $$;
    create trigger fail_test before insert on antipode.${table} for each row when (${condition})
      execute function antipode.fail_test();`);
  return async () => void (await world.store.pool.query(`drop function antipode.fail_test() cascade`));
}

describe('the report of a month that is closed', () => {
  it('is the same bytes wherever it is made at one moment, with the hashes of all its forms in the audit trail', async () => {
    await closeMonth();
    expect(await makeReport(world.ports('engine-1'), whole)).toBe('frozen');
    const first = await edition(1);
    expect(first.report).toMatchObject({
      month,
      standing: { state: 'closed', edition: 1, restates: 'nothing' },
      period: { from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' },
      fleetName: 'Test fleet',
      simulated: true,
    });
    expect(first.sha256).toBe(hashReport(first.content));
    if (first.pdf === null || first.csv === null) throw new Error('It has not all of its forms.');
    const hashes = { pdfSha256: hashReport(first.pdf), csvSha256: hashReport(first.csv) };
    expect(await linesOfTrail()).toEqual([
      expect.objectContaining({ report: 'executive', edition: 1, sha256: first.sha256, month, ...hashes }),
    ]);

    const elsewhere = await startTestDatabase();
    const other = await openReportingWorld(elsewhere, settled);
    try {
      await closeMonth(other);
      await makeReport(other.ports('engine-9'), whole);
      const same = await findReport(other.store, 'executive', month);
      if (same === 'not-found') throw new Error('It was not made.');
      const { content, csv, pdfSha256 } = first;
      expect(same).toMatchObject({ content, csv, pdfSha256 });
    } finally {
      await other.stop();
      await elsewhere.stop();
    }
  });

  it('is not frozen before its minutes are closed and its bills asked for, and says until then what it waits for', async () => {
    await world.record('checkout', end - hourMs, end + 5 * 60_000);
    world.now = end - hourMs;
    await world.bill(accountOf.checkout);
    world.now = settled;
    await world.bill(accountOf.storefront);
    // Months before it are closed.
    expect(await keepAll()).toBe(12);
    expect(await editionsOf()).toEqual([]);
    await readExecutiveReportFrom(world.store, viewer, { month, edition: 'newest' }, world.now);
    await answer();
    const reading = await readExecutiveReportFrom(world.store, viewer, { month, edition: 'newest' }, world.now);
    if (reading.state !== 'made' || reading.report.standing.state !== 'so-far') throw new Error('It is no draft.');
    expect(reading.report.standing.because).toBe(
      'the last minutes of October 2026 are not closed of Storefront; no bill was asked for since its end of account 111122223333',
    );
    expect(await listExecutiveMonthsFrom(world.store, viewer, world.now)).toContainEqual({
      month,
      state: 'awaits-its-end',
      newest: 'none',
    });

    world.now = end + 48 * hourMs;
    await keepAll();
    const { report } = await edition(1);
    expect(report.gaps).toEqual(
      expect.arrayContaining([
        expect.stringContaining('last minutes of October 2026 are not on record of Storefront'),
        expect.stringContaining('No bill was asked for after the end of October 2026 of account 111122223333'),
      ]),
    );
    expect((await world.store.pool.query('select from antipode.report_draft')).rowCount).toBe(0);
  });

  it('waits for what an engine that has just begun reads, so that no gap is said of what was only not read yet', async () => {
    world.now = end + 5 * dayMs;
    await world.record('checkout', end - hourMs, end + 5 * 60_000);
    const begun = (ago: number) => world.ports('engine-1', { startedAt: world.now - ago });
    expect(await makeReport(begun(60_000), { ...whole, drafts: false })).toBe('awaited');
    expect(await makeReport(begun(hourMs), { ...whole, drafts: false })).toBe('frozen');
  });

  it('has another edition only where the record says something else, which names the sections; the first stays', async () => {
    await closeMonth();
    await makeReport(world.ports('engine-1'), whole);
    const first = await edition(1);
    world.now = end + 3 * dayMs;
    for (const account of Object.values(accountOf)) await world.bill(account);
    await keepAll();
    const days = await edition(2);
    // AWS had not billed the last two days in whole when the month was frozen.
    expect(days.report.standing).toEqual({
      state: 'closed',
      edition: 2,
      restates: { edition: 1, sha256: first.sha256, sections: expect.arrayContaining(['money']) },
    });
    // By the fifth week Cost Explorer tells the month as a whole: the same sums are no news.
    for (const later of [7, 14, 35]) {
      world.now = end + later * dayMs;
      for (const account of Object.values(accountOf)) await world.bill(account);
      expect(await keepAll()).toBeGreaterThan(0);
      expect(await editionsOf()).toEqual([1, 2]);
    }
    expect((await edition(1)).content).toBe(first.content);
    await sealTrail(world.store);
    for (const number of [1, 2]) {
      const file = await readExecutiveFileFrom(
        world.store,
        viewer,
        { month, edition: number, kind: 'json' },
        world.now,
      );
      if (typeof file === 'string') throw new Error(file);
      expect(verifyReport(String(file.body), [])).toMatchObject({ state: 'whole', subject: month, edition: number });
    }
  });

  it('is restated where AWS corrects a bill, and not by a fleet file or a finding that changed after the month', async () => {
    const finding = sampleFinding();
    await applyChanges(world.store, [{ op: 'finding', transition: { at: finding.since, finding, change: 'opened' } }]);
    await closeMonth();
    await makeReport(world.ports('engine-1'), whole);
    expect((await edition(1)).report.risks.map(({ sentence }) => sentence)).toEqual(['The secret is out of sync']);
    await world.declare((workload) => ({ ...workload, name: 'Renamed', owner: 'somebody', objectives: [] }));
    await applyChanges(world.store, [
      {
        op: 'finding',
        transition: {
          at: end + dayMs,
          finding: { ...finding, severity: 'critical', sentence: 'Worse' },
          change: 'worsened',
        },
      },
    ]);
    const looked = () => restateReport(world.ports('engine-1'), { subjectId: month, edition: 1 });
    world.now = settled + hourMs;
    expect(await looked()).toBe('as-before');
    for (const account of Object.values(accountOf)) await world.bill(account, (day) => (day === '2026-10-05' ? 3 : 1));
    expect(await looked()).toBe('frozen');
    const { standing, workloads } = (await edition(2)).report;
    if (standing.state !== 'closed' || standing.restates === 'nothing') throw new Error('It restates nothing.');
    expect(standing.restates.sections).toContain('money');
    expect(standing.restates.sections).not.toContain('workloads');
    expect(standing.restates.sections).not.toContain('risks');
    expect(workloads.map(({ name }) => name)).not.toContain('Renamed');
  });

  it('is written with its line of the audit trail or not at all, and by one of two engines', async () => {
    await closeMonth();
    for (const table of ['report', 'audit_entry']) {
      const mend = await breakWrites(table);
      await expect(makeReport(world.ports('engine-1'), whole)).rejects.toThrow();
      await mend();
      expect(await subjects()).toEqual([]);
      expect(await linesOfTrail()).toEqual([]);
    }
    const became = await Promise.all(['engine-1', 'engine-2'].map((id) => makeReport(world.ports(id), whole)));
    expect(became.sort()).toEqual(['frozen', 'known']);
    expect(await subjects()).toEqual([`${month} 1`]);
    expect(await linesOfTrail()).toHaveLength(1);
  });

  it('says which account tells nothing of its costs, and is made without a minute of history', async () => {
    await world.bill(accountOf.checkout);
    await world.refuse(accountOf.storefront);
    world.now = end + 48 * hourMs;
    await keepAll();
    const { report } = await edition(1);
    expect(report.money.without).toEqual([{ accountId: accountOf.storefront, because: expect.stringMatching(/\w/) }]);
    expect(report.money.currencies).toMatchObject([{ currency: 'USD', accounts: [accountOf.checkout] }]);
    const points = report.workloads.flatMap(({ recoveryPoints }) => recoveryPoints);
    expect(points.length).toBeGreaterThan(0);
    expect(new Set(points.map(({ state }) => state))).toEqual(new Set(['not-measured']));
    expect(report.objectives.met).toBe(0);
  });
});

describe('the reports of months before the console was there', () => {
  it('are made of those that something is on record of, the newest first and one at a time', async () => {
    await world.bill(accountOf.checkout);
    world.now = end + 10 * dayMs;
    const ports = world.ports('engine-1', { startedAt: world.now });
    // The first minutes are closed before the first bills are read; an account is still to be asked.
    for (const id of ['checkout', 'storefront'] as const) await world.record(id, world.now - hourMs, world.now);
    expect(await keepCalendar(ports, failedNone(), hold)).toBe('nothing');
    await world.refuse(accountOf.storefront);
    expect(await keepCalendar(ports, failedNone(), hold)).toBe('did-one');
    expect(await subjects()).toEqual([`${month} 1`]);
    const made: string[] = [];
    while ((await keepCalendar(ports, failedNone(), hold)) === 'did-one') made.push((await subjects()).at(-1) ?? '');
    // Bills begin with October of the year before.
    expect(made).toHaveLength(12);
    expect([made[0], made.at(-1)]).toEqual(['2026-09 1', '2025-10 1']);
  });

  it('are not kept waiting by one that cannot be made', async () => {
    await closeMonth();
    world.now = end + 10 * dayMs;
    const mend = await breakWrites('report', `new.subject_id = '${month}'`);
    const failed = failedNone();
    expect(await keep('engine-1', failed)).toBe('did-one');
    expect(await keep('engine-1', failed)).toBe('did-one');
    expect(await subjects()).toEqual(['2026-09 1']);
    await mend();
    await keep();
    expect(await subjects()).toEqual(['2026-09 1', `${month} 1`]);
  });
});

describe('the report of a month that goes on', () => {
  const asked = { month: '2026-11', edition: 'newest' } as const;

  it('is there once it was asked for, and is made anew once it is a minute old', async () => {
    await closeMonth();
    const stopping = new AbortController();
    const { ended } = startReporting(world.ports('engine-1', { stopping: stopping.signal }));
    const look = () => readExecutiveReportFrom(world.store, viewer, asked, world.now);
    try {
      // The engine has something else to do just then.
      await until(async () => (await subjects()).length > 1);
      expect(await look()).toEqual({ state: 'being-made', since: world.now });
      await until(async () => (await look()).state === 'made');
      const first = await look();
      if (first.state !== 'made') throw new Error(first.state);
      expect(first).toMatchObject({ editions: [], isBeingMadeAnew: false });
      expect(first.report).toMatchObject({
        standing: { state: 'so-far', because: 'November 2026 goes on' },
        period: { from: '2026-11-01T00:00:00.000Z', to: new Date(settled).toISOString() },
      });

      world.now += 60_001;
      expect(await look()).toMatchObject({ state: 'made', sha256: first.sha256, isBeingMadeAnew: true });
      await until(async () => {
        const newer = await look();
        return newer.state === 'made' && newer.sha256 !== first.sha256 && !newer.isBeingMadeAnew;
      });
      expect(await linesOfTrail('2026-11')).toEqual([]);
    } finally {
      stopping.abort();
      await ended;
    }
  });

  it('is given as files that say themselves that nothing of them is kept', async () => {
    await closeMonth();
    const file = (kind: 'json' | 'pdf' | 'csv') =>
      readExecutiveFileFrom(world.store, viewer, { ...asked, kind }, world.now);
    expect(await file('json')).toBe('being-made');
    await answer();
    const json = await file('json');
    if (typeof json === 'string') throw new Error(json);
    expect(json.fileName).toBe('executive-report-2026-11-so-far.json');
    expect(verifyReport(String(json.body), [])).toMatchObject({ state: 'not-frozen' });
    expect(verifyReport(String(json.body).replace('Test fleet', 'Best fleet'), [])).toMatchObject({ state: 'broken' });
    for (const kind of ['pdf', 'csv'] as const) {
      const other = await file(kind);
      if (typeof other === 'string') throw new Error(other);
      expect(other.sha256).toBe(hashReport(other.body));
      expect(other.fileName).toBe(`executive-report-2026-11-so-far.${kind}`);
    }
  });

  it('tells who waits that it could not be made, and is made once it can be', async () => {
    await closeMonth();
    const mend = await breakWrites('report_draft');
    const look = () => readExecutiveReportFrom(world.store, viewer, asked, world.now);
    await look();
    const failed = failedNone();
    await answerRequests(world.ports('engine-1'), failed, hold);
    expect(await look()).toMatchObject({
      state: 'being-made',
      trouble: expect.stringMatching(/^The engine could not make it.*tries again every 30 seconds\.$/),
    });
    expect(failed.has('2026-11')).toBe(true);
    await mend();
    await answer();
    expect(await look()).toMatchObject({ state: 'made' });
  });
});

describe('who may see a part of the fleet', () => {
  const scoped: Actor = { ...viewer, name: 'sam', scope: ofCheckout };

  it('gets the report of that part, with nothing in it of what lies outside', async () => {
    const outside = { ...sampleFinding(), id: 'secret-out-of-sync:storefront', workloadId: 'storefront' };
    await applyChanges(world.store, [
      { op: 'finding', transition: { at: outside.since, finding: outside, change: 'opened' } },
    ]);
    await closeMonth();
    await makeReport(world.ports('engine-1'), whole);
    const look = (actor: Actor) => readExecutiveReportFrom(world.store, actor, { month, edition: 'newest' }, world.now);
    expect((await look(scoped)).state).toBe('being-made');
    await answer();
    const [part, all] = [await look(scoped), await look(viewer)];
    if (part.state !== 'made' || all.state !== 'made') throw new Error('They were not made.');
    expect(part.report.standing).toEqual({ state: 'closed', edition: 1, restates: 'nothing' });
    expect(part.report.scope).toEqual(ofCheckout);
    expect(part.report.workloads.map(({ id }) => id)).toEqual(['checkout']);
    expect(JSON.stringify(part.report)).not.toMatch(/storefront/i);
    expect(JSON.stringify(all.report)).toMatch(/secret-out-of-sync:storefront/);
    // What carries no tag is common to all.
    const spent = ({ report }: typeof part) => report.money.currencies.map((one) => Number(amountOf(one.spent)));
    expect(spent(part)).toEqual([31 * (dailyUsd.checkout + 2 * dailyUsd.untagged)]);
    expect(spent(all)).toEqual([31 * (dailyUsd.checkout + dailyUsd.storefront + 2 * dailyUsd.untagged)]);

    const subject = executiveSubject(month, ofCheckout);
    expect(subject).toMatch(/^2026-10\/[0-9a-f]{24}$/);
    await sealTrail(world.store);
    const file = await readExecutiveFileFrom(world.store, scoped, { month, edition: 1, kind: 'json' }, world.now);
    if (typeof file === 'string') throw new Error(file);
    expect(verifyReport(String(file.body), [])).toMatchObject({ state: 'whole', subject, lines: 1 });
  });

  it('gets no account outside of it, and no month that only others have', async () => {
    await closeMonth();
    const actor: Actor = {
      ...viewer,
      scope: { ...wholeFleet, accounts: [accountOf.storefront], workloads: ['storefront'] },
    };
    const look = () => readExecutiveReportFrom(world.store, actor, { month, edition: 'newest' }, world.now);
    await look();
    await answer();
    const reading = await look();
    if (reading.state !== 'made') throw new Error(reading.state);
    expect(JSON.stringify(reading.report)).not.toMatch(/checkout|111122223333/i);
    expect(reading.report.money.currencies).toMatchObject([{ accounts: [accountOf.storefront] }]);
    const nobody: Actor = { ...viewer, scope: { accounts: [], regions: 'all', workloads: [] } };
    expect(await readExecutiveReportFrom(world.store, nobody, { month, edition: 'newest' }, world.now)).toMatchObject({
      state: 'not-to-be-made',
    });
    expect(await listExecutiveMonthsFrom(world.store, nobody, world.now)).toMatchObject([{ month: '2026-11' }]);
  });

  it('shares one report with everybody of the same part, whatever order its lists are in', () => {
    const [a, b] = [
      { ...wholeFleet, workloads: ['b', 'a', 'b'] },
      { ...wholeFleet, workloads: ['a', 'b'] },
    ];
    expect(executiveSubject(month, a)).toBe(executiveSubject(month, b));
    expect(executiveSubject(month, a)).not.toBe(executiveSubject(month, { ...wholeFleet, regions: ['a', 'b'] }));
    expect(executiveSubject(month, wholeFleet)).toBe(month);
  });
});

describe('who asks for a report', () => {
  const read = (asked: { month: string; edition?: number }, actor: Actor | 'nobody' = viewer) =>
    readExecutiveReportFrom(world.store, actor, { edition: 'newest', ...asked }, world.now);

  it('is told kindly why there is none to be made, and nothing is asked of the engine', async () => {
    await world.bill(accountOf.checkout);
    for (const [asked, because] of [
      ['2026-12', '2026-12 has not begun'],
      ['2026-13', '"2026-13" is no month: write it as 2026-11'],
      ['../etc', '"../etc" is no month: write it as 2026-11'],
      ['2024-01', 'nothing is on record of 2024-01 in what you may see: what is on record begins with 2025-10'],
    ] as const) {
      expect(await read({ month: asked })).toEqual({ state: 'not-to-be-made', because });
    }
    expect((await world.store.pool.query('select from antipode.report_request')).rowCount).toBe(0);
    await expect(read({ month }, 'nobody')).rejects.toThrow(AccessRefused);
  });

  it('shares the request with whoever asks the same, and waits where too many others are open', async () => {
    await closeMonth();
    const part = (index: number): Actor => ({
      ...viewer,
      scope: { ...wholeFleet, workloads: ['checkout', `w${index}`] },
    });
    for (let index = 0; index < 20; index++) expect((await read({ month }, part(index))).state).toBe('being-made');
    expect((await read({ month }, part(0))).state).toBe('being-made');
    expect((await world.store.pool.query('select from antipode.report_request')).rowCount).toBe(20);
    expect(await read({ month })).toMatchObject({
      state: 'not-to-be-made',
      because: expect.stringContaining('20 other reports are being made'),
    });
    while ((await world.store.pool.query('select from antipode.report_request')).rowCount !== 0) await answer();
    expect((await read({ month })).state).toBe('being-made');
  });

  it('is given each edition with whether its line is sealed, and told of the newest where one is not there', async () => {
    await closeMonth();
    await makeReport(world.ports('engine-1'), whole);
    expect(await read({ month, edition: 2 })).toEqual({ state: 'no-such-edition', newest: 1 });
    expect(await read({ month: '2026-11', edition: 1 })).toEqual({ state: 'no-such-edition', newest: 0 });
    expect(await read({ month })).toMatchObject({ editions: [{ edition: 1, isSealed: false, pdf: 'made' }] });
    await sealTrail(world.store);
    const [line] = await readReportLines(world.store, 'executive', month);
    expect(await listExecutiveMonthsFrom(world.store, viewer, world.now)).toContainEqual({
      month,
      state: 'closed',
      newest: { edition: 1, madeAt: settled, sha256: line?.sha256, pdf: 'made', isSealed: true },
    });
    const stored = await edition(1);
    expect(verifyReport(await readEnvelope(world.store, stored, 'with-neighbours'), []).state).toBe('whole');
  });
});

function amountOf(figure: ExecutiveReport['money']['currencies'][number]['spent']): string {
  if (figure.state === 'not-known') throw new Error(figure.because);
  return figure.amount;
}

function sampleFinding(): FindingEntity {
  return {
    ...{ kind: 'finding', id: 'secret-out-of-sync:checkout', code: 'secret-out-of-sync', severity: 'warning' },
    ...{ sentence: 'The secret is out of sync', evidence: [], clear: 'Clears when it is in sync' },
    ...{ since: end - 5 * dayMs, seenAt: end - hourMs, accountId: 'none', region: 'none', workloadId: 'checkout' },
  } as const;
}

async function until(isSo: () => Promise<boolean>, seconds = 60): Promise<void> {
  for (const limit = performance.now() + seconds * 1000; !(await isSo()); await sleep(50)) {
    if (performance.now() > limit) throw new Error('It did not come to be.');
  }
}
