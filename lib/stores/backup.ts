import { fetchRecoveryPoints, type RecoveryPointReading } from '@/lib/aws';
import type { NewestRecoveryPoint } from '@/lib/domain/entities';
import type { BackupAdapter } from './store-adapter';

/** Backup vaults: what a workload can go back to when its data is destroyed and the destruction was copied. */
export const backup: BackupAdapter = {
  shape: 'backup',
  kind: 'backup',
  api: 'backup',
  call: 'backup:ListRecoveryPointsByBackupVault',
  permissions: ['backup:ListRecoveryPointsByBackupVault'],
  look: fetchRecoveryPoints,
};

/**
 * The latest moment a vault can bring everything in it back to: of each resource the newest complete point counts, and
 * of the resources the one that is furthest back. `none` while nothing in it is complete.
 */
export function findNewestComplete(points: readonly RecoveryPointReading[]): NewestRecoveryPoint | 'none' {
  const newest = new Map<string, RecoveryPointReading>();
  for (const point of points) {
    const before = newest.get(point.resourceArn);
    if (point.status !== 'completed' || (before !== undefined && before.createdAt >= point.createdAt)) continue;
    newest.set(point.resourceArn, point);
  }
  const [furthest] = [...newest.values()].sort((a, b) => a.createdAt - b.createdAt);
  if (furthest === undefined) return 'none';
  const { arn, resourceArn, createdAt, completedAt } = furthest;
  return { arn, resourceArn, createdAt, completedAt };
}
