import 'server-only';
import { type Actor, seesWholeFleet } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import { parsePartKey, type ReportDelivery } from '@/lib/domain/reports/delivery';
import {
  readNewestDeliveries,
  readPlaces,
  type StoredDelivery,
  type StoredPlace,
} from '@/lib/persistence/report-deliveries';
import type { Store } from '@/lib/persistence/store';
import { webStore } from './web-store';

/**
 * How the delivery of reports stands, one line for each place that the fleet file names: of what is not delivered there the
 * newest, else the newest of all. Reports are delivered of the whole fleet: whoever sees a part of it gets none, and
 * `whyNoDeliveries` says so. Throws AccessRefused; fails without the store.
 */
export function readReportDeliveries(actor: Actor | 'nobody'): Promise<readonly ReportDelivery[]> {
  return readReportDeliveriesFrom(webStore(), actor);
}

/** Why an actor is shown no deliveries, as a sentence; `shown` for whoever sees the whole fleet. Throws AccessRefused. */
export function whyNoDeliveries(actor: Actor | 'nobody'): string | 'shown' {
  const { scope } = requirePermission(actor, 'read-fleet');
  return seesWholeFleet(scope)
    ? 'shown'
    : 'What is delivered are reports of the whole fleet: only those who see all of it see where they go.';
}

/** The same from a given store. */
export async function readReportDeliveriesFrom(
  store: Store,
  actor: Actor | 'nobody',
): Promise<readonly ReportDelivery[]> {
  if (whyNoDeliveries(actor) !== 'shown') return [];
  const [places, deliveries] = await Promise.all([readPlaces(store), readNewestDeliveries(store)]);
  return places.map((place) =>
    toDelivery(
      place,
      deliveries.find((one) => isAt(one, place)),
    ),
  );
}

function isAt(delivery: StoredDelivery, { deliveryId, destination }: StoredPlace): boolean {
  return delivery.deliveryId === deliveryId && delivery.destination === destination;
}

function toDelivery(
  { deliveryId, declared, sinceMs }: StoredPlace,
  newest: StoredDelivery | undefined,
): ReportDelivery {
  const place = { deliveryId, destination: declared.destination, occasion: declared.send };
  if (newest === undefined) {
    const nothing = { subject: 'none', nextAttemptAt: 'none', sha256: 'none' } as const;
    return { ...place, ...nothing, state: 'nothing-due-yet', since: sinceMs, attempts: 0, sentence: '' };
  }
  const { subjectId: month, part, state, attempts, sentence, nextMs, sha256 } = newest;
  return {
    ...place,
    subject: { month, part: parsePartKey(part) },
    state,
    since: newest.sinceMs,
    attempts,
    sentence,
    nextAttemptAt: nextMs ?? 'none',
    sha256,
  };
}
