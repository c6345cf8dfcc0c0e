import type { WorkloadDeclaration } from './fleet-declaration';
import { hexOf, streamKey, unitAt } from './seeded-random';
import type { EpochMs, Fault, SimulatedBackupVault, SimulatedCopyJob, SimulatedRecoveryPoint } from './types';
import type { WorldState } from './world-state';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Twice a day, at five in the morning and in the afternoon, UTC: half the age that its objective allows. */
const backupEveryMs = dayMs / 2;
const firstOfDayMs = 5 * 60 * minuteMs;
const keptDays = 35;
/** The one backup before the world's birth that did not complete, so many days ago. */
const partialDaysBeforeBirth = 9;
const usualGrowthBytes = 20_971_520;

type ResourceName = Pick<SimulatedRecoveryPoint, 'resourceArn' | 'resourceType' | 'resourceName'>;

/** A store kept by backups: what is backed up where, and where its copies go. */
export interface BackupPlan {
  readonly workload: string;
  /** The store that these vaults keep, as the fleet names it. */
  readonly store: string;
  readonly accountId: string;
  readonly source: SimulatedBackupVault;
  readonly copy: SimulatedBackupVault;
  readonly resource: ResourceName;
  readonly sizeBytes: number;
  readonly growthBytes: number;
  readonly idPrefix: string;
}

/** The backups of a workload, if a store of its is kept by them: twice a day, and their copies in the other region. */
export function planBackup({ id: workload, accountId, backup }: WorkloadDeclaration): BackupPlan[] {
  if (backup === undefined) return [];
  const { store, source, copy, resourceName, sizeBytes, growthBytes = usualGrowthBytes, idPrefix } = backup;
  const buildVault = ({ region, vault: name }: { readonly region: string; readonly vault: string }) => ({
    region,
    workload,
    name,
    arn: `arn:aws:backup:${region}:${accountId}:backup-vault:${name}`,
    encryptionKeyArn: `arn:aws:kms:${region}:${accountId}:key/${uuidOf(`backup-key:${region}`)}`,
  });
  const resource = {
    resourceArn: `arn:aws:elasticfilesystem:${source.region}:${accountId}:file-system/fs-0${hexOf(resourceName, 16)}`,
    resourceType: 'EFS',
    resourceName,
  };
  return [
    {
      workload,
      store,
      accountId,
      source: buildVault(source),
      copy: buildVault(copy),
      resource,
      sizeBytes,
      growthBytes,
      idPrefix,
    },
  ];
}

function uuidOf(text: string): string {
  return hexOf(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

interface Backup {
  readonly point: SimulatedRecoveryPoint;
  readonly job: SimulatedCopyJob | undefined;
  readonly copy: SimulatedRecoveryPoint | undefined;
}

/** The recovery points of a vault, newest first. They follow from the seed, the time, and the outages there were. */
export function recoveryPointsOf(
  plans: readonly BackupPlan[],
  state: WorldState,
  vaultArn: string,
): SimulatedRecoveryPoint[] {
  const points = plans.flatMap((plan) => {
    if (vaultArn === plan.source.arn) return allBackups(plan, state).map((backup) => backup.point);
    return vaultArn === plan.copy.arn ? allBackups(plan, state).flatMap((backup) => backup.copy ?? []) : [];
  });
  return points.sort((left, right) => right.createdAt - left.createdAt);
}

/** The copy jobs that began in a region, newest first. */
export function copyJobsOf(plans: readonly BackupPlan[], state: WorldState, region: string): SimulatedCopyJob[] {
  const jobs = plans
    .filter((plan) => plan.source.region === region)
    .flatMap((plan) => allBackups(plan, state).flatMap((backup) => backup.job ?? []));
  return jobs.sort((left, right) => right.createdAt - left.createdAt);
}

function allBackups(plan: BackupPlan, state: WorldState): Backup[] {
  const newest = backupNumber(state.second * 1000);
  const kept = (keptDays * dayMs) / backupEveryMs;
  return Array.from({ length: kept }, (_, ago) => takenBackup(plan, state, newest - ago) ?? []).flat();
}

/** Number of the newest backup begun by a moment, counted since 1970. */
function backupNumber(moment: EpochMs): number {
  return Math.floor((moment - firstOfDayMs) / backupEveryMs);
}

function takenBackup(plan: BackupPlan, state: WorldState, number: number): Backup | undefined {
  const now = state.second * 1000;
  const startedAt = number * backupEveryMs + firstOfDayMs;
  // A region that is down at the hour of its backup takes none then.
  if (startedAt > now || wasDown(state, [plan.source.region], startedAt, startedAt)) return undefined;
  const key = streamKey(state.seed, `backup:${plan.idPrefix}${plan.store}`);
  const endsAt = startedAt + Math.round((20 + 14 * unitAt(key, 2 * number)) * minuteMs);
  const failed =
    number === backupNumber(state.bornAt * 1000 - partialDaysBeforeBirth * dayMs) ||
    wasDown(state, [plan.source.region], startedAt, endsAt) ||
    wasStalled(plan, state, startedAt, endsAt);
  const running = endsAt > now;
  const point: SimulatedRecoveryPoint = {
    ...plan.resource,
    arn: pointArn(plan, plan.source.region, number),
    vault: plan.source,
    sourceVaultArn: null,
    createdAt: startedAt,
    initiatedAt: startedAt,
    completedAt: running || failed ? null : endsAt,
    status: running ? 'CREATING' : failed ? 'PARTIAL' : 'COMPLETED',
    statusMessage: failed && !running ? 'The backup job did not complete before its window closed.' : null,
    sizeBytes: plan.sizeBytes + Math.max(0, number - 40_000) * plan.growthBytes,
    deletedAt: startedAt + keptDays * dayMs,
  };
  return {
    point,
    ...copyOf(plan, state, number, point, Math.round((10 + 14 * unitAt(key, 2 * number + 1)) * minuteMs)),
  };
}

/** A complete recovery point is copied at once; a partial one never is. */
function copyOf(
  plan: BackupPlan,
  state: WorldState,
  number: number,
  point: SimulatedRecoveryPoint,
  takesMs: number,
): Pick<Backup, 'job' | 'copy'> {
  const beganAt = point.completedAt;
  if (beganAt === null) return { job: undefined, copy: undefined };
  const endsAt = beganAt + takesMs;
  const now = state.second * 1000;
  const lastLook = Math.min(endsAt, now);
  const cut = wasDown(state, [plan.source.region, plan.copy.region], beganAt, lastLook);
  const failed = cut || wasStalled(plan, state, beganAt, lastLook);
  const jobState = failed ? 'FAILED' : endsAt > now ? 'RUNNING' : 'COMPLETED';
  const copyArn = pointArn(plan, plan.copy.region, number);
  const job: SimulatedCopyJob = {
    ...plan.resource,
    id: uuidOf(`${plan.idPrefix}copy-job:${number}`),
    sourceVaultArn: plan.source.arn,
    sourcePointArn: point.arn,
    destinationVaultArn: plan.copy.arn,
    destinationPointArn: jobState === 'COMPLETED' ? copyArn : null,
    state: jobState,
    statusMessage: cut
      ? 'The destination or source Region was not available.'
      : failed
        ? 'The copy job did not complete.'
        : null,
    createdAt: beganAt,
    completedAt: jobState === 'RUNNING' ? null : endsAt,
    sizeBytes: point.sizeBytes,
  };
  if (jobState !== 'COMPLETED') return { job, copy: undefined };
  // A copy is as old as what it is a copy of.
  const copy = {
    ...point,
    arn: copyArn,
    vault: plan.copy,
    sourceVaultArn: plan.source.arn,
    initiatedAt: beganAt,
    completedAt: endsAt,
  };
  return { job, copy };
}

function pointArn({ accountId, idPrefix }: BackupPlan, region: string, number: number): string {
  const id = uuidOf(`${idPrefix}recovery-point:${region}:${number}`);
  return `arn:aws:backup:${region}:${accountId}:recovery-point:${id}`;
}

/** Whether one of the regions was failed, or cut off from the other, at any moment from `from` to `to`, both inclusive. */
export function wasDown(state: WorldState, regions: readonly string[], from: EpochMs, to: EpochMs): boolean {
  return wasFaulty(state, from, to, (fault) => {
    const apart = fault.kind === 'region-cut-off' && regions.length > 1;
    return (fault.kind === 'region-outage' || apart) && regions.includes(fault.region);
  });
}

/** Whether backups and copies stood still at any moment from `from` to `to`: what is begun then does not complete. */
function wasStalled({ workload, store }: BackupPlan, state: WorldState, from: EpochMs, to: EpochMs): boolean {
  return wasFaulty(
    state,
    from,
    to,
    (fault) => fault.kind === 'replication-stalled' && fault.workload === workload && fault.store === store,
  );
}

function wasFaulty(state: WorldState, from: EpochMs, to: EpochMs, isSuch: (fault: Fault) => boolean): boolean {
  return state.faults.some(
    ({ fault, startedAt, endedAt }) => isSuch(fault) && startedAt <= to && (endedAt === null || endedAt > from),
  );
}
