import type { Execution } from '@/lib/domain/recovery/execution';
import { toMoment } from '@/lib/domain/reports/figure';
import {
  type RecoveryReport,
  type ReportedRun,
  recoveryReportFormat,
} from '@/lib/domain/reports/recovery-report/report';
import type { EpochMs } from '@/lib/domain/time';
import { exceptionsOf, stateWords } from '../pages/run-words';
import type { RecordOfRun } from './record-of-run';
import { reportActs } from './report-acts';
import { reportAlarms } from './report-alarms';
import { reportNextActions } from './report-next-actions';
import { reportRecoveryPoint } from './report-recovery-point';
import { reportRecoveryTime } from './report-recovery-time';
import { reportCalls, reportSteps } from './report-steps';

/** Which edition of a report is made. */
export type Edition = Pick<RecoveryReport, 'edition' | 'restates'>;

export const firstEdition: Edition = { edition: 1, restates: 'nothing' };

/**
 * The report of a run that has ended, of what is on record of it at `now`. Nothing in it but `asOf` and the edition depends
 * on when it is made, so that one that is made again says the same unless the record of its period says something else.
 * Throws on a run that has not ended.
 */
export function buildRecoveryReport(record: RecordOfRun, edition: Edition, now: EpochMs): RecoveryReport {
  const { execution, simulated } = record;
  const { startAt, endAt } = periodOf(execution);
  const body = {
    run: reportRun(record, endAt),
    recoveryTime: reportRecoveryTime(execution, endAt),
    recoveryPoint: reportRecoveryPoint(record),
    exceptions: exceptionsOf(execution),
  };
  return {
    format: recoveryReportFormat,
    ...edition,
    simulated,
    asOf: toMoment(now),
    period: { from: toMoment(startAt), to: toMoment(endAt) },
    ...body,
    approvals: reportActs(record, endAt),
    steps: reportSteps(execution, endAt),
    calls: reportCalls(record),
    timeline: execution.timeline.map((entry) => ({ ...entry, at: toMoment(entry.at) })),
    alarms: reportAlarms(record, startAt, endAt),
    facts: reportFacts(execution),
    nextActions: reportNextActions(record, body),
  };
}

/** From the impact, or from when the run was begun, to its end. Throws on a run that has not ended. */
export function periodOf({ id, clock, createdAt, endedAt }: Execution): {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
} {
  if (endedAt === 'not-yet') throw new RangeError(`${id} has not ended: it has no report.`);
  return { startAt: clock.impactAt === 'none' ? createdAt : Math.min(clock.impactAt, createdAt), endAt: endedAt };
}

/** Sections in which two editions differ; those that say only when and how often it was made are none. */
export function sectionsThatDiffer(
  one: RecoveryReport,
  other: RecoveryReport,
  isSame: (one: unknown, other: unknown) => boolean,
): readonly string[] {
  const { format: _format, edition: _edition, restates: _restates, asOf: _asOf, ...sections } = one;
  return Object.entries(sections).flatMap(([name, section]) =>
    isSame(section, other[name as keyof RecoveryReport]) ? [] : [name],
  );
}

function reportRun({ execution, accountId, workload }: RecordOfRun, endAt: EpochMs): ReportedRun {
  const { id, workloadId, planId, planVersion, action, mode, source, target } = execution;
  const { dryRun, drill, state, startedBy, reason, createdAt } = execution;
  return {
    ...{ id, workloadId, accountId, planId, planVersion, action, mode, source, target },
    workloadName: workload === 'unknown' ? workloadId : workload.name,
    ...{ dryRun, drill, state, startedBy, reason },
    outcome: stateWords(execution, endAt),
    createdAt: toMoment(createdAt),
    endedAt: toMoment(endAt),
  };
}

function reportFacts({ facts }: Execution): RecoveryReport['facts'] {
  if (facts === 'not-read-yet') return 'not-read';
  const { traffic, writers, data, readAt } = facts;
  return { traffic, writers, data, readAt: toMoment(readAt) };
}
