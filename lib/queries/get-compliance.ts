import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import { buildCompliance, byKeeping } from '@/lib/domain/compliance/build-compliance';
import { listPlannedWork } from '@/lib/domain/compliance/list-planned-work';
import type { ComplianceReport } from '@/lib/domain/compliance/types';
import type { WorkloadEntity } from '@/lib/domain/entities';
import type { EpochMs } from '@/lib/domain/time';
import type { TimeRange } from '@/lib/domain/time-range';
import { readComplianceRecords, toComplianceGrid } from '@/lib/persistence/compliance-records';
import { readEntities } from '@/lib/persistence/entities';
import type { Store } from '@/lib/persistence/store';
import { findFindingHistoryIn } from './find-finding-history';
import { fleetNow } from './fleet-clock';
import { webStore } from './web-store';

/**
 * How the objectives of every workload an actor may see were kept over a range: attainment with coverage,
 * error budget, its burn, the worst figure and a timeline. Throws AccessRefused when the actor may not read the fleet;
 * fails when the store cannot be reached.
 */
export async function getCompliance(actor: Actor | 'nobody', range: TimeRange): Promise<ComplianceReport> {
  return getComplianceFrom(webStore(), actor, range, fleetNow());
}

/** The same from a given store at a given moment. */
export async function getComplianceFrom(
  store: Store,
  actor: Actor | 'nobody',
  range: TimeRange,
  now: EpochMs,
): Promise<ComplianceReport> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const grid = toComplianceGrid(range, now);
  const span = { startAt: grid.startAt, endAt: Math.min(grid.endAt, now) };
  const [{ entities }, announced] = await Promise.all([
    readEntities(store, { kinds: ['workload'] }),
    findFindingHistoryIn(store, actor, span, { codes: ['aws-planned-work'] }),
  ]);
  const workloads = entities
    .filter(({ labels }) => isInScope(scope, labels))
    .map(({ entity }) => entity)
    .filter((entity): entity is WorkloadEntity => entity.kind === 'workload')
    .map(({ workload }) => ({ workload, planned: listPlannedWork(workload, announced, now) }));
  const records = await readComplianceRecords(store, workloads, range, now);
  return { range, now, ...grid, workloads: records.map(buildCompliance).sort(byKeeping) };
}
