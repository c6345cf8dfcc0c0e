import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { EpochMs } from '@/lib/domain/time';
import { type FindingFilter, type FindingOccurrence, readFindingHistory } from '@/lib/persistence/finding-history';
import type { Store } from '@/lib/persistence/store';
import { webStore } from './web-store';

/** From when to when, fleet time; the end is not part of it. */
export interface HistorySpan {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

/**
 * Findings that stood at any time in a span, open ones included, newest raised first: for the page of events and for
 * marks on charts. Within the actor's scope; at most a thousand. Throws AccessRefused when the actor may not read the
 * fleet; fails when the store cannot be reached.
 */
export async function findFindingHistory(
  actor: Actor | 'nobody',
  span: HistorySpan,
  filter: FindingFilter = {},
): Promise<readonly FindingOccurrence[]> {
  return findFindingHistoryIn(webStore(), actor, span, filter);
}

/** The same from a given store. */
export async function findFindingHistoryIn(
  store: Store,
  actor: Actor | 'nobody',
  span: HistorySpan,
  filter: FindingFilter = {},
): Promise<readonly FindingOccurrence[]> {
  const { scope } = requirePermission(actor, 'read-fleet');
  return (await readFindingHistory(store, span, filter)).filter(({ finding }) => isInScope(scope, finding));
}
