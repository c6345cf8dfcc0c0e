import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import { targetsOf } from '@/lib/domain/compliance/targets';
import type { WorkloadEntity } from '@/lib/domain/entities';
import type { WorkloadId } from '@/lib/domain/fleet';
import { buildWorkloadHistory } from '@/lib/domain/history/build-workload-history';
import type { HistoryRange, WorkloadHistory } from '@/lib/domain/history/types';
import type { EpochMs } from '@/lib/domain/time';
import { readEntities } from '@/lib/persistence/entities';
import type { Store } from '@/lib/persistence/store';
import { fleetNow } from './fleet-clock';
import { readWorkloadRecords } from './read-history-records';
import { webStore } from './web-store';

/**
 * The history of one workload: lag of its links, golden signals and objectives over a range, with attainment, coverage
 * and error budget of 24 h, 7 d and 30 d. `not-found` for a workload that is unknown or outside the actor's scope, which
 * are the same to the one who asks. Throws AccessRefused when the actor may not read the fleet; fails when the store
 * cannot be reached.
 */
export async function readWorkloadHistory(
  actor: Actor | 'nobody',
  workloadId: WorkloadId,
  range: HistoryRange = 'last-24-hours',
): Promise<WorkloadHistory | 'not-found'> {
  return readHistoryFrom(webStore(), actor, workloadId, range, fleetNow());
}

/** The same from a given store at a given moment. */
export async function readHistoryFrom(
  store: Store,
  actor: Actor | 'nobody',
  workloadId: WorkloadId,
  range: HistoryRange,
  now: EpochMs,
): Promise<WorkloadHistory | 'not-found'> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const { entities } = await readEntities(store, { kinds: ['workload'], workloadId });
  const visible = entities.filter(({ labels }) => isInScope(scope, labels)).map(({ entity }) => entity);
  const owner = visible.find((one): one is WorkloadEntity => one.kind === 'workload' && one.id === workloadId);
  if (owner === undefined) return 'not-found';
  const records = await readWorkloadRecords(store, workloadId, range, now);
  const history = buildWorkloadHistory({ ...records, targets: targetsOf(owner.workload) });
  // A signal belongs to its region; who may not see the region sees the workload without it.
  const { regions } = scope;
  return regions === 'all'
    ? history
    : { ...history, signals: history.signals.filter((signal) => regions.includes(signal.region)) };
}
