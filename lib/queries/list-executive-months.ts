import 'server-only';
import { type Actor, isInScope, type Scope, wholeFleet } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { Month } from '@/lib/domain/costs/report/choose-month';
import { closedAtLatestMs, monthAt, spanOfMonth } from '@/lib/domain/reports/executive/month-span';
import type { ExecutiveMonth } from '@/lib/domain/reports/executive/reading';
import type { EpochMs } from '@/lib/domain/time';
import { executiveSubject } from '@/lib/persistence/executive-subject';
import { readMonthsOnRecord } from '@/lib/persistence/months-on-record';
import { readLinesOfReports } from '@/lib/persistence/reports';
import type { Store } from '@/lib/persistence/store';
import { fleetNow } from './fleet-clock';
import { toEditions } from './report-editions';
import { webStore } from './web-store';

/**
 * Months that have an executive report or can have one, of the part of the fleet an actor may see, the newest first. Throws
 * AccessRefused when the actor may not read the fleet; fails when the store cannot be reached.
 */
export function listExecutiveMonths(actor: Actor | 'nobody'): Promise<readonly ExecutiveMonth[]> {
  return listExecutiveMonthsFrom(webStore(), actor, fleetNow());
}

/** The same from a given store at a given moment. */
export async function listExecutiveMonthsFrom(
  store: Store,
  actor: Actor | 'nobody',
  now: EpochMs,
): Promise<readonly ExecutiveMonth[]> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const current = monthAt(now);
  const known = await readVisibleMonths(store, scope);
  const months = [...new Set([...known, current])]
    .filter((month) => month <= current)
    .sort()
    .reverse();
  const subjects = new Map(months.map((month) => [month, executiveSubject(month, scope)]));
  const lines = await readLinesOfReports(store, 'executive', [
    ...new Set([...subjects.values(), ...months.map((month) => executiveSubject(month, wholeFleet))]),
  ]);
  return Promise.all(
    months.map(async (month): Promise<ExecutiveMonth> => {
      const newest = lines.findLast(({ subjectId }) => subjectId === subjects.get(month));
      // What is closed for the whole fleet is closed for every part of it.
      const isFrozen = lines.some(({ subjectId }) => subjectId === executiveSubject(month, wholeFleet));
      const [edition] = newest === undefined ? [] : await toEditions(store, [newest]);
      const isClosed = edition !== undefined || isFrozen || now >= spanOfMonth(month).endAt + closedAtLatestMs;
      const state = month === current ? 'goes-on' : isClosed ? 'closed' : 'awaits-its-end';
      return { month, state, newest: edition ?? 'none' };
    }),
  );
}

/** Months of which something is on record in a part of the fleet, ascending. */
export async function readVisibleMonths(store: Store, scope: Scope): Promise<readonly Month[]> {
  const rows = await readMonthsOnRecord(store);
  const visible = rows.filter((labels) => isInScope(scope, { ...labels, region: 'none' }));
  return [...new Set(visible.map(({ month }) => month))].sort();
}
