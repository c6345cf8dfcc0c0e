import { formatCount, formatList } from '../../wording/list';
import { formatDays } from '../../wording/month';
import type { JudgedBudget } from './build-budgets';
import type { JudgedWorkload } from './build-workloads';
import type { ExecutiveEvidence } from './evidence';
import type { ReportFrame } from './frame';
import type { ExecutiveReport } from './report';

interface Known {
  readonly evidence: ExecutiveEvidence;
  readonly workloads: readonly JudgedWorkload[];
  readonly budgets: readonly JudgedBudget[];
  readonly told: Pick<ExecutiveReport, 'days' | 'recoveries' | 'risks' | 'money'>;
  readonly frame: ReportFrame;
}

/** What should be in the report and is not: what could not be read, and what the record has holes in. No full stops. */
export function buildGaps({ evidence, workloads, budgets, told, frame }: Known): readonly string[] {
  return [
    ...new Set([
      ...evidence.gaps,
      ...ofWorkloads(workloads, frame),
      ...ofDays(told),
      ...ofRecoveries(told),
      ...ofRisks(told, frame),
      ...told.money.without.map(
        ({ accountId, because }) => `No bill of account ${accountId} is in any figure: ${because}`,
      ),
      ...ofBudgets(budgets, told),
    ]),
  ];
}

function ofWorkloads(workloads: readonly JudgedWorkload[], { monthWords }: ReportFrame): readonly string[] {
  const names = workloads.filter(({ isRecorded }) => !isRecorded).map(({ workload }) => workload.name);
  if (names.length === 0) return [];
  return [`How the recovery points of ${formatList(names)} were kept in ${monthWords} is not on record`];
}

function ofDays({ days }: Known['told']): readonly string[] {
  const gaps = days.filter(({ state }) => state === 'gap').map(({ day }) => day);
  if (gaps.length === 0) return [];
  return [`Nothing was recorded on ${formatCount(gaps.length, 'day')}: ${formatDays(gaps)}`];
}

function ofRecoveries({ recoveries }: Known['told']): readonly string[] {
  const ids = recoveries.filter(({ reportSha256 }) => reportSha256 === 'not-made').map(({ runId }) => runId);
  if (ids.length === 0) return [];
  return [`No recovery report is made of ${formatList(ids)}, so that what was lost is not known`];
}

function ofRisks({ risks }: Known['told'], { findingsSince }: ReportFrame): readonly string[] {
  if (findingsSince === 'after-the-period') {
    return ['Findings were not recorded in the period yet, so that what stood at its end is not known'];
  }
  const count = risks.filter(({ isUnconfirmed }) => isUnconfirmed).length;
  if (count === 0) return [];
  const whether = count === 1 ? 'whether it still stood' : 'whether they still stood';
  return [
    `The evidence of ${formatCount(count, 'risk')} was missing at the end of the period: ${whether} is not known`,
  ];
}

/** Budgets in a currency that no bill is told in stand under none. */
function ofBudgets(budgets: readonly JudgedBudget[], { money }: Known['told']): readonly string[] {
  const told = new Set(money.currencies.map(({ currency }) => currency));
  return budgets
    .filter(({ currency }) => !told.has(currency))
    .map(({ id, currency, because }) => `Whether budget ${id} in ${currency} was kept is not known: ${because}`);
}
