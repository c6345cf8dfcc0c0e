import { gt, lt, sql } from 'drizzle-orm';
import { type Interest, interestSeconds, mostInterests } from '../domain/series/interest';
import { interest } from './schema';
import type { Store } from './store';
import { inTransaction } from './transaction';

/** Channel of the wake-up when something is asked for that nobody looked at before. */
export const interestChannel = 'antipode_interest';

/** An interest that lives. */
export interface LiveInterest {
  readonly key: string;
  readonly interest: Interest;
}

/** What became of a declared interest. `lives` with how long ago, in wall seconds, it was first declared. */
export type Declared =
  | { readonly state: 'lives'; readonly openForSeconds: number }
  | { readonly state: 'refused'; readonly reason: 'person' | 'all' };

/**
 * Declares what a person looks at, or renews it; whoever else declared the same shares it. New ones are refused, one by
 * one, where the person or all people together have too many.
 */
export async function declareInterests(
  store: Store,
  actor: string,
  wanted: readonly LiveInterest[],
): Promise<ReadonlyMap<string, Declared>> {
  if (wanted.length === 0) return new Map();
  return inTransaction(store, async (tx) => {
    const keys = wanted.map(({ key }) => key);
    const living = await tx
      .select({ key: interest.key, mine: sql<boolean>`${interest.actor} = ${actor}` })
      .from(interest)
      .where(gt(interest.expiresAt, sql`now()`));
    const known = new Set(living.map(({ key }) => key));
    let mine =
      living.filter((one) => one.mine && !keys.includes(one.key)).length + keys.filter((key) => known.has(key)).length;
    let all = living.length;
    const declared = new Map<string, Declared>();
    const taken: LiveInterest[] = [];
    for (const one of wanted) {
      const isNew = !known.has(one.key);
      if (isNew && (mine >= mostInterests.ofPerson || all >= mostInterests.ofAll)) {
        declared.set(one.key, { state: 'refused', reason: mine >= mostInterests.ofPerson ? 'person' : 'all' });
        continue;
      }
      if (isNew) {
        mine += 1;
        all += 1;
      }
      taken.push(one);
    }
    if (taken.length === 0) return declared;
    const expiresAt = sql`now() + make_interval(secs => ${interestSeconds})`;
    const rows = await tx
      .insert(interest)
      .values(taken.map(({ key, interest: view }) => ({ key, view, actor, expiresAt })))
      .onConflictDoUpdate({
        target: interest.key,
        set: {
          expiresAt,
          // One that had expired begins anew, and belongs to who asks now.
          openedAt: sql`case when ${interest.expiresAt} > now() then ${interest.openedAt} else now() end`,
          actor: sql`case when ${interest.expiresAt} > now() then ${interest.actor} else excluded.actor end`,
        },
      })
      .returning({ key: interest.key, openFor: sql<number>`extract(epoch from now() - ${interest.openedAt})::float8` });
    for (const { key, openFor } of rows) declared.set(key, { state: 'lives', openForSeconds: openFor });
    if (taken.some(({ key }) => !known.has(key))) await tx.execute(sql`select pg_notify(${interestChannel}, '')`);
    return declared;
  });
}

/** Every interest that lives. */
export async function readLiveInterests(store: Store): Promise<readonly LiveInterest[]> {
  const rows = await store.db
    .select({ key: interest.key, interest: interest.view })
    .from(interest)
    .where(gt(interest.expiresAt, sql`now()`));
  return rows;
}

/** Forgets what nobody has looked at for ten minutes. */
export async function pruneInterests(store: Store): Promise<void> {
  await store.db.delete(interest).where(lt(interest.expiresAt, sql`now() - interval '10 minutes'`));
}
