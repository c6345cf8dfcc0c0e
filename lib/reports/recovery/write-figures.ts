import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { formatCount, formatDuration } from '@/lib/format';
import type { PdfDocument, Text } from '../pdf/pdf-document';
import { fateWords, figureOf, phaseStateWords, phaseWords, stampOr } from './words';

const open = { unknown: 'not known' };

/** Recovery time by phase and potential data loss by store; what was estimated stands apart from what was measured. */
export function writeFigures(document: PdfDocument, { recoveryTime, recoveryPoint }: RecoveryReport): void {
  writeRecoveryTime(document, recoveryTime);
  writeRecoveryPoint(document, recoveryPoint);
}

function writeRecoveryTime(document: PdfDocument, { phases, expected }: RecoveryReport['recoveryTime']): void {
  document.heading('Recovery time by phase');
  document.table(
    [
      { head: 'Phase', share: 0.16 },
      { head: 'State', share: 0.2 },
      { head: 'Took', share: 0.22, align: 'right' },
      { head: 'From (UTC)', share: 0.21 },
      { head: 'To (UTC)', share: 0.21 },
    ],
    phases.map(({ phase, state, length }) => [
      phaseWords[phase],
      phaseStateWords[state],
      figureOf(length),
      stampOr(length.period.from, open),
      stampOr(length.period.to, open),
    ]),
    'No phase was read.',
  );
  document.paragraph('Phases may overlap and have gaps between them: they are not added up.', 'note');
  document.table(
    [
      { head: 'Expected before the run (estimate, never added to what was measured)', share: 0.6 },
      { head: 'Would take', share: 0.4, align: 'right' },
    ],
    [
      ['Usual case', figureOf(expected.usual)],
      ['Slow case', figureOf(expected.slow)],
    ],
    'Nothing was expected.',
  );
  if (expected.undecided.length > 0) {
    document.paragraph(`Not in the estimate, since people decide it: ${expected.undecided.join(', ')}.`, 'note');
  }
}

function writeRecoveryPoint(document: PdfDocument, recoveryPoint: RecoveryReport['recoveryPoint']): void {
  const { objectiveSeconds, stores, counted } = recoveryPoint;
  document.heading('Potential data loss by store');
  document.table(
    [
      { head: 'Store', share: 0.26 },
      { head: 'What happens to it', share: 0.22 },
      { head: 'Measured', share: 0.16, align: 'right' },
      { head: 'Bound', share: 0.2, align: 'right' },
      { head: 'Writes, at most', share: 0.16, align: 'right' },
    ],
    stores.map((store): readonly Text[] => [
      store.storeId,
      `${fateWords[store.fate]}${store.rebuildable ? '; can be filled anew' : ''}`,
      figureOf(store.measured),
      figureOf(store.atMost),
      store.atMostWrites === 'unknown' ? 'not known' : formatCount(store.atMostWrites),
    ]),
    'No store was judged when the run was begun.',
  );
  document.paragraph(`${objectiveWords(objectiveSeconds)} ${countedWords(counted)}`);
}

function objectiveWords(seconds: RecoveryReport['recoveryPoint']['objectiveSeconds']): string {
  if (seconds === 'none') return 'No recovery-point objective is set.';
  if (seconds === 'unknown')
    return 'The recovery-point objective is not known: the fleet does not name the workload any more.';
  return `Recovery-point objective for the loss of a region: ${formatDuration(seconds, 'down')}.`;
}

function countedWords(counted: RecoveryReport['recoveryPoint']['counted']): string {
  if (counted.state === 'not-counted') return `Lost writes were not counted: ${counted.because}.`;
  const { lostWrites, writes, drillId } = counted;
  return `Drill ${drillId} could not read back ${formatCount(lostWrites)} of its ${formatCount(writes)} acknowledged writes.`;
}
