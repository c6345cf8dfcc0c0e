import type { RegionCode, WorkloadId } from '../fleet';
import type { EpochMs } from '../time';
import type { EditionLine } from './report-state';

/** The recovery report of a run in one line, as the list of reports has it. */
export interface RecoveryReportLine {
  readonly runId: string;
  readonly by: 'run' | 'drill' | 'dry-run';
  readonly workloadId: WorkloadId;
  readonly source: RegionCode;
  readonly target: RegionCode;
  readonly endedAt: EpochMs;
  readonly newest: EditionLine | 'being-made';
}
