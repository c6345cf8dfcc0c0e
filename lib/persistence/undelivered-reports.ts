import { and, asc, eq, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { parsePartKey } from '../domain/reports/delivery';
import type { UndeliveredReport } from '../domain/reports/undelivered';
import { reportDelivery, reportDestination } from './report-delivery-schema';
import type { Store } from './store';

/**
 * Reports that are missing at the places which the fleet file names now, whole or their PDF, the one that is due longest first.
 * What is not tried any more is left out once a later report has arrived there: whole, where a PDF is missing.
 */
export async function readUndeliveredReports(store: Store): Promise<readonly UndeliveredReport[]> {
  const rows = await store.db
    .select({ place: reportDestination, delivery: reportDelivery })
    .from(reportDelivery)
    .innerJoin(
      reportDestination,
      and(
        eq(reportDestination.deliveryId, reportDelivery.deliveryId),
        eq(reportDestination.destination, reportDelivery.destination),
        isNull(reportDestination.withdrawnMs),
      ),
    )
    .where(and(ne(reportDelivery.state, 'delivered'), isStillMissed()))
    .orderBy(asc(reportDelivery.dueMs), asc(reportDelivery.subjectId), asc(reportDelivery.part));
  return rows.flatMap(({ place, delivery }) => toUndelivered(place, delivery));
}

function isStillMissed(): SQL {
  const { state, dueMs, subjectId, part, deliveryId, destination } = reportDelivery;
  const laterArrived = (states: SQL) => sql`exists (
    select 1 from antipode.report_delivery later
    where later.delivery_id = ${deliveryId} and later.destination = ${destination} and later.state in (${states})
      and (later.due_ms, later.subject_id, later.part) > (${dueMs}, ${subjectId}, ${part}))`;
  return sql`case ${state}
    when 'given-up' then not ${laterArrived(sql`'delivered', 'delivered-without-pdf'`)}
    when 'delivered-without-pdf' then not ${laterArrived(sql`'delivered'`)}
    else true end`;
}

function toUndelivered(
  { declared, sinceMs: declaredAt }: typeof reportDestination.$inferSelect,
  delivery: typeof reportDelivery.$inferSelect,
): readonly UndeliveredReport[] {
  const { state, deliveryId, subjectId: month, part, dueMs: dueAt, attempts, sentence, handed } = delivery;
  if (state === 'delivered') return [];
  return [
    {
      ...{ deliveryId, declaredAt, month, state, dueAt, attempts, sentence, handed },
      destination: declared.destination,
      wantsPdf: declared.formats?.includes('pdf') ?? true,
      part: parsePartKey(part),
      triedAt: delivery.triedMs ?? 'never',
      failingSince: delivery.failingSinceMs ?? 'never',
      needsPerson: delivery.needsPerson,
      nextAttemptAt: delivery.nextMs ?? 'none',
    },
  ];
}
