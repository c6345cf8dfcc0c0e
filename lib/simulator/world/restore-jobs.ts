import { wasDown } from './recovery-points';
import { hexOf, streamKey, unitAt } from './seeded-random';
import type { EpochMs, SimulatedRecoveryPoint, SimulatedRestoreJob } from './types';
import type { WorldState } from './world-state';

/** What somebody asks AWS Backup to make out of a recovery point. */
export interface RestoreRequest {
  readonly accountId: string;
  readonly region: string;
  readonly point: Pick<SimulatedRecoveryPoint, 'arn' | 'resourceArn' | 'resourceType' | 'createdAt' | 'sizeBytes'>;
  readonly vaultArn: string;
  readonly roleArn: string;
  /** By the same one nothing is asked for twice; empty where none was given. */
  readonly token: string;
}

/** A restore that was asked for; all that becomes of it follows from the time. */
export interface RestoreRecord extends RestoreRequest {
  readonly id: string;
  /** Second. */
  readonly askedAt: number;
}

/** Seconds before a job begins to run. */
const pendingSeconds = 90;
/** Whatever the size, so long is prepared; and so many bytes come a second. */
const preparationSeconds = 1200;
const bytesPerSecond = { least: 3_500_000, spread: 3_000_000 };

/** Keeps a restore that was asked for, at the state's own moment. */
export function startRestore(state: WorldState, request: RestoreRequest, sequence: number): void {
  const id = hexOf(`${state.seed}:restore:${sequence}`, 32).toUpperCase();
  state.restores = [...(state.restores ?? []), { ...request, id, askedAt: state.second }];
}

/** The job that was begun with a token, if one was. */
export function findRestore(state: WorldState, accountId: string, region: string, token: string) {
  if (token === '') return undefined;
  return state.restores?.find((each) => each.accountId === accountId && each.region === region && each.token === token);
}

/** The restore jobs of a region, newest first. */
export function restoreJobsOf(state: WorldState, region: string, accountId: string): readonly SimulatedRestoreJob[] {
  const own = (state.restores ?? []).filter((each) => each.region === region && each.accountId === accountId);
  return own.map((record) => describeRestore(state, record)).reverse();
}

/** A region that fails while something is restored there ends the job. */
function describeRestore(state: WorldState, record: RestoreRecord): SimulatedRestoreJob {
  const { id, region, accountId, point, askedAt } = record;
  const rate = bytesPerSecond.least + bytesPerSecond.spread * unitAt(streamKey(state.seed, 'restore'), askedAt);
  const startsAt = askedAt + pendingSeconds;
  const endsAt = startsAt + preparationSeconds + Math.round(point.sizeBytes / rate);
  const { second } = state;
  const failed = wasDown(state, [region], askedAt * 1000, Math.min(second, endsAt) * 1000);
  const done = second >= endsAt;
  const status = failed ? 'FAILED' : done ? 'COMPLETED' : second >= startsAt ? 'RUNNING' : 'PENDING';
  const created = `arn:aws:elasticfilesystem:${region}:${accountId}:file-system/fs-0${hexOf(`restored:${id}`, 16)}`;
  const share = Math.min(1, Math.max(0, (second - startsAt) / (endsAt - startsAt)));
  return {
    id,
    status,
    pointArn: point.arn,
    vaultArn: record.vaultArn,
    resourceArn: point.resourceArn,
    resourceType: point.resourceType,
    roleArn: record.roleArn,
    pointCreatedAt: point.createdAt,
    sizeBytes: point.sizeBytes,
    createdAt: toMs(askedAt),
    completedAt: status === 'COMPLETED' ? toMs(endsAt) : status === 'FAILED' ? toMs(second) : null,
    percentDone: Math.floor(100 * share),
    statusMessage: failed ? 'The destination Region was not available.' : null,
    createdResourceArn: status === 'COMPLETED' ? created : null,
    expectedMinutes: Math.ceil((endsAt - askedAt) / 60),
  };
}

function toMs(second: number): EpochMs {
  return second * 1000;
}
