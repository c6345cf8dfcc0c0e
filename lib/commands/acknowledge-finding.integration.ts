import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import type { FindingEntity } from '@/lib/domain/entities';
import { readAcknowledgements } from '@/lib/persistence/acknowledgements';
import { readAudit } from '@/lib/persistence/audit';
import { applyChanges } from '@/lib/persistence/entities';
import { openStore, type Store } from '@/lib/persistence/store';
import { startTestDatabase, type TestDatabase } from '../../scripts/testing/start-test-database';

const operator: Actor = { name: 'olga', role: 'operator', scope: wholeFleet };
const viewer: Actor = { name: 'victor', role: 'viewer', scope: wholeFleet };
const finding: FindingEntity = {
  kind: 'finding',
  id: 'region-down:us-east-1',
  code: 'region-down',
  severity: 'critical',
  sentence: 'us-east-1 is down',
  evidence: ['Console probe: 2 fail of 2'],
  clear: 'an endpoint serves again',
  since: 1000,
  seenAt: 2000,
  accountId: '111122223333',
  region: 'us-east-1',
  workloadId: 'none',
};

let database: TestDatabase;
let store: Store;
let acknowledgeFinding: typeof import('./acknowledge-finding').acknowledgeFinding;

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
  for (const name of Object.keys(process.env).filter((key) => key.startsWith('AWS_'))) delete process.env[name];
  process.env.ANTIPODE_DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET = 'a secret of at least thirty-two characters';
  await applyChanges(store, [
    { op: 'put', entity: finding, labels: { accountId: '111122223333', region: 'us-east-1', workloadId: 'none' } },
  ]);
  ({ acknowledgeFinding } = await import('./acknowledge-finding'));
});
afterAll(async () => {
  const { webStore } = await import('../queries/web-store');
  await webStore().close();
  await store.close();
  await database.stop();
});

const request = { findingId: finding.id, since: String(finding.since) };
const newestAudit = async () => (await readAudit(store, 1))[0];

describe('acknowledging a finding', () => {
  it('is refused to a viewer with a sentence, and the refusal is audited', async () => {
    const result = await acknowledgeFinding(viewer, request);
    expect(result).toMatchObject({ ok: false, code: 'not-allowed', message: expect.stringContaining('operator') });
    expect(await newestAudit()).toMatchObject({ actor: 'victor', outcome: 'refused', target: finding.id });
    expect(await readAcknowledgements(store)).toEqual([]);
  });

  it('is refused to nobody, and leaves no trace of what they sent', async () => {
    expect(await acknowledgeFinding('nobody', request)).toMatchObject({ ok: false, code: 'not-signed-in' });
  });

  it('is refused when malformed, for a finding that does not stand, and for one that began anew', async () => {
    for (const [input, code] of [
      [{}, 'malformed'],
      ['text', 'malformed'],
      [{ ...request, since: 'NaN' }, 'malformed'],
      [{ ...request, findingId: 'region-down:eu-west-1' }, 'not-found'],
      [{ ...request, since: 999 }, 'changed'],
    ] as const) {
      expect(await acknowledgeFinding(operator, input)).toMatchObject({ ok: false, code });
    }
    expect(await readAcknowledgements(store)).toEqual([]);
  });

  it('of another scope is not found, so that its existence is not told', async () => {
    const elsewhere: Actor = { ...operator, scope: { ...wholeFleet, accounts: ['444455556666'] } };
    expect(await acknowledgeFinding(elsewhere, request)).toMatchObject({ ok: false, code: 'not-found' });
  });

  it('records who saw which occurrence, with its audit entry', async () => {
    expect(await acknowledgeFinding(operator, { ...request, note: ' looking ' })).toEqual({ ok: true });
    expect(await readAcknowledgements(store)).toMatchObject([
      { findingId: finding.id, since: 1000, actor: 'olga', note: 'looking' },
    ]);
    expect(await newestAudit()).toMatchObject({ actor: 'olga', outcome: 'accepted', action: 'acknowledge-finding' });
  });
});
