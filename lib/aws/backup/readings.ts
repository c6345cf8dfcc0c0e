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

/** A restore, as the region tells it in which something is made anew. */
export interface RestoreJobReading {
  readonly id: string;
  readonly pointArn: string;
  readonly status: 'pending' | 'running' | 'completed' | 'aborted' | 'failed' | 'unknown';
  /** AWS's words about trouble: untrusted, shown as text only; empty where there is none. */
  readonly message: string;
  readonly createdAt: EpochMs;
  /** 0 to 100; `unknown` where AWS does not say. */
  readonly percentDone: number | 'unknown';
  /** What was made; `none` until it was. */
  readonly createdResourceArn: string | 'none';
}
