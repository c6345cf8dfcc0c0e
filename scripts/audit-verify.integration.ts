import { execFile } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptedAct } from '@/lib/audit/build-audit-entry';
import { appendAnchor, sealTrail } from '@/lib/audit/seal-trail';
import { appendAudit } from '@/lib/persistence/audit';
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

it('says what is missing where there is nothing to verify, and ends with 2', async () => {
  const nothing = await verify([], {});
  expect(nothing).toMatchObject({ code: 2, out: '' });
  expect(nothing.err).toContain('start the console once, or give DATABASE_URL');
  expect(await verify(['--wrong'])).toMatchObject({ code: 2 });
});
