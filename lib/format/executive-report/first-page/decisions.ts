import type { ExecutiveReport } from '@/lib/domain/reports/executive/report';
import { ownerWords, sentenceOf } from '../report-words';
import type { SheetBlock } from '../sheet';
import { fitTable } from './fit-text';
import { moreOf } from './workloads';

/** As many as are asked for on the first page. */
const most = 3;

/** What the reader is asked to decide, the most urgent first. */
export function writeDecisions({ decisions }: ExecutiveReport): readonly SheetBlock[] {
  const shown = decisions.slice(0, most);
  const table = fitTable(
    {
      kind: 'table',
      columns: [
        { head: '', share: 0.035, align: 'right' },
        { head: 'Decision', share: 0.455 },
        { head: 'Because', share: 0.36 },
        { head: 'Owner', share: 0.15 },
      ],
      rows: shown.map(({ ask, because, owner }, index) => [
        String(index + 1),
        { text: sentenceOf(ask), strong: true },
        because,
        ownerWords(owner),
      ]),
      empty: 'None: nothing in this report asks for one.',
    },
    [1, 2, 2, 1],
  );
  return [{ kind: 'heading', text: 'Decisions wanted' }, table, ...moreOf(decisions.length - shown.length)];
}
