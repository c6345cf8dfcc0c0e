import {
  type DeliveryDeclaration,
  type Destination,
  destinationsOf,
  toDestinationKey,
  toPartKey,
} from '@/lib/domain/reports/delivery';
import { owedBy, triedForMs } from '@/lib/domain/reports/delivery-rules';
import type { EpochMs } from '@/lib/domain/time';
import {
  insertDue,
  type PlaceKey,
  pruneReportCopies,
  readEditionsMade,
  syncPlaces,
} from '@/lib/persistence/report-deliveries';
import type { Store } from '@/lib/persistence/store';

/** A place of a delivery as the fleet file declares it now. */
export interface Place extends PlaceKey {
  readonly declaration: DeliveryDeclaration;
  readonly at: Destination;
}

/** Every place that deliveries lead to. */
export function placesOf(deliveries: readonly DeliveryDeclaration[]): readonly Place[] {
  return deliveries.flatMap((declaration) =>
    destinationsOf(declaration).map((at) => ({
      declaration,
      at,
      deliveryId: declaration.id,
      destination: toDestinationKey(at),
    })),
  );
}

/** What names a place among all. */
export function nameOfPlace({ deliveryId, destination }: PlaceKey): string {
  return `${deliveryId} ${destination}`;
}

/** Takes up what the fleet file declares, and notes what each place is owed by now and is not on record yet. */
export async function planDeliveries(store: Store, places: readonly Place[], now: EpochMs): Promise<void> {
  const declared = places.map(({ deliveryId, destination, at, declaration: { send, formats } }) => ({
    deliveryId,
    destination,
    declared: { destination: at, send, formats },
  }));
  const known = await syncPlaces(store, declared, now);
  const editions = await readEditionsMade(store);
  const sinceOf = new Map(known.map((place) => [nameOfPlace(place), place.sinceMs]));
  const due = places.flatMap((place) => {
    const since = sinceOf.get(nameOfPlace(place)) ?? now;
    return owedBy(place.declaration.send, since, editions, now).map(({ month, part }) => ({
      kind: 'executive' as const,
      subjectId: month,
      part: toPartKey(part),
      deliveryId: place.deliveryId,
      destination: place.destination,
    }));
  });
  await insertDue(store, due, now);
  await pruneReportCopies(store, now - 2 * triedForMs);
}
