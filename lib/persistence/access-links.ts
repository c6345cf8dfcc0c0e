import { and, count, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import { type AccessLink, listedDaysAfterEnd, type OpenedKind } from '../domain/access-links/access-link';
import type { Scope } from '../domain/scope';
import type { EpochMs } from '../domain/time';
import { accessLink } from './access-link-schema';
import { databaseErrorCode } from './database-error';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

/** Channel of the wake-up when a link was revoked; the payload is its id. */
export const accessLinkChannel = 'antipode_access_link';

/** A link as it is stored, with what only its judges need. */
export interface StoredAccessLink {
  readonly link: AccessLink;
  readonly maker: { readonly subject: string; readonly role: string };
  /** The database's wall clock as it answered: the one that links expire by. */
  readonly readAt: EpochMs;
}

export interface NewAccessLink {
  readonly id: string;
  readonly tokenHash: string;
  readonly name: string;
  readonly opens: OpenedKind;
  readonly openedId: string;
  readonly scope: Scope;
  readonly madeBy: string;
  readonly madeBySubject: string;
  readonly madeByRole: string;
  readonly days: number;
}

/** Writes a new link; `known` where there is one of that id already, and nothing was written. */
export async function insertAccessLink(
  tx: StoreTransaction,
  { days, ...added }: NewAccessLink,
): Promise<StoredAccessLink | 'known'> {
  const expiresAt = sql`now() + make_interval(hours => ${days * 24})`;
  try {
    // A savepoint: what the key refuses must not end the transaction that has to write the refusal down.
    const [row] = await tx.transaction((nested) =>
      nested
        .insert(accessLink)
        .values({ ...added, expiresAt })
        .returning(columns),
    );
    if (row === undefined) throw new Error('The store wrote a link and does not tell which.');
    return toStored(row);
  } catch (error) {
    if (databaseErrorCode(error) === '23505') return 'known';
    throw error;
  }
}

/**
 * Revokes a link, and wakes the programs whose screens look by it. `not-open` where it has been revoked or has expired
 * already: the first word counts.
 */
export async function revokeAccessLink(
  tx: StoreTransaction,
  id: string,
  by: string,
): Promise<StoredAccessLink | 'not-open'> {
  const [row] = await tx
    .update(accessLink)
    .set({ revokedBy: by, revokedAt: sql`now()` })
    .where(and(eq(accessLink.id, id), isOpen()))
    .returning(columns);
  if (row === undefined) return 'not-open';
  await tx.execute(sql`select pg_notify(${accessLinkChannel}, ${id})`);
  return toStored(row);
}

/** The link of a token's hash, however it stands. */
export async function findAccessLinkByHash(store: Store, tokenHash: string): Promise<StoredAccessLink | 'not-found'> {
  const [row] = await store.db.select(columns).from(accessLink).where(eq(accessLink.tokenHash, tokenHash));
  return row === undefined ? 'not-found' : toStored(row);
}

export async function findAccessLink(
  from: Store['db'] | StoreTransaction,
  id: string,
): Promise<StoredAccessLink | 'not-found'> {
  const [row] = await from.select(columns).from(accessLink).where(eq(accessLink.id, id));
  return row === undefined ? 'not-found' : toStored(row);
}

/** Links that are open or have ended within 30 days, the newest first. */
export async function readAccessLinks(store: Store): Promise<readonly StoredAccessLink[]> {
  const rows = await store.db
    .select(columns)
    .from(accessLink)
    .where(gt(endedAt, sql`now() - make_interval(days => ${listedDaysAfterEnd})`))
    .orderBy(desc(accessLink.madeAt), desc(accessLink.id));
  return rows.map(toStored);
}

/** How many links are neither revoked nor expired. */
export async function countOpenAccessLinks(from: Store['db'] | StoreTransaction): Promise<number> {
  const [row] = await from.select({ open: count() }).from(accessLink).where(isOpen());
  if (row === undefined) throw new Error('The store does not tell how many links there are.');
  return row.open;
}

/** Those of some links that are neither revoked nor expired. */
export async function readOpenAccessLinks(store: Store, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await store.db
    .select({ id: accessLink.id })
    .from(accessLink)
    .where(and(inArray(accessLink.id, [...ids]), isOpen()));
  return new Set(rows.map(({ id }) => id));
}

/** Writes down that a screen looked by a link, to the minute. */
export async function noteAccessLinkUse(store: Store, id: string): Promise<void> {
  await store.db
    .update(accessLink)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(accessLink.id, id),
        sql`(${accessLink.lastUsedAt} is null or ${accessLink.lastUsedAt} <= now() - interval '1 minute')`,
      ),
    );
}

/** Forgets links that ended more than 30 days ago; what was done with them stays in the audit trail. */
export async function forgetEndedAccessLinks(tx: StoreTransaction): Promise<void> {
  await tx.delete(accessLink).where(lt(endedAt, sql`now() - make_interval(days => ${listedDaysAfterEnd})`));
}

const endedAt = sql`least(coalesce(${accessLink.revokedAt}, ${accessLink.expiresAt}), ${accessLink.expiresAt})`;

function isOpen() {
  return and(isNull(accessLink.revokedAt), gt(accessLink.expiresAt, sql`now()`));
}

const columns = {
  id: accessLink.id,
  name: accessLink.name,
  opens: accessLink.opens,
  openedId: accessLink.openedId,
  scope: accessLink.scope,
  madeBy: accessLink.madeBy,
  madeBySubject: accessLink.madeBySubject,
  madeByRole: accessLink.madeByRole,
  madeAt: accessLink.madeAt,
  expiresAt: accessLink.expiresAt,
  revokedBy: accessLink.revokedBy,
  revokedAt: accessLink.revokedAt,
  lastUsedAt: accessLink.lastUsedAt,
  readMs: sql<number>`(extract(epoch from now()) * 1000)::float8`,
} as const;

type Row = Omit<typeof accessLink.$inferSelect, 'tokenHash'> & { readonly readMs: number };

function toStored({ id, name, opens, openedId, scope, madeBy, readMs, ...row }: Row): StoredAccessLink {
  const { madeAt, expiresAt, revokedBy, revokedAt, lastUsedAt } = row;
  return {
    link: {
      id,
      name,
      opened: { opens, id: openedId },
      scope,
      madeBy,
      madeAt: madeAt.getTime(),
      expiresAt: expiresAt.getTime(),
      revoked: revokedBy === null || revokedAt === null ? 'not-revoked' : { by: revokedBy, at: revokedAt.getTime() },
      lastUsedAt: lastUsedAt?.getTime() ?? 'never',
    },
    maker: { subject: row.madeBySubject, role: row.madeByRole },
    readAt: readMs,
  };
}
