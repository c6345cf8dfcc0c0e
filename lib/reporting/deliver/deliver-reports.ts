import type { EpochMs } from '@/lib/domain/time';
import { readOpenDeliveries, readPlaces, type StoredDelivery } from '@/lib/persistence/report-deliveries';
import { takeTurns } from '@/lib/persistence/take-turns';
import { carryOut } from './carry-out';
import type { DeliveryPorts } from './delivery-ports';
import { nameOfPlace, type Place, placesOf, planDeliveries } from './plan-deliveries';

const rules = {
  leaseName: 'report-deliveries',
  leaseSeconds: 15,
  pauseMs: () => 3000,
  trouble: 'Reports cannot be delivered now; tried again.',
};

/**
 * Delivers reports to the places that the fleet file names. Each place is served by itself, one report after the other, so
 * that one that hangs delays no other. What is due is told by the store alone: an engine that was killed leaves nothing
 * behind but work, which the next one finds.
 */
export function deliverReports(ports: DeliveryPorts): { readonly ended: Promise<void> } {
  const { store } = ports;
  const underWay = new Map<string, Promise<void>>();
  let hasPlaces: 'unknown' | boolean = 'unknown';
  const turns = takeTurns(ports, rules, async (hold) => {
    const places = placesOf(ports.fleet().reports ?? []);
    if (hasPlaces === 'unknown') hasPlaces = (await readPlaces(store)).length > 0;
    // Nothing is declared, and nothing has been since it was noticed.
    if (places.length === 0 && !hasPlaces) return;
    if (!(await hold())) return;
    await beginDue(ports, places, underWay);
    hasPlaces = places.length > 0;
  });
  return {
    ended: turns.ended.then(async () => {
      await Promise.all(underWay.values());
    }),
  };
}

/** Notes what is owed by now, and begins what is due at every place where nothing is under way. */
export async function beginDue(
  ports: DeliveryPorts,
  places: readonly Place[],
  underWay: Map<string, Promise<void>>,
): Promise<void> {
  await planDeliveries(ports.store, places, ports.clock.now());
  for (const { place, delivery } of next(places, await readOpenDeliveries(ports.store), ports)) {
    const name = nameOfPlace(place);
    if (underWay.has(name) || ports.stopping.aborted) continue;
    const work = serve(ports, place, delivery).finally(() => underWay.delete(name));
    underWay.set(name, work);
  }
}

/** Of each place what has waited longest of that whose time has come. */
function next(places: readonly Place[], open: readonly StoredDelivery[], { clock, mail }: DeliveryPorts) {
  const now = clock.now();
  return places.flatMap((place) => {
    const name = nameOfPlace(place);
    const delivery = open.find((one) => nameOfPlace(one) === name && isReady(one, now, mail !== 'not-configured'));
    return delivery === undefined ? [] : [{ place, delivery }];
  });
}

function isReady({ state, nextMs }: StoredDelivery, now: EpochMs, hasMail: boolean): boolean {
  // Of one that is begun the store says whether somebody may still be at work.
  if (state === 'begun' || (state === 'not-configured' && hasMail)) return true;
  return nextMs !== null && nextMs <= now;
}

async function serve(ports: DeliveryPorts, place: Place, delivery: StoredDelivery): Promise<void> {
  const { subjectId: month, part, deliveryId, destination } = delivery;
  const about = { month, part, delivery: deliveryId, destination };
  try {
    const became = await carryOut(ports, place, delivery);
    if (became === 'delivered') ports.log.info(about, 'A report is delivered.');
    else if (became === 'delivered-without-pdf') ports.log.warn(about, 'A report is delivered without its PDF.');
    else if (became !== 'taken' && became !== 'due')
      ports.log.warn({ ...about, state: became }, 'A report is not delivered.');
  } catch (error) {
    ports.log.error({ err: error, ...about }, 'How a delivery ended could not be written down; it is looked at again.');
  }
}
