import type { BackupEntity } from './entities';
import { isLawful, type RegionCode, type Workload } from './fleet';
import { ageSeconds, atBestLate, freshnessOf, isCurrent } from './freshness';
import type { LinkEnd } from './link-ends';
import { newestValue } from './observe';
import type { BackupView, RpoVerdict } from './overview/types';
import type { EpochMs, Seconds } from './time';
import { formatDuration } from './wording/duration';
import { formatMoment } from './wording/moment';

/** A vault as a screen shows it at `now`, judged against a recovery-point objective in seconds. */
export function viewBackup(
  backup: BackupEntity,
  objectiveSeconds: Seconds | 'none',
  now: EpochMs,
  end: LinkEnd,
): BackupView {
  const { id, storeId, resource, region } = backup;
  const newest = newestValue(backup.newest);
  const point = newest !== 'none' && newest.value !== 'none' && newest.value !== 'absent' ? newest.value : 'none';
  const freshness = freshnessOf(backup.newest, backup.cadence, now);
  return {
    id,
    storeId,
    resource,
    region,
    newest: point,
    recoveryPointAgeSeconds: point === 'none' ? 'none' : ageSeconds(point.createdAt, now),
    verdict: backupVerdictOf(objectiveSeconds, backup, now, end),
    freshness: end.state === 'dark' ? atBestLate(freshness) : freshness,
  };
}

/**
 * Judges a vault by the age of its newest complete point: breached when it is older than the objective or there is
 * none, met otherwise. There is no "at risk" by share: a backup's age runs through its whole interval by design. Not
 * measured while the vault's region does not tell.
 */
export function backupVerdictOf(
  objectiveSeconds: Seconds | 'none',
  backup: BackupEntity,
  now: EpochMs,
  end: LinkEnd,
): RpoVerdict {
  const newest = newestValue(backup.newest);
  const asOf = newest === 'none' ? 'never' : newest.measuredAt;
  const say = (state: RpoVerdict['state'], sentence: string): RpoVerdict => ({
    state,
    asOf,
    provableNow: state === 'met' || state === 'breached',
    sentence,
  });
  if (objectiveSeconds === 'none') return say('no-objective', 'No objective set');
  if (newest === 'none') return say('not-measured', `Not measured yet: vault ${backup.resource} has not been read`);
  if (end.state === 'dark') {
    return say('not-measured', `Not measured since ${formatMoment(newest.measuredAt, now)}: ${end.words}`);
  }
  if (!isCurrent(backup.newest, backup.cadence, now)) {
    return say('not-measured', `Not measured since ${formatMoment(newest.measuredAt, now)}`);
  }
  if (newest.value === 'absent') return say('breached', `Breached: ${backup.region} has no vault ${backup.resource}`);
  if (newest.value === 'none') {
    return say('breached', `Breached: nothing in vault ${backup.resource} in ${backup.region} is complete`);
  }
  const age = ageSeconds(newest.value.createdAt, now);
  const from = `newest complete recovery point is of ${formatMoment(newest.value.createdAt, now)}`;
  if (age > objectiveSeconds) return say('breached', `Breached by ${formatDuration(age - objectiveSeconds)}: ${from}`);
  return say('met', `Met, ${formatDuration(age)} of ${formatDuration(objectiveSeconds)}: ${from}`);
}

/** Whether a workload would be restored there: in a lawful region other than its primary, where it has one. */
export function isBackupTarget(workload: Workload, region: RegionCode): boolean {
  const others = workload.regions.filter(
    (declared) => declared.role !== 'primary' && isLawful(workload, declared.region),
  );
  return others.length === 0 || others.some((declared) => declared.region === region);
}
