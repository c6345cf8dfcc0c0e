import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { formatDuration } from '@/lib/format';
import type { PdfDocument } from '../pdf/pdf-document';
import { figureOf, outcomeMarks, stampOf, verdictWords } from './words';

/** What happened on one page: how it ended, how long users waited, what was not as it should be, what is left to do. */
export function writeSummary(document: PdfDocument, report: RecoveryReport): void {
  const { run, recoveryTime, exceptions, nextActions } = report;
  document.title('Recovery report', `${run.workloadName}: ${run.source} → ${run.target}`);
  document.facts([
    ['Outcome', { text: `${outcomeMarks[run.state]} ${run.outcome}`, strong: true }],
    ['Recovery time', { ...figureOf(recoveryTime.actual), strong: true }],
    ['Objective', `${objectiveWords(recoveryTime)}. ${verdictWords[recoveryTime.verdict]}`],
    ['Workload', `${run.workloadName} (${run.workloadId}), account ${run.accountId}`],
    ['Move', `${run.action}, ${run.mode}, from ${run.source} to ${run.target}`],
    ['Plan', `${run.planId}, version ${run.planVersion}`],
    ['Begun', `${stampOf(run.createdAt)} UTC by ${run.startedBy}: ${run.reason}`],
    ['Ended', `${stampOf(run.endedAt)} UTC`],
    ['Report', editionWords(report)],
  ]);
  document.heading('Exceptions');
  if (exceptions.length === 0)
    document.paragraph('None: every step was done and proven, and no gate was gone on in spite of.');
  else document.list(exceptions, () => '▲');
  document.heading('Next actions');
  if (nextActions.length === 0) document.paragraph('Nothing is left to be done by what the run shows.');
  else document.list(nextActions, (index) => `${index + 1}.`);
}

function objectiveWords({ objectiveSeconds }: RecoveryReport['recoveryTime']): string {
  return objectiveSeconds === 'none' ? 'None set' : formatDuration(objectiveSeconds, 'down');
}

function editionWords({ edition, restates, asOf }: RecoveryReport): string {
  const made = `Edition ${edition}, made at ${stampOf(asOf)} UTC`;
  if (restates === 'nothing') return made;
  return `${made}; it restates edition ${restates.edition} (${restates.sha256}), of which these sections were known otherwise: ${restates.sections.join(', ')}`;
}
