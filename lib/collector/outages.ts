import { advanceOutage, areOurEyesShut } from '@/lib/domain/outage';
import type { EpochMs } from '@/lib/domain/time';
import type { Snapshot } from './snapshot';

/** Moves the outage clock of every workload by the newest probes of its entry points. */
export function advanceOutages(snapshot: Snapshot, now: EpochMs): void {
  const routings = snapshot.all('routing');
  const eyesShut = areOurEyesShut(routings, snapshot.all('endpoint'), now);
  for (const workload of snapshot.all('workload')) {
    const own = routings.filter((routing) => routing.workloadId === workload.id);
    const outage = advanceOutage(workload.outage, own, now, eyesShut);
    if (outage !== workload.outage) snapshot.put({ ...workload, outage });
  }
}
