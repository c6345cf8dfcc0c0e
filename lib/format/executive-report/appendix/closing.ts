import { type ExecutiveReport, executiveReportFormat } from '@/lib/domain/reports/executive/report';
import { formatDays } from '@/lib/domain/wording/month';
import { ownerWords, sentenceOf, standingWords } from '../report-words';
import type { SheetBlock } from '../sheet';

/** Everything that somebody has to decide. */
export function writeAllDecisions({ decisions }: ExecutiveReport): readonly SheetBlock[] {
  return [
    { kind: 'heading', text: 'Decisions wanted, all' },
    {
      kind: 'table',
      columns: [
        { head: '', share: 0.05, align: 'right' },
        { head: 'Decision', share: 0.43 },
        { head: 'Because', share: 0.34 },
        { head: 'Owner', share: 0.18 },
      ],
      rows: decisions.map(({ ask, because, owner }, index) => [
        String(index + 1),
        sentenceOf(ask),
        sentenceOf(because),
        ownerWords(owner),
      ]),
      empty: 'None: nothing in this report asks for one.',
    },
  ];
}

/** What should be in the report and is not: sources that did not answer, days without a record, bills that are not read. */
export function writeMissing(report: ExecutiveReport): readonly SheetBlock[] {
  const billed = report.money.currencies
    .filter(({ coverage }) => coverage.missing.length > 0)
    .map(({ currency, coverage }) => `In ${currency}, nothing is billed of ${formatDays(coverage.missing)}.`);
  const items = [...report.gaps.map(sentenceOf), ...billed];
  const nothing: SheetBlock = { kind: 'paragraph', text: 'Nothing is known to be missing.' };
  return [
    { kind: 'heading', text: 'What is not in this report' },
    items.length === 0 ? nothing : { kind: 'list', ordered: false, items },
  ];
}

/** How its figures were come by, each method once and whole, and what the report can be verified by. */
export function writeMethods(report: ExecutiveReport, sha256: string): readonly SheetBlock[] {
  const { standing } = report;
  const restated =
    standing.state === 'closed' && standing.restates !== 'nothing'
      ? ([['Restates', `edition ${standing.restates.edition}, SHA-256 ${standing.restates.sha256}`]] as const)
      : [];
  return [
    { kind: 'heading', text: 'Methods and seal' },
    { kind: 'list', ordered: false, items: methodsOf(report) },
    {
      kind: 'facts',
      rows: [
        ['Standing', standingWords(standing)],
        ...restated,
        ['Format', executiveReportFormat],
        ['SHA-256', `${sha256} of the report as canonical JSON`],
      ],
    },
  ];
}

function methodsOf({ state, objectives, workloads, recoveries, money }: ExecutiveReport): readonly string[] {
  const points = workloads.flatMap(({ recoveryPoints }) => recoveryPoints);
  const named: readonly (readonly [subject: string, figures: readonly { readonly method: string }[]])[] = [
    ['State', [state]],
    ['Objectives and proven losses', [objectives]],
    ['Coverage of all objectives', [objectives.coverage]],
    ['Recovery time, proven', workloads.map(({ recoveryTime }) => recoveryTime.proven)],
    ['Recovery point, attained', points.map(({ attainment }) => attainment)],
    ['Recovery point, coverage', points.map(({ coverage }) => coverage)],
    ['Recovery point, worst', points.map(({ worst }) => worst)],
    ['Recovery point, proven loss', points.map(({ proven }) => proven)],
    ['Drills and runs, outage', recoveries.map(({ duration }) => duration)],
    ['Drills and runs, loss', recoveries.map(({ loss }) => loss)],
    ['Spent', money.currencies.map(({ spent }) => spent)],
    ['Forecast', money.currencies.map(({ forecast }) => forecast).filter((one) => one !== 'none')],
    ['Change', money.currencies.map(({ change }) => change)],
    ['Cost of resilience', money.currencies.map(({ resilience }) => resilience)],
  ];
  return named.flatMap(([subject, figures]) =>
    [...new Set(figures.map(({ method }) => method))].map((method) => `${subject}: ${sentenceOf(method)}`),
  );
}
