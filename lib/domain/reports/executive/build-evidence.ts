import type { Execution } from '../../recovery/execution';
import type { EpochMs } from '../../time';
import { toMoment } from '../figure';
import type { ExecutiveEvidence } from './evidence';
import { daysToEnd, type ReportFrame } from './frame';
import type { Evidence } from './report';

export type ReportsOfRuns = ExecutiveEvidence['recoveryReports'];

/** A run or drill as what it proves, dated and with the hash of its recovery report. */
export function buildEvidence(
  { runId, by, source, target, at }: Pick<Evidence, 'runId' | 'by' | 'source' | 'target'> & { readonly at: EpochMs },
  frame: ReportFrame,
  reports: ReportsOfRuns,
): Evidence {
  const ageDays = daysToEnd(at, frame);
  return { runId, by, source, target, at: toMoment(at), ageDays, reportSha256: hashOfReport(runId, reports) };
}

export function hashOfReport(runId: string, reports: ReportsOfRuns): string | 'not-made' {
  return reports.get(runId)?.sha256 ?? 'not-made';
}

/** When it was over for users, or for us where that was never seen. */
export function endOfRun({ clock, endedAt, stateSince }: Execution): EpochMs {
  if (clock.recoveredAt !== 'not-yet') return clock.recoveredAt;
  return endedAt === 'not-yet' ? stateSince : endedAt;
}
