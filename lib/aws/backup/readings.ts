import type { EpochMs } from '../../domain/time';

/** A recovery point in a backup vault. */
export interface RecoveryPointReading {
  readonly arn: string;
  /** What was backed up. */
  readonly resourceArn: string;
  /** Only a `completed` one can be restored. */
  readonly status: 'completed' | 'other';
  /** The moment whose data it holds. */
  readonly createdAt: EpochMs;
  /** When it could be restored from on; `unknown` where AWS does not say. */
  readonly completedAt: EpochMs | 'unknown';
}
