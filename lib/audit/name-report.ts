import { z } from 'zod';
import { executiveReportFormat } from '../domain/reports/executive/report';
import { executiveSubject } from '../persistence/executive-subject';

/** What a report is of, by its own content: its line of the audit trail has to say the same. */
export interface NamedReport {
  readonly kind: 'recovery' | 'executive';
  /** Of a recovery report the run; of an executive report the month, and the part of the fleet. */
  readonly subject: string;
  /** `none` of one that was not frozen; what is no number is as it was written. */
  readonly edition: unknown;
}

const labels = z.union([z.literal('all'), z.array(z.string())]);
const executive = z.object({
  format: z.literal(executiveReportFormat),
  month: z.string(),
  scope: z.object({ accounts: labels, regions: labels, workloads: labels }),
  standing: z.object({ state: z.string(), edition: z.unknown().optional() }),
});
const recovery = z.object({ run: z.object({ id: z.string() }) });

/** Reads what a report is of. One that does not say it is of `nothing it names`. */
export function nameReport(report: Readonly<Record<string, unknown>>): NamedReport {
  const { edition } = report;
  if (report.format !== executiveReportFormat) {
    const read = recovery.safeParse(report);
    return { kind: 'recovery', subject: read.success ? read.data.run.id : nothing, edition };
  }
  const read = executive.safeParse(report);
  if (!read.success) return { kind: 'executive', subject: nothing, edition };
  const { month, scope, standing } = read.data;
  return {
    kind: 'executive',
    subject: executiveSubject(month, scope),
    edition: standing.state === 'closed' ? standing.edition : 'none',
  };
}

const nothing = 'nothing it names';
