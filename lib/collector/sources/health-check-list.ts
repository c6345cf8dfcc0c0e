import type { HealthCheckReading } from '@/lib/aws';
import type { CheckerReport, HealthCheckEntity } from '@/lib/domain/entities';
import type { AccountId, WorkloadId } from '@/lib/domain/fleet';
import { neverAsked } from '../carry';
import type { MergeContext } from '../source';
import { toCheckersCadence } from './health-checkers-pace';

/**
 * Keeps the endpoint health checks of an account that decide something of the fleet: those its records hang on, and those
 * that ask one of its regional endpoints. Checks of routing controls and calculated ones have no checkers.
 */
export function keepHealthChecks(
  accountId: AccountId,
  checks: readonly HealthCheckReading[],
  context: MergeContext,
): void {
  const { snapshot, receivedAt } = context;
  const owners = findOwners(context);
  const wanted = checks.flatMap((check) => {
    const workloadId = owners.get(check.id) ?? owners.get(check.hostname);
    return workloadId === undefined || check.hostname === 'none' ? [] : [{ check, workloadId }];
  });
  for (const { check, workloadId } of wanted) {
    const id = toHealthCheckId(accountId, check.id);
    const checkers = snapshot.find('health-check', id)?.checkers ?? neverAsked<readonly CheckerReport[]>(receivedAt);
    snapshot.put(toEntity(check, accountId, workloadId, checkers, wanted.length));
  }
  const kept = new Set(wanted.map(({ check }) => check.id));
  for (const entity of snapshot.all('health-check')) {
    if (entity.accountId === accountId && !kept.has(entity.checkId)) snapshot.remove('health-check', entity.id);
  }
}

export function toHealthCheckId(accountId: AccountId, checkId: string): string {
  return `${accountId}/${checkId}`;
}

function toEntity(
  { id, hostname, path, intervalSeconds, failureThreshold, disabled, inverted }: HealthCheckReading,
  accountId: AccountId,
  workloadId: WorkloadId,
  checkers: HealthCheckEntity['checkers'],
  all: number,
): HealthCheckEntity {
  return {
    kind: 'health-check',
    id: toHealthCheckId(accountId, id),
    accountId,
    checkId: id,
    workloadId,
    hostname,
    path,
    intervalSeconds,
    failureThreshold,
    disabled,
    inverted,
    checkers,
    cadence: toCheckersCadence(all),
  };
}

/** Workloads by the id of a check their records hang on, and by the names of their regional endpoints. */
function findOwners({ fleet, snapshot }: MergeContext): ReadonlyMap<string, WorkloadId> {
  const owners = new Map<string, WorkloadId>();
  const add = (key: string, workloadId: WorkloadId) => owners.has(key) || owners.set(key, workloadId);
  for (const { records = [], workloadId } of snapshot.all('routing')) {
    for (const { healthCheck } of records) if (healthCheck !== 'none') add(healthCheck.id, workloadId);
  }
  for (const { id, entryPoints } of fleet.workloads) {
    for (const { endpoints } of entryPoints) for (const { hostname } of endpoints) add(hostname, id);
  }
  return owners;
}
