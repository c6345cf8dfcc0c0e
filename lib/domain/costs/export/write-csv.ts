import type { Decimal } from '../decimal';

/** A cell of a file: text, which is made safe, or an exact number, which stays one. `none` is empty. */
export type Cell = { readonly text: string } | { readonly number: Decimal } | 'none';

/** What a spreadsheet takes for the beginning of a formula (OWASP: CSV injection). */
const formula = /^[=+\-@\t\r]/;

/**
 * A file of comma-separated values (RFC 4180, lines end with CR LF). Text that a spreadsheet would run as a formula gets an
 * apostrophe before it; numbers do not, below zero neither, so that they can be reckoned with.
 */
export function writeCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head.map((name) => ({ text: name })), ...rows];
  return lines.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(cell: Cell): string {
  if (cell === 'none') return '';
  if ('number' in cell) return cell.number;
  const safe = formula.test(cell.text) ? `'${cell.text}` : cell.text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
