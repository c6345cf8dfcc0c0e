import 'server-only';
import { type Actor, isInScope, type Scope, seesWholeFleet } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { Drill } from '@/lib/domain/recovery/drill';
import type { EpochMs } from '@/lib/domain/time';
import { readDrills as readStored } from '@/lib/persistence/drills';
import { fleetNow } from './fleet-clock';
import { webStore } from './web-store';

/** Drills of the loss of a region, as they were at a moment of fleet time. */
export interface DrillsReading {
  readonly drills: readonly Drill[];
  readonly readAt: EpochMs;
}

/**
 * The drills an actor may see, newest first, 100 at most. Who sees a part of the fleet is shown what concerns that part and
 * none of the sentences about the whole. Throws AccessRefused; fails without the store.
 */
export async function readDrills(actor: Actor | 'nobody'): Promise<DrillsReading> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const drills = await readStored(webStore());
  return { drills: drills.flatMap((drill) => withinScope(drill, scope)), readAt: fleetNow() };
}

function withinScope(drill: Drill, scope: Scope): readonly Drill[] {
  if (seesWholeFleet(scope)) return [drill];
  // A drill does not say in which account its workloads are.
  if (scope.accounts !== 'all' || !isInScope(scope, { accountId: 'none', region: drill.region, workloadId: 'none' })) {
    return [];
  }
  const isSeen = (workloadId: string) => isInScope(scope, { accountId: 'none', region: 'none', workloadId });
  const workloads = drill.workloads.filter(({ id }) => isSeen(id));
  const waitsFor = drill.waitsFor.filter(({ workloadId }) => workloadId !== 'none' && isSeen(workloadId));
  return [{ ...drill, workloads, waitsFor, sentences: [] }];
}
