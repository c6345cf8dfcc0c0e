import 'server-only';
import type { Actor } from '@/lib/access/actor';
import type { ReportDelivery } from '@/lib/domain/reports/delivery';
import type { ExecutiveMonth } from '@/lib/domain/reports/executive/reading';
import type { RecoveryReportLine } from '@/lib/domain/reports/recovery-line';
import type { EpochMs } from '@/lib/domain/time';
import { fleetNow } from './fleet-clock';
import { listExecutiveMonths } from './list-executive-months';
import { listRecoveryReports } from './list-recovery-reports';
import { readReportDeliveries, whyNoDeliveries } from './read-report-deliveries';

/**
 * Every report there is in what an actor may see, and where reports were delivered to. Throws AccessRefused; fails when the
 * store cannot be reached.
 */
export async function readReports(actor: Actor | 'nobody'): Promise<{
  readonly months: readonly ExecutiveMonth[];
  readonly deliveries: readonly ReportDelivery[];
  readonly whyNoDeliveries: string | 'shown';
  readonly recoveries: readonly RecoveryReportLine[];
  readonly readAt: EpochMs;
}> {
  const readAt = fleetNow();
  const [months, deliveries, recoveries] = await Promise.all([
    listExecutiveMonths(actor),
    readReportDeliveries(actor),
    listRecoveryReports(actor),
  ]);
  return { months, deliveries, whyNoDeliveries: whyNoDeliveries(actor), recoveries, readAt };
}
