import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import { shortNoteOn } from '../notes';
import { ageMethod, basisOf, noRiskWords, ownerWords } from '../report-words';
import type { SheetBlock } from '../sheet';
import { stateOf } from '../state-words';
import { fitTable } from './fit-text';
import { moreOf } from './workloads';

/** What stood at the end of the period, with who answers for it and for how long it stands. */
export function writeRisks(report: ExecutiveReport, count: number): readonly SheetBlock[] {
  const { risks } = report;
  const shown = risks.slice(0, count);
  const table = fitTable(
    {
      kind: 'table',
      columns: [
        { head: 'Severity', share: 0.11 },
        { head: 'Risk', share: 0.6 },
        { head: 'Owner', share: 0.15 },
        { head: { text: 'Age', notes: [shortNoteOn(basisOf(report, ageMethod))] }, share: 0.14, align: 'right' },
      ],
      rows: shown.map(({ severity, sentence, owner, ageDays, isUnconfirmed }) => [
        stateOf(severity),
        sentence,
        ownerWords(owner),
        `${ageDays} d${isUnconfirmed ? ', unconfirmed' : ''}`,
      ]),
      empty: noRiskWords(report),
    },
    [1, 2, 1, 1],
  );
  return [{ kind: 'heading', text: 'Top risks' }, table, ...moreOf(risks.length - shown.length)];
}
