import { and, desc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { FindingEntity } from '../domain/entities';
import type { FindingCode } from '../domain/findings/finding-order';
import type { FindingEnd, FindingTransition } from '../domain/findings/finding-transition';
import { keptDays } from '../domain/history/resolution';
import type { EpochMs } from '../domain/time';
import { type Severity, severities } from '../domain/vocabulary';
import { findingHistory } from './schema';
import type { Store } from './store';
import type { StoreTransaction } from './transaction';

const dayMs = 86_400_000;

/** An occurrence of a finding. */
export interface FindingOccurrence {
  /** As it was when it became worst, or was seen last. */
  readonly finding: FindingEntity;
  /** When it was raised, fleet time; its evidence began at the finding's `since`. */
  readonly openedAt: EpochMs;
  readonly closed: { readonly at: EpochMs; readonly by: FindingEnd } | 'open';
  readonly worstSeverity: Severity;
}

/** Which occurrences are asked for. Without a filter all of the range. */
export interface FindingFilter {
  readonly codes?: readonly FindingCode[];
  readonly severities?: readonly Severity[];
  readonly workloadId?: string;
  readonly region?: string;
  readonly accountId?: string;
  readonly state?: 'open' | 'closed';
}

/** Most occurrences of one reading. */
export const mostOccurrences = 1000;

/** Records what became of findings, within the transaction that changes them. Recording it again changes nothing. */
export async function recordFindings(tx: StoreTransaction, transitions: readonly FindingTransition[]): Promise<void> {
  for (const transition of transitions) {
    await tx
      .insert(findingHistory)
      .values({ ...toRow(transition), ...toEnd(transition) })
      .onConflictDoUpdate({
        target: [findingHistory.findingId, findingHistory.sinceMs],
        set: { worstSeverity: worseOfBoth, document: sql`excluded.document`, ...toEnd(transition) },
      });
  }
}

/** Evidence of the same date that holds again is the same occurrence, which is then not over. */
function toEnd(transition: FindingTransition): Partial<typeof findingHistory.$inferInsert> {
  if (transition.change === 'closed') return { closedMs: transition.at, closedBy: transition.by };
  return transition.change === 'opened' ? { closedMs: null, closedBy: null } : {};
}

const ranks = sql.raw(`array[${severities.map((one) => `'${one}'`).join(', ')}]`);
const worseOfBoth = sql`case
  when array_position(${ranks}, ${findingHistory.worstSeverity}) <= array_position(${ranks}, excluded.worst_severity)
  then ${findingHistory.worstSeverity} else excluded.worst_severity end`;

/**
 * Occurrences that stood at any time from `startAt` to before `endAt`, newest raised first, at most `mostOccurrences`.
 * What a person may see of them is for the caller to say.
 */
export async function readFindingHistory(
  store: Store,
  { startAt, endAt }: { readonly startAt: EpochMs; readonly endAt: EpochMs },
  filter: FindingFilter = {},
): Promise<readonly FindingOccurrence[]> {
  const { sinceMs, closedMs, openedMs } = findingHistory;
  const rows = await store.db
    .select()
    .from(findingHistory)
    .where(and(lt(sinceMs, endAt), or(isNull(closedMs), gte(closedMs, startAt)), ...toConditions(filter)))
    .orderBy(desc(openedMs), findingHistory.findingId)
    .limit(mostOccurrences);
  return rows.map(({ document, openedMs: openedAt, closedMs: at, closedBy: by, worstSeverity }) => ({
    finding: document,
    openedAt,
    closed: at === null || by === null ? 'open' : { at, by },
    worstSeverity,
  }));
}

/** Forgets occurrences that closed longer ago than history is kept, 455 days. Open ones stay, however old. */
export async function forgetFindings(store: Store, now: EpochMs): Promise<number> {
  const gone = await store.db
    .delete(findingHistory)
    .where(lt(findingHistory.closedMs, now - keptDays.day * dayMs))
    .returning({ id: findingHistory.findingId });
  return gone.length;
}

function toConditions({ codes, severities, workloadId, region, accountId, state }: FindingFilter): SQL[] {
  const conditions: SQL[] = [];
  if (codes !== undefined) conditions.push(inArray(findingHistory.code, [...codes]));
  if (severities !== undefined) conditions.push(inArray(findingHistory.worstSeverity, [...severities]));
  if (workloadId !== undefined) conditions.push(eq(findingHistory.workloadId, workloadId));
  if (region !== undefined) conditions.push(eq(findingHistory.region, region));
  if (accountId !== undefined) conditions.push(eq(findingHistory.accountId, accountId));
  if (state === 'open') conditions.push(isNull(findingHistory.closedMs));
  if (state === 'closed') conditions.push(sql`${findingHistory.closedMs} is not null`);
  return conditions;
}

function toRow({ finding, at }: FindingTransition): typeof findingHistory.$inferInsert {
  const { id, since, code, accountId, region, workloadId, openedAt = at, severity } = finding;
  return {
    findingId: id,
    sinceMs: since,
    code,
    accountId,
    region,
    workloadId,
    openedMs: openedAt,
    worstSeverity: finding.worstSeverity ?? severity,
    document: finding,
  };
}
