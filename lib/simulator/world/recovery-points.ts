import { defaultAccountId } from './default-fleet';
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
const sizeBytes = 38_204_612_608;
const growthBytesPerBackup = 20_971_520;

function buildVault(region: string, name: string): SimulatedBackupVault {
  const arn = `arn:aws:backup:${region}:${defaultAccountId}:backup-vault:${name}`;
  return { region, workload: 'archive', name, arn, encryptionKeyArn: keyArnOf(region) };
}

function keyArnOf(region: string): string {
  return `arn:aws:kms:${region}:${defaultAccountId}:key/${uuidOf(`backup-key:${region}`)}`;
}

function uuidOf(text: string): string {
  return hexOf(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const sourceVault = buildVault('us-east-1', 'archive');
const copyVault = buildVault('us-west-2', 'archive-copy');

/** The vaults of the archive's ledger: backups twice a day, and their copies in the other region. */
export const fleetVaults: readonly SimulatedBackupVault[] = [sourceVault, copyVault];

/** The store that these vaults keep, as the fleet names it. */
export const backupStore = { workload: 'archive', store: 'ledger' } as const;

const ledger = {
  resourceArn: `arn:aws:elasticfilesystem:us-east-1:${defaultAccountId}:file-system/fs-0${hexOf('ledger', 16)}`,
  resourceType: 'EFS',
  resourceName: 'ledger',
} as const;

interface Backup {
  readonly point: SimulatedRecoveryPoint;
  readonly job: SimulatedCopyJob | undefined;
  readonly copy: SimulatedRecoveryPoint | undefined;
}

/** The recovery points of a vault, newest first. They follow from the seed, the time, and the outages there were. */
export function recoveryPointsOf(state: WorldState, vaultArn: string): SimulatedRecoveryPoint[] {
  const backups = allBackups(state);
  if (vaultArn === sourceVault.arn) return backups.map((backup) => backup.point);
  return vaultArn === copyVault.arn ? backups.flatMap((backup) => backup.copy ?? []) : [];
}

/** The copy jobs that began in a region, newest first. */
export function copyJobsOf(state: WorldState, region: string): SimulatedCopyJob[] {
  return region === sourceVault.region ? allBackups(state).flatMap((backup) => backup.job ?? []) : [];
}

function allBackups(state: WorldState): Backup[] {
  const newest = backupNumber(state.second * 1000);
  const kept = (keptDays * dayMs) / backupEveryMs;
  return Array.from({ length: kept }, (_, ago) => takenBackup(state, newest - ago) ?? []).flat();
}

/** Number of the newest backup begun by a moment, counted since 1970. */
function backupNumber(moment: EpochMs): number {
  return Math.floor((moment - firstOfDayMs) / backupEveryMs);
}

function takenBackup(state: WorldState, number: number): Backup | undefined {
  const now = state.second * 1000;
  const startedAt = number * backupEveryMs + firstOfDayMs;
  // A region that is down at the hour of its backup takes none then.
  if (startedAt > now || wasDown(state, [sourceVault.region], startedAt, startedAt)) return undefined;
  const key = streamKey(state.seed, 'backup:ledger');
  const endsAt = startedAt + Math.round((20 + 14 * unitAt(key, 2 * number)) * minuteMs);
  const failed =
    number === backupNumber(state.bornAt * 1000 - partialDaysBeforeBirth * dayMs) ||
    wasDown(state, [sourceVault.region], startedAt, endsAt) ||
    wasStalled(state, startedAt, endsAt);
  const running = endsAt > now;
  const point: SimulatedRecoveryPoint = {
    ...ledger,
    arn: pointArn(sourceVault.region, number),
    vault: sourceVault,
    sourceVaultArn: null,
    createdAt: startedAt,
    initiatedAt: startedAt,
    completedAt: running || failed ? null : endsAt,
    status: running ? 'CREATING' : failed ? 'PARTIAL' : 'COMPLETED',
    statusMessage: failed && !running ? 'The backup job did not complete before its window closed.' : null,
    sizeBytes: sizeBytes + Math.max(0, number - 40_000) * growthBytesPerBackup,
    deletedAt: startedAt + keptDays * dayMs,
  };
  return { point, ...copyOf(state, number, point, Math.round((10 + 14 * unitAt(key, 2 * number + 1)) * minuteMs)) };
}

/** A complete recovery point is copied at once; a partial one never is. */
function copyOf(
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
  const cut = wasDown(state, [sourceVault.region, copyVault.region], beganAt, lastLook);
  const failed = cut || wasStalled(state, beganAt, lastLook);
  const jobState = failed ? 'FAILED' : endsAt > now ? 'RUNNING' : 'COMPLETED';
  const copyArn = pointArn(copyVault.region, number);
  const job: SimulatedCopyJob = {
    ...ledger,
    id: uuidOf(`copy-job:${number}`),
    sourceVaultArn: sourceVault.arn,
    sourcePointArn: point.arn,
    destinationVaultArn: copyVault.arn,
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
    vault: copyVault,
    sourceVaultArn: sourceVault.arn,
    initiatedAt: beganAt,
    completedAt: endsAt,
  };
  return { job, copy };
}

function pointArn(region: string, number: number): string {
  return `arn:aws:backup:${region}:${defaultAccountId}:recovery-point:${uuidOf(`recovery-point:${region}:${number}`)}`;
}

/** Whether one of the regions was failed, or cut off from the other, at any moment from `from` to `to`, both inclusive. */
function wasDown(state: WorldState, regions: readonly string[], from: EpochMs, to: EpochMs): boolean {
  return wasFaulty(state, from, to, (fault) => {
    const apart = fault.kind === 'region-cut-off' && regions.length > 1;
    return (fault.kind === 'region-outage' || apart) && regions.includes(fault.region);
  });
}

/** Whether backups and copies stood still at any moment from `from` to `to`: what is begun then does not complete. */
function wasStalled(state: WorldState, from: EpochMs, to: EpochMs): boolean {
  const { workload, store } = backupStore;
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
