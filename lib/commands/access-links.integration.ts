import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, type Scope, wholeFleet } from '@/lib/access/actor';
import { readAudit } from '@/lib/persistence/audit';
import { openStore, type Store } from '@/lib/persistence/store';
import { startTestDatabase, type TestDatabase } from '../../scripts/testing/start-test-database';

const ann: Actor = { name: 'ann', role: 'approver', scope: wholeFleet, subject: 'local#ann' };
const olga: Actor = { name: 'olga', role: 'operator', scope: wholeFleet, subject: 'local#olga' };
const victor: Actor = { name: 'victor', role: 'viewer', scope: wholeFleet, subject: 'local#victor' };
const passwordHash = 'scrypt$1024$8$1$AAAA$AAAA';
const dayMs = 86_400_000;

let database: TestDatabase;
let store: Store;
let create: typeof import('./create-access-link').createAccessLink;
let revoke: typeof import('./revoke-access-link').revokeAccessLink;
let find: typeof import('../queries/access-links/find-access-link').findAccessLinkOf;
let list: typeof import('../queries/access-links/read-access-links').readAccessLinks;

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
  for (const name of Object.keys(process.env).filter((key) => key.startsWith('AWS_'))) delete process.env[name];
  process.env.ANTIPODE_DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET = 'a secret of at least thirty-two characters';
  process.env.ANTIPODE_LOCAL_ACCOUNTS = JSON.stringify([{ name: 'ann', role: 'approver', passwordHash }]);
  ({ createAccessLink: create } = await import('./create-access-link'));
  ({ revokeAccessLink: revoke } = await import('./revoke-access-link'));
  ({ findAccessLinkOf: find } = await import('../queries/access-links/find-access-link'));
  ({ readAccessLinks: list } = await import('../queries/access-links/read-access-links'));
});
afterAll(async () => {
  const { webStore } = await import('../queries/web-store');
  await webStore().close();
  await store.close();
  await database.stop();
});
beforeEach(() => store.pool.query('delete from antipode.access_link'));

let keys = 0;
const request = (more: object = {}) => {
  keys += 1;
  return { idempotencyKey: `a-key-${keys}-of-a-form`, name: 'NOC Berlin', openedId: 'noc', ...more };
};
const newestAudit = async () => (await readAudit(store, 1))[0];
const countLinks = async () => (await store.pool.query('select 1 from antipode.access_link')).rowCount;

async function make(more: object = {}, actor = ann) {
  const result = await create(actor, request(more));
  if (!result.ok) throw new Error(result.message);
  return { ...result, token: result.path.replace('/link/', '') };
}

/** Lets time pass for a link, by the database's clock. */
const age = (id: string, days: number) =>
  store.pool.query(
    `update antipode.access_link set made_at = made_at - make_interval(days => $2), expires_at = expires_at - make_interval(days => $2),
     revoked_at = revoked_at - make_interval(days => $2), last_used_at = last_used_at - make_interval(days => $2) where id = $1`,
    [id, days],
  );

describe('making a read-only link', () => {
  it('is refused to nobody, a viewer, an operator and to whoever looks by a link, and those who are known are on record', async () => {
    expect(await create('nobody', request())).toMatchObject({ ok: false, code: 'not-signed-in' });
    const screen: Actor = { ...ann, name: 'link noc', accessLinkId: 'l1' };
    for (const actor of [victor, olga, screen]) {
      const result = await create(actor, request());
      expect(result).toMatchObject({ ok: false, code: 'not-allowed', message: expect.stringContaining('approver') });
      expect(await newestAudit()).toMatchObject({
        actor: actor.name,
        action: 'create-access-link',
        outcome: 'refused',
      });
    }
    expect(await countLinks()).toBe(0);
  });

  it('answers its token once, keeps its hash alone, and writes nothing of it into the record', async () => {
    const { link, token, path } = await make();
    expect(path).toMatch(/^\/link\/apl_[\w-]{43}$/);
    expect(link).toMatchObject({
      name: 'NOC Berlin',
      opened: { opens: 'wall', id: 'noc' },
      scope: wholeFleet,
      madeBy: 'ann',
      revoked: 'not-revoked',
      lastUsedAt: 'never',
      state: 'open',
    });
    expect(link.expiresAt - link.madeAt).toBe(30 * dayMs);
    const audit = await newestAudit();
    expect(audit).toMatchObject({
      actor: 'ann',
      outcome: 'accepted',
      target: '/wall/noc',
      details: { linkId: link.id, days: 30, workloads: 'all' },
    });
    const rows = await store.pool.query('select * from antipode.access_link');
    const kept = JSON.stringify([rows.rows, await readAudit(store, 100), await list(ann)]);
    expect(kept).not.toContain(token.slice(4));
    expect(await find(token)).toMatchObject({ state: 'open', link: { id: link.id } });
  });

  it('is refused when malformed: no name, no such address, less than a day, more than a year', async () => {
    for (const more of [
      { name: ' \u202e ' },
      { name: 'x'.repeat(81) },
      { openedId: '../settings' },
      { openedId: '' },
      { opens: 'settings' },
      { days: 0 },
      { days: 366 },
      { days: 'always' },
      { days: 1.5 },
      { workloads: '[""]' },
      { workloads: '{"a":1}' },
      { idempotencyKey: 'short' },
    ]) {
      expect(await create(ann, request(more)), JSON.stringify(more)).toMatchObject({ ok: false, code: 'malformed' });
    }
    expect(await create(ann, 'text')).toMatchObject({ ok: false, code: 'malformed' });
    expect(await countLinks()).toBe(0);
  });

  it('never shows more than its maker sees, whatever is asked for', async () => {
    const scope: Scope = { accounts: 'all', regions: 'all', workloads: ['checkout', 'ledger'] };
    const narrow: Actor = { ...ann, scope };
    expect((await make({}, narrow)).link.scope).toEqual(scope);
    expect((await make({ workloads: '["ledger"]' }, narrow)).link.scope).toEqual({ ...scope, workloads: ['ledger'] });
    const wider = await create(narrow, request({ workloads: '["ledger","storefront"]' }));
    expect(wider).toMatchObject({ ok: false, code: 'not-allowed' });
    expect(await newestAudit()).toMatchObject({ outcome: 'refused', details: { code: 'not-allowed' } });
    expect(await countLinks()).toBe(2);
  });

  it('asked twice with one key makes one link, and says why the address is not told again', async () => {
    const asked = request();
    expect(await create(ann, asked)).toMatchObject({ ok: true });
    const again = await create(ann, asked);
    expect(again).toMatchObject({ ok: false, code: 'key-used', message: expect.stringContaining('made already') });
    expect(JSON.stringify(again)).not.toContain('apl_');
    expect(await countLinks()).toBe(1);
    expect((await readAudit(store, 2)).map(({ outcome }) => outcome)).toEqual(['refused', 'accepted']);
  });

  it('stops where there are more than anybody keeps in view', async () => {
    await store.pool.query(
      `insert into antipode.access_link (id, token_hash, name, opens, opened_id, scope, made_by, made_by_subject, made_by_role, expires_at)
       select 'l' || n, lpad(n::text, 64, '0'), 'x', 'wall', 'noc', '{}', 'ann', 'local#ann', 'approver', now() + interval '1 day'
       from generate_series(1, 200) n`,
    );
    expect(await create(ann, request())).toMatchObject({ ok: false, code: 'not-now' });
    await store.pool.query(`update antipode.access_link set revoked_by = 'ann', revoked_at = now() where id = 'l7'`);
    expect(await create(ann, request())).toMatchObject({ ok: true });
  });
});

describe('a read-only link', () => {
  it('opens nothing once it was revoked, and tells its holder no more than a stranger', async () => {
    const { link, token } = await make();
    expect(await revoke(olga, { linkId: link.id })).toMatchObject({
      ok: true,
      link: { state: 'revoked', revoked: { by: 'olga' } },
    });
    expect(await find(token)).toEqual({ state: 'unknown' });
    expect(await find(`apl_${'x'.repeat(43)}`)).toEqual({ state: 'unknown' });
    expect(await newestAudit()).toMatchObject({
      actor: 'olga',
      action: 'revoke-access-link',
      outcome: 'accepted',
      target: '/wall/noc',
      details: { linkId: link.id, name: 'NOC Berlin', madeBy: 'ann' },
    });
  });

  it('opens nothing from the moment it expires, also if it is revoked later', async () => {
    const { link, token } = await make({ days: 1 });
    await age(link.id, 1);
    expect(await find(token)).toEqual({ state: 'expired' });
    expect(await revoke(ann, { linkId: link.id })).toMatchObject({ ok: false, code: 'not-now' });
    expect(await newestAudit()).toMatchObject({ outcome: 'refused', action: 'revoke-access-link' });
  });

  it('ends with the account of whoever made it, and with that account’s right', async () => {
    const gone: Actor = { ...ann, name: 'gone', subject: 'local#gone' };
    const { link, token } = await make({}, gone);
    expect(link.state).toBe('orphaned');
    expect(await find(token)).toEqual({ state: 'unknown' });
    expect((await list(ann)).links).toMatchObject([{ id: link.id, madeBy: 'gone', state: 'orphaned' }]);
  });

  it('is found by its whole token alone', async () => {
    const { token } = await make();
    for (const other of [token.slice(0, -1), `${token}A`, token.toLowerCase(), '', '%', "' or true --"]) {
      expect(await find(other)).toEqual({ state: 'unknown' });
    }
  });

  it('has its use on record to the minute, and is written to no more often than that', async () => {
    const { link, token } = await make();
    const { lookBy } = await import('../queries/access-links/find-access-link');
    const look = async () => {
      const found = await find(token);
      if (found.state !== 'open') throw new Error('It is open.');
      return { actor: await lookBy(found), before: found.link.lastUsedAt };
    };
    const { actor, before } = await look();
    expect(before).toBe('never');
    expect(actor).toEqual({
      name: 'link NOC Berlin',
      role: 'viewer',
      scope: wholeFleet,
      subject: `access-link#${link.id}`,
      accessLinkId: link.id,
    });
    const first = (await look()).before;
    expect((await look()).before).toBe(first);
    await store.pool.query(`update antipode.access_link set last_used_at = last_used_at - interval '61 seconds'`);
    await look();
    expect((await look()).before).toBeGreaterThanOrEqual(Number(first));
  });
});

describe('revoking a read-only link', () => {
  it('is refused to nobody, a viewer and whoever looks by a link, and the link stays open', async () => {
    const { link, token } = await make();
    expect(await revoke('nobody', { linkId: link.id })).toMatchObject({ ok: false, code: 'not-signed-in' });
    for (const actor of [victor, { ...ann, accessLinkId: link.id }]) {
      expect(await revoke(actor, { linkId: link.id })).toMatchObject({ ok: false, code: 'not-allowed' });
      expect(await newestAudit()).toMatchObject({ outcome: 'refused', target: `access link ${link.id}` });
    }
    expect(await find(token)).toMatchObject({ state: 'open' });
  });

  it('finds no link that is not there, is malformed, or shows what the person may not see', async () => {
    const { link } = await make();
    const narrow: Actor = { ...olga, scope: { ...wholeFleet, workloads: ['ledger'] } };
    expect(await revoke(olga, {})).toMatchObject({ ok: false, code: 'malformed' });
    expect(await revoke(olga, { linkId: 'none' })).toMatchObject({ ok: false, code: 'not-found' });
    expect(await revoke(narrow, { linkId: link.id })).toMatchObject({ ok: false, code: 'not-found' });
    expect((await list(narrow)).links).toEqual([]);
  });

  it('counts once, whoever presses at the same moment', async () => {
    const { link } = await make();
    const results = await Promise.all([revoke(olga, { linkId: link.id }), revoke(ann, { linkId: link.id })]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('wakes whoever watches', async () => {
    const { link } = await make();
    const { listenForWakeUps } = await import('../persistence/wake-ups');
    const { accessLinkChannel } = await import('../persistence/access-links');
    const heard: string[] = [];
    const wakeUps = listenForWakeUps(store, accessLinkChannel, (payload) => heard.push(payload));
    try {
      await expect
        .poll(async () => {
          await store.pool.query(`select pg_notify('${accessLinkChannel}', 'probe')`);
          return heard.length;
        })
        .toBeGreaterThan(0);
      await revoke(olga, { linkId: link.id });
      await expect.poll(() => heard).toContain(link.id);
    } finally {
      await wakeUps.stop();
    }
  });
});

describe('the list of read-only links', () => {
  it('is closed to viewers, to nobody and to links', async () => {
    for (const actor of ['nobody', victor, { ...ann, accessLinkId: 'l1' }] as const) {
      await expect(list(actor)).rejects.toThrow();
    }
  });

  it('keeps what has ended for 30 days; after that it is forgotten with the next link that is made', async () => {
    const expired = await make({ name: 'expired', days: 1 });
    const revoked = await make({ name: 'revoked', days: 365 });
    await revoke(ann, { linkId: revoked.link.id });
    const lives = await make({ name: 'lives' });
    const names = async () => (await list(ann)).links.map(({ name }) => name);
    expect(await names()).toEqual(['lives', 'revoked', 'expired']);
    await age(expired.link.id, 30);
    await age(revoked.link.id, 29);
    expect((await names()).sort()).toEqual(['expired', 'lives', 'revoked']);
    await age(expired.link.id, 2);
    await age(revoked.link.id, 2);
    expect(await names()).toEqual(['lives']);
    expect(await countLinks()).toBe(3);
    await make({ name: 'another' });
    expect(await countLinks()).toBe(2);
    expect(lives.link.state).toBe('open');
  });
});
