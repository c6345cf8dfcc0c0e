import { isBackupTarget } from '../judge-backup';
import type { BackupView, WorkloadView } from '../overview/types';
import { formatDuration } from '../wording/duration';
import { formatMoment } from '../wording/moment';
import type { FindingContext, FindingDraft } from './finding';

/** Vaults at a place of restore that hold nothing, or nothing young enough; the objective's own verdict is apart. */
export function backupFindings({ evidence, overview, now }: FindingContext): readonly FindingDraft[] {
  return overview.workloads.flatMap((workload) => {
    const declared = evidence.workloads.find(({ id }) => id === workload.id)?.workload;
    const rpo = declared?.objectives.find(({ scenario }) => scenario === 'data-loss')?.rpoSeconds;
    if (declared === undefined) return [];
    return workload.backups
      .filter(({ region }) => isBackupTarget(declared, region))
      .flatMap((vault) => [...missing(workload, vault, now), ...tooOld(workload, vault, rpo, now)]);
  });
}

/** Read and found empty or not there. One that could not be read is not known to be either. */
function missing(workload: WorkloadView, vault: BackupView, now: number): FindingDraft[] {
  const { storeId, resource, region, verdict, newest } = vault;
  if (newest !== 'none' || verdict.asOf === 'never' || verdict.state === 'not-measured') return [];
  return [
    {
      ...labels(workload, vault),
      code: 'backup-missing',
      severity: workload.tier <= 1 ? 'critical' : 'warning',
      sentence: `${workload.name}: ${storeId} has no complete backup in ${region}`,
      evidence: [`Vault ${resource}`, verdict.sentence, readAt(verdict.asOf, now)],
      clear: `Clears when vault ${resource} in ${region} holds a complete recovery point. Check the copy rule of its plan`,
      since: Math.min(verdict.asOf, now),
    },
  ];
}

function tooOld(workload: WorkloadView, vault: BackupView, rpo: number | undefined, now: number): FindingDraft[] {
  const { storeId, resource, region, verdict, newest } = vault;
  if (rpo === undefined || newest === 'none' || verdict.state !== 'breached') return [];
  const age = formatDuration((now - newest.createdAt) / 1000);
  return [
    {
      ...labels(workload, vault),
      code: 'backup-too-old',
      severity: 'warning',
      sentence: `${workload.name}: the newest complete backup of ${storeId} in ${region} is ${age} old, with ${formatDuration(rpo)} allowed`,
      evidence: [`Vault ${resource}, ${newest.arn}`, ...(verdict.asOf === 'never' ? [] : [readAt(verdict.asOf, now)])],
      clear: 'Clears when a newer recovery point is complete there. Look at the backup and copy jobs of its plan',
      since: Math.min(newest.createdAt + rpo * 1000, now),
    },
  ];
}

function readAt(at: number, now: number): string {
  return `backup:ListRecoveryPointsByBackupVault at ${formatMoment(at, now, 'second')}`;
}

function labels({ id, accountId }: WorkloadView, { id: subject, region }: BackupView) {
  return { accountId, region, workloadId: id, subject };
}
