import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import { hashReport } from '@/lib/audit/hash-report';
import { type AwsEdge, createAwsEdge } from '@/lib/aws';
import { toAccountAccess } from '@/lib/collector/account-access';
import type { MailConfig } from '@/lib/config/engine-config';
import { type CarriedFindings, carryFindings } from '@/lib/domain/findings/carry-findings';
import { deliveryFindings } from '@/lib/domain/findings/delivery-findings';
import { judgeFindings } from '@/lib/domain/findings/derive-findings';
import type { FindingTransition } from '@/lib/domain/findings/finding-transition';
import type { Fleet } from '@/lib/domain/fleet';
import type { DeliveryDeclaration } from '@/lib/domain/reports/delivery';
import { usualRolesOf } from '@/lib/fleet/account-roles';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { beginDelivery, readOpenDeliveries, type StoredDelivery } from '@/lib/persistence/report-deliveries';
import { putReportDraft } from '@/lib/persistence/report-drafts';
import { readReportRequests } from '@/lib/persistence/report-requests';
import { insertReport, type NewReport } from '@/lib/persistence/reports';
import { openStore, type Store } from '@/lib/persistence/store';
import { inTransaction } from '@/lib/persistence/transaction';
import { readUndeliveredReports } from '@/lib/persistence/undelivered-reports';
import { readReportDeliveriesFrom, whyNoDeliveries } from '@/lib/queries/read-report-deliveries';
import type { Effect } from '@/lib/simulator/control/effect-log';
import type { RunningSimulator } from '@/lib/simulator/start-simulator';
import { clientConfig, startTestSimulator } from '@/lib/simulator/testing/test-simulator';
import { startTestDatabase, type TestDatabase } from '@/scripts/testing/start-test-database';
import { heldSeconds } from './carry-out';
import { beginDue, deliverReports } from './deliver-reports';
import type { DeliveryPorts } from './delivery-ports';
import { placesOf } from './plan-deliveries';
import { mailFrom, readMail, startMailServer } from './testing/mail-server';
import { smallContent } from './testing/small-report';
import { deliverToBucket } from './to-bucket';
import { deliverToFolder } from './to-folder';

const account = '111122223333';
const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Monday, 23 November 2026, 09:00. */
const monday = Date.UTC(2026, 10, 23, 9);
const west = { region: 'us-west-2', bucket: 'acme-reports-west' };
const eu = { region: 'eu-central-1', bucket: 'acme-reports-eu' };
const olga: Actor = { name: 'olga', role: 'viewer', scope: wholeFleet };

let database: TestDatabase;
let store: Store;
let simulator: RunningSimulator;
let edge: AwsEdge;
let now = monday;
let reports: readonly DeliveryDeclaration[] = [];
let mail: MailConfig | 'not-configured' = 'not-configured';

/** The account is entered by its roles, whose policies count. */
const fleet: Fleet = {
  ...defaultFleet,
  accounts: [{ id: account, name: 'acme', assume: usualRolesOf(account, `antipode-${account}`) }],
};

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  store = openStore(database.url, { applicationName: 'deliver-test' });
  simulator = await startTestSimulator({ truth: true });
  simulator.world.enforcePolicies(true);
  for (const { region, bucket } of [west, eu]) {
    simulator.world.createBucket({ accountId: account, region, name: bucket });
  }
  edge = createAwsEdge(
    { mode: 'simulator', endpoint: simulator.url },
    {
      accounts: (id) => toAccountAccess(fleet, id),
      pace: 'unlimited',
      requestTimeoutMs: 700,
      maxAttempts: 1,
      breaker: { opensAfter: 1000, firstPauseMs: 1, longestPauseMs: 1 },
    },
  );
  now = monday;
  reports = [];
  mail = 'not-configured';
  carried = { findings: [], pending: [] };
});
afterEach(async () => {
  edge.close();
  for (const table of [
    'report',
    'report_delivery',
    'report_destination',
    'report_copy',
    'report_draft',
    'report_request',
  ])
    await store.pool.query(`delete from antipode.${table}`);
  await store.close();
  await simulator.stop();
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function ports(engineId = 'engine-1', over: Partial<DeliveryPorts> = {}): DeliveryPorts {
  return {
    store,
    edge,
    mail,
    consoleUrl: 'not-told',
    clock: { now: () => now },
    log: silent,
    engineId,
    stopping: new AbortController().signal,
    fleet: () => ({ name: 'acme', reports }),
    ...over,
  };
}

/** Begins everything that is due, and waits for its end. */
async function turn(engineId?: string): Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  await beginDue(ports(engineId), placesOf(reports), underWay);
  await Promise.all(underWay.values());
}

function delivery(more: Partial<DeliveryDeclaration>): DeliveryDeclaration {
  return {
    id: 'board',
    send: 'month-closed',
    folder: 'none',
    buckets: [],
    accountId: account,
    prefix: 'antipode',
    mail: [],
    formats: ['json', 'pdf', 'csv'],
    ...more,
  };
}

const pdf = Buffer.from(Array.from({ length: 90_000 }, (_, index) => (index * 13) % 256));

async function freeze(
  edition = 1,
  month = '2026-10',
  document: Pick<NewReport, 'pdf' | 'pdfSha256' | 'pdfTrouble'> = { pdf, pdfSha256: hashReport(pdf), pdfTrouble: '' },
): Promise<{ readonly content: string; readonly sha256: string }> {
  const content = smallContent({ month, standing: { state: 'closed', edition, restates: 'nothing' } });
  const sha256 = hashReport(content);
  const added = { kind: 'executive', subjectId: month, edition, madeMs: now, content, sha256, auditNumber: 1 } as const;
  await inTransaction(store, (tx) => insertReport(tx, { ...added, ...document, csv: 'workload,state\n' }));
  return { content, sha256 };
}

async function inBucket({ region, bucket }: typeof west, key: string): Promise<Buffer> {
  const client = new S3Client({ ...clientConfig(simulator, region), forcePathStyle: true });
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

const keyOf = (kind: string) => `antipode/executive/2026-10/executive-report-2026-10-edition-1.${kind}`;

async function puts(): Promise<readonly Effect[]> {
  const answer = await fetch(`${simulator.url}/_simulator/effects`);
  const { effects } = (await answer.json()) as { effects: Effect[] };
  return effects.filter(({ operation }) => operation === 'PutObject');
}

async function standing(): Promise<Readonly<Record<string, string>>> {
  const deliveries = await readReportDeliveriesFrom(store, olga);
  return Object.fromEntries(
    deliveries.map(({ destination, state }) => [
      destination.kind === 'bucket' ? destination.region : destination.kind,
      state,
    ]),
  );
}

let carried: CarriedFindings = { findings: [], pending: [] };

/** What the collector makes of what is written down, as it stands now. */
async function judge(): Promise<readonly FindingTransition[]> {
  const found = deliveryFindings(await readUndeliveredReports(store), now);
  const { transitions, ...next } = carryFindings(carried, judgeFindings([], now, found), now);
  carried = next;
  return transitions;
}

/** Looks until what is over has been seen to be. */
async function judgeTwice(): Promise<readonly FindingTransition[]> {
  const first = await judge();
  now += minuteMs;
  return [...first, ...(await judge())];
}

async function auditLines(): Promise<readonly { outcome: string; details: Record<string, unknown> }[]> {
  const { rows } = await store.pool.query(
    `select outcome, details from antipode.audit_entry where action = 'deliver-report' order by number`,
  );
  return rows;
}

describe('buckets in two regions', () => {
  it('get the same files each, written by the writer role under its policy, once', async () => {
    reports = [delivery({ buckets: [west, eu] })];
    const { content, sha256 } = await freeze();
    await turn();
    expect(await standing()).toEqual({ 'us-west-2': 'delivered', 'eu-central-1': 'delivered' });
    for (const place of [west, eu]) {
      expect((await inBucket(place, keyOf('pdf'))).equals(pdf)).toBe(true);
      const json = await inBucket(place, keyOf('json'));
      expect(json.toString()).toBe(content);
      // Whoever has the file alone can hold it to the hash that the report is known by.
      expect(hashReport(json)).toBe(sha256);
      expect((await inBucket(place, keyOf('csv'))).toString()).toBe('workload,state\n');
    }
    const effects = await puts();
    expect(effects).toHaveLength(6);
    expect(new Set(effects.map(({ role, outcome }) => `${role} ${outcome}`))).toEqual(new Set(['antipode-writer ok']));
    const lines = await auditLines();
    expect(lines.slice(-2).map(({ outcome, details }) => [outcome, details.state, details.sha256])).toEqual([
      ['accepted', 'delivered', sha256],
      ['accepted', 'delivered', sha256],
    ]);
    for (let count = 0; count < 3; count += 1) {
      now += dayMs;
      await turn(`engine-${count}`);
    }
    expect(await puts()).toHaveLength(6);
  });

  it('do not wait for each other: the one whose region is lost is tried again, and has it once the region is back', async () => {
    reports = [delivery({ buckets: [west, eu] })];
    const { sha256 } = await freeze();
    simulator.world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    const underWay = new Map<string, Promise<void>>();
    await beginDue(ports(), placesOf(reports), underWay);
    await until(async () => (await standing())['eu-central-1'] === 'delivered');
    // The other one is still being asked.
    expect(underWay.size).toBe(1);
    expect((await standing())['us-west-2']).toBe('begun');
    await Promise.all(underWay.values());
    const [lost] = (await readReportDeliveriesFrom(store, olga)).filter(({ state }) => state !== 'delivered');
    expect(lost).toMatchObject({ state: 'in-doubt', attempts: 1, nextAttemptAt: now + minuteMs, sha256 });
    expect(lost?.sentence).toContain('us-west-2');
    await turn();
    expect(lost?.attempts).toBe(1);
    now += minuteMs;
    await turn();
    expect((await readReportDeliveriesFrom(store, olga)).find(({ state }) => state !== 'delivered')).toMatchObject({
      attempts: 2,
      nextAttemptAt: now + 2 * minuteMs,
    });
    simulator.world.healFaults({});
    now += 2 * minuteMs;
    await turn();
    expect(await standing()).toEqual({ 'us-west-2': 'delivered', 'eu-central-1': 'delivered' });
    expect((await inBucket(west, keyOf('pdf'))).equals(pdf)).toBe(true);
    expect((await auditLines()).map(({ outcome }) => outcome).slice(-4)).toEqual([
      'accepted',
      'unknown',
      'unknown',
      'accepted',
    ]);
  });

  it('that an engine was killed over are looked at first: what is there is not put a second time', async () => {
    reports = [delivery({ buckets: [west] })];
    const { content, sha256 } = await freeze();
    const [place] = placesOf(reports);
    if (place?.at.kind !== 'bucket') throw new Error('There is no bucket.');
    await beginDue(ports('engine-0', { stopping: AbortSignal.abort() }), placesOf(reports), new Map());
    const [due] = await readOpenDeliveries(store);
    await begin(due, 'engine-killed');
    const file = { kind: 'json', name: 'a', contentType: 'application/json', body: Buffer.from(content) } as const;
    const named = { month: '2026-10', part: { kind: 'edition', edition: 1 } } as const;
    const report = { ...named, content, sha256, missing: '', lacksPdf: false };
    const put = { prefix: 'antipode', mayBeThere: false, signal: new AbortController().signal };
    await deliverToBucket(edge, place.at, { ...report, files: [file] }, put);
    // Whoever has begun it may still be at work.
    await turn();
    expect(await standing()).toEqual({ 'us-west-2': 'begun' });
    await letGo();
    await Promise.all([turn('engine-2'), turn('engine-3')]);
    expect(await standing()).toEqual({ 'us-west-2': 'delivered' });
    const keys = (await puts()).map(({ parameters }) => (parameters as { Key: string }).Key);
    expect([...keys].sort()).toEqual([keyOf('csv'), keyOf('json'), keyOf('pdf')]);
  });

  it('that are not there, or may not be written, say so with what to do', async () => {
    reports = [
      delivery({ id: 'gone', buckets: [{ region: 'us-west-2', bucket: 'acme-none' }] }),
      delivery({ id: 'moved', buckets: [{ region: 'us-east-1', bucket: 'acme-reports-eu' }] }),
    ];
    await freeze();
    await turn();
    const failed = await readReportDeliveriesFrom(store, olga);
    expect(failed.map(({ state }) => state)).toEqual(['failed', 'failed']);
    expect(failed.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('Make the bucket acme-none there'),
      expect.stringContaining('Write eu-central-1 as the region of acme-reports-eu'),
    ]);
    simulator.world.putRolePolicy(`arn:aws:iam::${account}:role/antipode-writer`, []);
    reports = [delivery({ id: 'denied', buckets: [west] })];
    await turn();
    const [denied] = await readReportDeliveriesFrom(store, olga);
    expect(denied).toMatchObject({ deliveryId: 'denied', state: 'failed' });
    expect(denied?.sentence).toMatch(/s3:PutObject.*us-west-2.*antipode-writer/);
  });
});

describe('mail', () => {
  it('that is asked for without a mail server says so, and leaves once there is one', async () => {
    reports = [delivery({ mail: ['board@acme.example'] })];
    await freeze();
    await turn();
    expect(await readReportDeliveriesFrom(store, olga)).toMatchObject([
      { state: 'not-configured', attempts: 0, sentence: expect.stringContaining('ANTIPODE_SMTP_URL') },
    ]);
    const server = await startMailServer();
    mail = server.config;
    await turn();
    expect(await standing()).toEqual({ mail: 'delivered' });
    expect(server.taken).toHaveLength(1);
    await server.close();
  });

  it('waits for a server that is down, and has the stored bytes in it when it comes', async () => {
    reports = [delivery({ mail: ['board@acme.example'] })];
    const down = await startMailServer();
    mail = down.config;
    const { port } = down.config.server;
    await down.close();
    const { sha256 } = await freeze();
    await turn();
    expect(await readReportDeliveriesFrom(store, olga)).toMatchObject([
      { state: 'failed', attempts: 1, nextAttemptAt: now + minuteMs },
    ]);
    const server = await startMailServer({ port });
    now += minuteMs;
    await turn();
    now += dayMs;
    await turn();
    expect(server.taken).toHaveLength(1);
    const read = readMail(server.taken[0]?.raw ?? '');
    expect(server.taken[0]?.from).toBe(mailFrom);
    expect(read.attachments[0]?.body.equals(pdf)).toBe(true);
    expect(read.attachments[1]?.body.toString()).toBe('workload,state\n');
    expect(read.text).toContain(sha256);
    await server.close();
  });

  it('goes to a board whose members changed no second time', async () => {
    const server = await startMailServer();
    mail = server.config;
    reports = [delivery({ mail: ['board@acme.example'] })];
    await freeze();
    await turn();
    reports = [delivery({ mail: ['board@acme.example', 'cfo@acme.example'] })];
    await turn();
    expect(server.taken).toHaveLength(1);
    now += dayMs;
    await freeze(2);
    await turn();
    expect(server.taken.map(({ to }) => to.length)).toEqual([1, 2]);
    await server.close();
  });
});

describe('a folder', () => {
  const own = () => mkdtempSync(path.join(tmpdir(), 'report-delivery-'));

  it('that is missing is waited for, and gets its files when it is there', async () => {
    const folder = path.join(own(), 'mount');
    reports = [delivery({ folder, formats: ['pdf'] })];
    await freeze();
    await turn();
    expect(await standing()).toEqual({ folder: 'failed' });
    expect(existsSync(folder)).toBe(false);
    mkdirSync(folder);
    now += minuteMs;
    await turn();
    expect(await standing()).toEqual({ folder: 'delivered' });
    expect(readdirSync(folder)).toEqual(['executive-report-2026-10-edition-1.pdf']);
    expect(readFileSync(path.join(folder, readdirSync(folder)[0] ?? '')).equals(pdf)).toBe(true);
  });

  it('that an engine was killed over gets no second file', async () => {
    const folder = own();
    reports = [delivery({ folder, formats: ['pdf'] })];
    await freeze();
    await beginDue(ports('engine-0', { stopping: AbortSignal.abort() }), placesOf(reports), new Map());
    await begin((await readOpenDeliveries(store))[0], 'engine-killed');
    const name = 'executive-report-2026-10-edition-1.pdf';
    await deliverToFolder(folder, [{ kind: 'pdf', name, contentType: 'application/pdf', body: pdf }]);
    const { ino } = statSync(path.join(folder, name));
    await letGo();
    await turn('engine-2');
    expect(readdirSync(folder)).toEqual([name]);
    expect(statSync(path.join(folder, name)).ino).toBe(ino);
    expect(await standing()).toEqual({ folder: 'delivered' });
  });

  it('that is given up after seven days is said to be, and later editions are tried anew', async () => {
    reports = [delivery({ folder: '/nowhere/at/all' })];
    await freeze();
    await turn();
    now += 7 * dayMs;
    await turn();
    const [line] = await readReportDeliveriesFrom(store, olga);
    expect(line).toMatchObject({ state: 'given-up', nextAttemptAt: 'none' });
    expect(line?.sentence).toMatch(/is not there.*Given up after seven days\.$/);
    await turn();
    expect((await auditLines()).at(-1)?.details).toMatchObject({ state: 'given-up', attempt: 2 });
    await freeze(2);
    await turn();
    expect(await standing()).toEqual({ folder: 'failed' });
  });
});

describe('every week', () => {
  const draft = (madeMs: number, more: { readonly fleetName: string }) => {
    const content = smallContent({ month: '2026-11', standing: { state: 'so-far', because: 'it goes on' }, ...more });
    const made = { subjectId: '2026-11', madeMs, content, sha256: hashReport(content) };
    return putReportDraft(store, { ...made, pdf, pdfSha256: hashReport(pdf), pdfTrouble: '', csv: 'a\n' });
  };

  it('the month so far is asked for on Monday, and every place gets the same one however late', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'report-delivery-'));
    now = monday - dayMs;
    reports = [delivery({ id: 'ops', send: 'weekly', folder, formats: ['json'], buckets: [west] })];
    await draft(now, { fleetName: 'of Sunday' });
    await turn();
    expect(await standing()).toEqual({ folder: 'nothing-due-yet', 'us-west-2': 'nothing-due-yet' });
    now = monday;
    simulator.world.injectFault({ kind: 'region-outage', region: 'us-west-2' });
    await turn();
    expect(await readReportDeliveriesFrom(store, olga)).toMatchObject([
      { state: 'due', sentence: 'The report of 2026-11 as of 2026-11-23 is being made.' },
      { state: 'due' },
    ]);
    expect(await readReportRequests(store)).toMatchObject([{ subjectId: '2026-11', month: '2026-11' }]);
    await draft(now, { fleetName: 'of Monday' });
    now += minuteMs;
    await turn();
    // Somebody looks at the console, and the engine makes another one.
    await draft(now + 30 * minuteMs, { fleetName: 'of later' });
    simulator.world.healFaults({});
    now += 60 * minuteMs;
    await turn();
    expect(await standing()).toEqual({ folder: 'delivered', 'us-west-2': 'delivered' });
    const name = 'executive-report-2026-11-week-2026-11-23.json';
    const text = readFileSync(path.join(folder, name), 'utf8');
    expect(text).toContain('of Monday');
    expect((await inBucket(west, `antipode/executive/2026-11/${name}`)).toString()).toBe(text);
  });
});

describe('a report that does not arrive is found', () => {
  const found = () => carried.findings;

  it('at once where its bucket is missing, in the words of the attempt, until the bucket is made and has it', async () => {
    const missing = { region: 'us-west-2', bucket: 'acme-none' };
    reports = [delivery({ buckets: [missing] })];
    await freeze();
    await turn();
    const since = now;
    expect((await judge()).map(({ change }) => change)).toEqual(['opened']);
    const [{ sentence: said } = { sentence: '' }] = await readReportDeliveriesFrom(store, olga);
    expect(said).toContain('Make the bucket acme-none there');
    expect(found()).toMatchObject([
      {
        id: 'report-not-delivered:board/bucket:us-west-2/acme-none',
        severity: 'warning',
        sentence:
          'The executive report of October 2026 (edition 1) has not arrived in bucket acme-none (us-west-2, account 111122223333)',
        evidence: [
          said,
          expect.stringMatching(/^Due since 09:00 UTC; 1 attempt, the last at 09:00 UTC/),
          expect.any(String),
          expect.any(String),
        ],
        since,
      },
    ]);
    simulator.world.createBucket({ accountId: account, region: 'us-west-2', name: 'acme-none' });
    // Until it is tried again nothing is known to be better.
    await judgeTwice();
    expect(found()).toMatchObject([{ since }]);
    await turn();
    expect(await standing()).toEqual({ 'us-west-2': 'delivered' });
    expect(await judgeTwice()).toMatchObject([{ change: 'closed', by: 'cleared' }]);
    expect(found()).toEqual([]);
  });

  it('after an hour where the mail server may come back, and not before; when it has, the finding ends', async () => {
    reports = [delivery({ mail: ['board@acme.example'] })];
    const down = await startMailServer();
    mail = down.config;
    const { port } = down.config.server;
    await down.close();
    await freeze();
    const since = now;
    for (await turn(); now - since < 3_600_000; await turn()) {
      await judge();
      expect(found()).toEqual([]);
      now += minuteMs;
    }
    await judge();
    expect(found()).toMatchObject([
      {
        severity: 'warning',
        sentence: expect.stringMatching(/^The executive report of October 2026 \(edition 1\) has not gone out as mail/),
        evidence: expect.arrayContaining([expect.stringContaining(`The mail server 127.0.0.1:${port} did not answer`)]),
        since,
      },
    ]);
    const server = await startMailServer({ port });
    now += 30 * minuteMs;
    await turn();
    expect(server.taken).toHaveLength(1);
    expect(await judgeTwice()).toMatchObject([{ change: 'closed' }]);
    await server.close();
  });

  it('not at all where a mail server is away for a while and back within the hour', async () => {
    reports = [delivery({ mail: ['board@acme.example'] })];
    const down = await startMailServer();
    mail = down.config;
    await down.close();
    await freeze();
    for (let count = 0; count < 20; count += 1, now += minuteMs) {
      await turn();
      expect(await judge()).toEqual([]);
    }
    const server = await startMailServer({ port: down.config.server.port });
    now += 20 * minuteMs;
    await turn();
    expect(server.taken).toHaveLength(1);
    expect(await judge()).toEqual([]);
    await server.close();
  });

  it('at once where there is no mail server, or where it refuses the sign-in', async () => {
    reports = [delivery({ mail: ['board@acme.example'] })];
    await freeze();
    await turn();
    await judge();
    expect(found()[0]?.evidence[0]).toContain('ANTIPODE_SMTP_URL');
    const server = await startMailServer({ login: { user: 'antipode', password: 'right' } });
    mail = { ...server.config, server: { ...server.config.server, login: { user: 'antipode', password: 'wrong' } } };
    await turn();
    await judge();
    expect(found()[0]?.evidence[0]).toContain('refused the sign-in');
    await server.close();
  });

  it('while it waits for a report that nobody makes, and nothing was tried', async () => {
    reports = [delivery({ folder: mkdtempSync(path.join(tmpdir(), 'report-delivery-')) })];
    await freeze();
    await beginDue(ports('engine-0', { stopping: AbortSignal.abort() }), placesOf(reports), new Map());
    now += 59 * minuteMs;
    expect(await judge()).toEqual([]);
    now += minuteMs;
    await judge();
    expect(found()).toMatchObject([{ evidence: expect.arrayContaining([expect.stringContaining('not tried yet')]) }]);
  });

  it('no longer once the fleet file names the place no more', async () => {
    reports = [delivery({ folder: '/nowhere/at/all' })];
    await freeze();
    await turn();
    await judge();
    expect(found()).toMatchObject([{ sentence: expect.stringContaining('folder /nowhere/at/all') }]);
    reports = [];
    await turn();
    await judgeTwice();
    expect(found()).toEqual([]);
  });

  it('still when it was given up, which is said, until a later one has arrived there', async () => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), 'report-delivery-')), 'mount');
    reports = [delivery({ folder })];
    await freeze();
    await turn();
    const since = now;
    await judge();
    now += 7 * dayMs;
    await turn();
    expect(await standing()).toEqual({ folder: 'given-up' });
    await judgeTwice();
    expect(found()).toMatchObject([{ since, sentence: expect.stringMatching(/is not tried any more$/) }]);
    mkdirSync(folder);
    await freeze(2);
    await turn();
    expect(await standing()).toEqual({ folder: 'delivered' });
    await judgeTwice();
    expect(found()).toEqual([]);
  });
});

describe('a report of which no PDF could be made', () => {
  const without = { pdf: null, pdfSha256: 'not-made', pdfTrouble: 'The letters were not found.' };

  it('is delivered without it, says so, and is found until one arrives with its PDF', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'report-delivery-'));
    reports = [delivery({ folder })];
    await freeze(1, '2026-10', without);
    await turn();
    expect(readdirSync(folder)).toHaveLength(2);
    expect(await readReportDeliveriesFrom(store, olga)).toMatchObject([
      {
        state: 'delivered-without-pdf',
        nextAttemptAt: 'none',
        sentence: `2 files in ${folder}. There is no PDF of it: The letters were not found.`,
      },
    ]);
    expect((await auditLines()).at(-1)).toMatchObject({
      outcome: 'accepted',
      details: { state: 'delivered-without-pdf' },
    });
    await judge();
    expect(carried.findings).toMatchObject([
      {
        severity: 'notice',
        sentence: `The executive report of October 2026 (edition 1) has arrived in folder ${folder} without its PDF`,
        evidence: expect.arrayContaining([
          'There: executive-report-2026-10-edition-1.json and executive-report-2026-10-edition-1.csv',
        ]),
      },
    ]);
    now += dayMs;
    await turn();
    expect(await standing()).toEqual({ folder: 'delivered-without-pdf' });
    await freeze(2);
    await turn();
    await judgeTwice();
    expect(carried.findings).toEqual([]);
  });

  it('and is asked for as PDF alone has nothing to deliver, which somebody has to change', async () => {
    reports = [delivery({ folder: mkdtempSync(path.join(tmpdir(), 'report-delivery-')), formats: ['pdf'] })];
    await freeze(1, '2026-10', without);
    await turn();
    expect(await standing()).toEqual({ folder: 'failed' });
    await judge();
    expect(carried.findings).toMatchObject([
      { severity: 'warning', evidence: expect.arrayContaining([expect.stringContaining('Ask for csv or json too')]) },
    ]);
  });

  it('is no finding any more once the fleet file asks for no PDF', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'report-delivery-'));
    reports = [delivery({ folder })];
    await freeze(1, '2026-10', without);
    await turn();
    await judge();
    expect(carried.findings).toHaveLength(1);
    reports = [delivery({ folder, formats: ['json', 'csv'] })];
    await turn();
    await judgeTwice();
    expect(carried.findings).toEqual([]);
  });
});

describe('what is told of deliveries', () => {
  it('goes to those who see the whole fleet, and others are told why not', async () => {
    reports = [delivery({ folder: mkdtempSync(path.join(tmpdir(), 'report-delivery-')) })];
    await freeze();
    await turn();
    expect(await readReportDeliveriesFrom(store, olga)).toMatchObject([
      { deliveryId: 'board', occasion: 'month-closed', subject: { month: '2026-10', part: { edition: 1 } } },
    ]);
    const part: Actor = { ...olga, scope: { accounts: 'all', regions: 'all', workloads: ['checkout'] } };
    expect(await readReportDeliveriesFrom(store, part)).toEqual([]);
    expect(whyNoDeliveries(part)).toContain('whole fleet');
    expect(whyNoDeliveries(olga)).toBe('shown');
    await expect(readReportDeliveriesFrom(store, 'nobody')).rejects.toThrow();
  });

  it('forgets places that the fleet file names no more, and what is owed there waits until it does again', async () => {
    reports = [delivery({ folder: '/nowhere/at/all' })];
    await freeze();
    await turn();
    const before = reports;
    reports = [];
    await beginDue(ports(), [], new Map());
    expect(await readReportDeliveriesFrom(store, olga)).toEqual([]);
    now += dayMs;
    reports = before;
    await turn();
    expect(await readReportDeliveriesFrom(store, olga)).toMatchObject([{ state: 'failed', attempts: 2 }]);
  });
});

it('engines on one store share the work, and deliver each report once', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'report-delivery-'));
  const server = await startMailServer();
  mail = server.config;
  reports = [delivery({ folder, buckets: [west, eu], mail: ['board@acme.example'] })];
  await freeze();
  const stopping = new AbortController();
  const engines = ['engine-1', 'engine-2'].map((id) => deliverReports(ports(id, { stopping: stopping.signal })));
  await until(
    async () => Object.values(await standing()).every((state) => state === 'delivered') && server.taken.length > 0,
  );
  await sleep(3500);
  stopping.abort();
  await Promise.all(engines.map(({ ended }) => ended));
  expect(server.taken).toHaveLength(1);
  expect(await puts()).toHaveLength(6);
  expect(readdirSync(folder)).toHaveLength(3);
  await server.close();
});

async function begin(due: StoredDelivery | undefined, holder: string): Promise<void> {
  if (due === undefined) throw new Error('Nothing is due.');
  const begun = await beginDelivery(store, due, { holder, seconds: heldSeconds, now });
  expect(begun).not.toBe('taken');
}

/** As if whoever has begun deliveries had been silent for long enough. */
async function letGo(): Promise<void> {
  await store.pool.query(`update antipode.report_delivery set held_until = now() where state = 'begun'`);
}

async function until(isSo: () => Promise<boolean>, seconds = 120): Promise<void> {
  for (const end = performance.now() + seconds * 1000; !(await isSo()); await sleep(30)) {
    if (performance.now() > end) throw new Error('It did not come to be.');
  }
}
