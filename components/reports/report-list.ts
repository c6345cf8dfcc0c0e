import type { ReportDelivery } from '@/lib/domain/reports/delivery';
import type { ExecutiveMonth } from '@/lib/domain/reports/executive/reading';
import type { RecoveryReportLine } from '@/lib/domain/reports/recovery-line';
import type { EpochMs } from '@/lib/domain/time';

/** The reports there are and where they went, at a moment of fleet time. */
export interface ReportList {
  /** The newest first. */
  readonly months: readonly ExecutiveMonth[];
  readonly deliveries: readonly ReportDelivery[];
  /** Why whoever looks is shown no deliveries, as a sentence. */
  readonly whyNoDeliveries: string | 'shown';
  /** Of the newest runs, the newest first. */
  readonly recoveries: readonly RecoveryReportLine[];
  readonly readAt: EpochMs;
}
