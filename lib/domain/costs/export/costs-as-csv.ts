import type { CostReport } from '../report/types';
import { type Cell, writeCsv } from './write-csv';

/** What the page shows as a file: a line for each value of the grouping, by currency, with exact amounts. */
export function writeCostsCsv({ currencies, month, query }: CostReport): string {
  const head = [
    'Month',
    'Basis',
    'Currency',
    query.group,
    'Amount',
    'Compared days',
    'Same days of this month',
    'Same days of the month before',
    'Billed days',
    'Days of the month',
  ];
  const rows = currencies.flatMap(({ currency, told, coverage }) => {
    if (told.state === 'not-told') return [];
    const { compared } = told;
    const days = compared.state === 'same-days' ? String(compared.days) : 'none';
    return told.rows.map((row): readonly Cell[] => [
      { text: month },
      { text: query.basis },
      { text: currency },
      { text: row.key },
      { number: row.amount },
      days === 'none' ? 'none' : { text: days },
      row.compared === 'none' ? 'none' : { number: row.compared.now },
      row.compared === 'none' ? 'none' : { number: row.compared.before },
      coverage.by === 'day' ? { text: String(coverage.billedDays) } : 'none',
      { text: String(coverage.daysInMonth) },
    ]);
  });
  return writeCsv(head, rows);
}
