import { expect, test } from 'vitest';
import type { SheetBlock } from '@/lib/format/executive-report/sheet';
import { numberNotes } from './number-notes';

const first: readonly SheetBlock[] = [
  { kind: 'lead', text: { text: 'All is met', notes: ['of October'] } },
  {
    kind: 'figures',
    items: [{ label: 'Met', value: { text: '7', notes: ['counted', 'of October'] }, detail: 'of 13' }],
  },
];
const appendix: readonly SheetBlock[] = [
  {
    kind: 'table',
    columns: [
      { head: 'Workload', share: 0.5 },
      { head: { text: 'Lag', notes: ['by CloudWatch'] }, share: 0.5 },
    ],
    rows: [['Checkout', { text: '4 s', notes: ['counted'] }]],
    empty: 'None',
  },
  { kind: 'table', columns: [{ head: { text: 'Unseen', notes: ['never read'] }, share: 1 }], rows: [], empty: 'None' },
];

test('footnotes are numbered as they are read, each sentence once, and stand at the end of the part that names them first', () => {
  const { numbers, first: ofFirst, appendix: ofAppendix } = numberNotes({ first, appendix });
  expect([...numbers]).toEqual([
    ['of October', 1],
    ['counted', 2],
    ['by CloudWatch', 3],
  ]);
  expect(ofFirst.map(({ number }) => number)).toEqual([1, 2]);
  expect(ofAppendix).toEqual([{ number: 3, sentence: 'by CloudWatch' }]);
});
