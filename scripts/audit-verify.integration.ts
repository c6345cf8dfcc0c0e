import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptedAct } from '@/lib/audit/build-audit-entry';
import { freezeReport } from '@/lib/audit/freeze-report';
import { hashReport } from '@/lib/audit/hash-report';
import { draftEnvelope, readEnvelope } from '@/lib/audit/read-envelope';
import { appendAnchor, sealTrail } from '@/lib/audit/seal-trail';
import { canonicalJson } from '@/lib/domain/reports/canonical-json';
import { appendAudit } from '@/lib/persistence/audit';
import { findReport } from '@/lib/persistence/reports';
import { openStore, type Store } from '@/lib/persistence/store';
import { inTransaction } from '@/lib/persistence/transaction';
import { startTestDatabase, type TestDatabase } from './testing/start-test-database';
import { makeTemporaryFolder } from './testing/temporary-folder';

let database: TestDatabase;
let store: Store;
let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;

beforeAll(async () => {
  [database, folder] = await Promise.all([startTestDatabase(), makeTemporaryFolder('audit')]);
  store = openStore(database.url, { applicationName: 'test' });
});
afterAll(async () => {
  await store.close();
  await Promise.all([database.stop(), folder.remove()]);
});

/** `npm run audit:verify` with the store of DATABASE_URL. */
function verify(words: readonly string[] = [], environment: Record<string, string> = { DATABASE_URL: database.url }) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const script = path.join(import.meta.dirname, 'audit-verify.mjs');
    const env = { NODE_ENV: 'production' as const, PATH: process.env.PATH, ANTIPODE_DATA: folder.path, ...environment };
    const child = execFile(process.execPath, [script, ...words], { env }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });
}

async function write(...targets: readonly string[]): Promise<void> {
  const actor = { name: 'olga', role: 'operator' };
  const entries = targets.map((target) => acceptedAct({ actor, action: 'pause-execution', target, at: 1 }));
  await inTransaction(store, (tx) => appendAudit(tx, ...entries));
}

it('says that a trail is whole, then names the first line that was changed, and ends with 1', async () => {
  await write('run-1', 'run-2', 'run-3');
  const head = await sealTrail(store);
  await write('run-4');
  const whole = await verify();
  expect(whole).toMatchObject({ code: 0, err: '' });
  expect(whole.out).toContain('The audit trail is whole: 3 lines sealed, 1 not sealed yet, no anchors');

  if (head === 'none') throw new Error('Nothing was sealed.');
  await appendAnchor(path.join(folder.path, 'audit-anchors.jsonl'), head, new Date(0));
  expect((await verify()).out).toContain('1 anchors hold');

  await store.pool.query(`update antipode.audit_entry set actor = 'eve' where target in ('run-2', 'run-3')`);
  const { rows } = await store.pool.query<{ number: string }>(
    `select number from antipode.audit_entry where target = 'run-2'`,
  );
  const broken = await verify();
  expect(broken).toMatchObject({ code: 1, err: '' });
  expect(broken.out).toMatch(new RegExp(`^Line ${rows[0]?.number} .*\\.\\n$`));
});

it('verifies a report without a store, against an exported trail, and names what was tampered with', async () => {
  const content = canonicalJson({ edition: 1, run: { id: 'run-9' }, seconds: 240 });
  const sha256 = hashReport(content);
  const entry = acceptedAct({
    actor: { name: 'engine-1', role: 'engine' },
    action: 'write-report',
    target: 'run-9',
    at: 5,
    details: { edition: 1, sha256, pdfSha256: 'not-made' },
  });
  const [auditNumber = 0] = await inTransaction(store, (tx) => appendAudit(tx, entry));
  await write('run-10', 'run-11');
  await sealTrail(store);
  const made = { kind: 'recovery', subjectId: 'run-9', edition: 1, madeMs: 5, lookedMs: 5, pdf: null } as const;
  const stored = { ...made, content, sha256, pdfSha256: 'not-made', pdfTrouble: 'a test', auditNumber };
  const text = await readEnvelope(store, stored, 'with-neighbours');
  const [file, trail, forged] = ['report.json', 'trail.json', 'forged.json'].map((name) =>
    path.join(folder.path, name),
  );
  if (file === undefined || trail === undefined || forged === undefined) throw new Error('There are three.');
  await Promise.all([writeFile(file, text), writeFile(forged, text.replace('"seconds":240', '"seconds":24'))]);

  const offline: Record<string, string> = {};
  const whole = await verify([file], offline);
  expect(whole).toMatchObject({ code: 0, err: '' });
  expect(whole.out).toContain(`The report of run-9, edition 1, is whole: SHA-256 ${sha256}, line ${auditNumber}`);
  expect(whole.out).toContain('nothing kept elsewhere was given');

  expect(await verify(['--export', trail])).toMatchObject({ code: 0, err: '' });
  expect((await readFile(trail, 'utf8')).length).toBeGreaterThan(100);
  expect((await verify([file, trail], offline)).out).toContain('3 of these lines are as they were kept elsewhere');

  const broken = await verify([forged], offline);
  expect(broken).toMatchObject({ code: 1, err: '' });
  expect(broken.out).toMatch(/^The report was changed: its hash is [0-9a-f]{64}, and /);

  const kept = await readFile(trail, 'utf8');
  await writeFile(trail, kept.replaceAll(/"hash":"[0-9a-f]{8}/g, '"hash":"00000000'));
  const anew = await verify([file, trail], offline);
  expect(anew).toMatchObject({ code: 1 });
  expect(anew.out).toContain(`Line ${auditNumber} of the audit trail is not the line that was kept elsewhere`);
  expect(await verify([file, path.join(folder.path, 'nowhere.json')], offline)).toMatchObject({ code: 2, out: '' });
  expect(await verify([path.join(folder.path, 'nowhere.json')], offline)).toMatchObject({ code: 2, out: '' });
}, 120_000);

it('verifies the report of a month by its month and edition, and says of a draft that nothing proves it', async () => {
  const scope = { accounts: 'all', regions: 'all', workloads: 'all' };
  const standing = { state: 'closed', edition: 1, restates: 'nothing' };
  const report = { format: 'antipode-executive-report/1', month: '2026-10', scope, standing, spent: '12.50' };
  const content = canonicalJson(report);
  const pdf = Buffer.from('a document');
  const stored = {
    kind: 'executive',
    subjectId: '2026-10',
    edition: 1,
    content,
    pdf,
    pdfTrouble: '',
    csv: 'a,b',
  } as const;
  const frozen = { ...stored, format: report.format, madeAt: 5, details: {} };
  expect(await freezeReport({ store, engineId: 'engine-1' }, frozen)).toBe('made');
  await sealTrail(store);
  const found = await findReport(store, 'executive', '2026-10');
  if (found === 'not-found') throw new Error('It was not written.');
  const text = await readEnvelope(store, found, 'none');
  const draft = canonicalJson({ ...report, standing: { state: 'so-far', because: 'it goes on' } });
  const files = {
    whole: text,
    forged: text.replace('"spent":"12.50"', '"spent":"1.25"'),
    otherPdf: text.replaceAll(hashReport(pdf), hashReport('another document')),
    draft: draftEnvelope({ content: draft, sha256: hashReport(draft), pdfSha256: 'not-made' }),
  };
  const verified = async (name: keyof typeof files) => {
    const file = path.join(folder.path, `month-${name}.json`);
    await writeFile(file, files[name]);
    return verify([file], {});
  };
  expect(await verified('whole')).toMatchObject({ code: 0, err: '' });
  expect((await verified('whole')).out).toContain(
    `The report of 2026-10, edition 1, is whole: SHA-256 ${found.sha256}`,
  );
  expect((await verified('forged')).out).toMatch(/^The report was changed: its hash is [0-9a-f]{64}, and /);
  // The hash in the line was changed with it: then the line is not as it was sealed.
  expect((await verified('otherPdf')).out).toMatch(/^Line \d+ of the audit trail is not as it was sealed/);
  expect(await verified('draft')).toMatchObject({ code: 1, out: expect.stringContaining('it was not frozen') });
}, 120_000);

it('says what is missing where there is nothing to verify, and ends with 2', async () => {
  const nothing = await verify([], {});
  expect(nothing).toMatchObject({ code: 2, out: '' });
  expect(nothing.err).toContain('start the console once, or give DATABASE_URL');
  expect(await verify(['--wrong'])).toMatchObject({ code: 2 });
});
