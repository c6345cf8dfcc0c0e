import type { Month } from '@/lib/domain/costs/report/choose-month';
import { isMonth } from '@/lib/domain/reports/executive/month-span';
import type { ExecutiveMonth } from '@/lib/domain/reports/executive/reading';
import type { MissingReport } from './report-missing';

/** What an address asks for. */
export type AskedReport =
  | { readonly state: 'asked'; readonly month: Month; readonly edition: number | 'newest' }
  | Extract<MissingReport, { state: 'malformed' }>;

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads `?period=2026-10&edition=1`; the usual month and the newest edition stand for what is not named. Never throws. */
export function readAsked({ period, edition }: Parameters, usual: Month): AskedReport {
  const month = period === undefined ? usual : oneOf(period);
  if (!isMonth(month)) return { state: 'malformed', name: 'period', value: short(month) };
  if (edition === undefined) return { state: 'asked', month, edition: 'newest' };
  const number = oneOf(edition);
  if (!/^[1-9]\d{0,5}$/.test(number)) return { state: 'malformed', name: 'edition', value: short(number) };
  return { state: 'asked', month, edition: Number(number) };
}

/**
 * The month that is shown where none is named: the newest that has ended and has a report, else the one that goes on.
 *
 * @param months the newest first
 */
export function chooseReportMonth(months: readonly ExecutiveMonth[]): Month {
  const frozen = months.find(({ newest }) => newest !== 'none');
  const chosen = frozen ?? months[0];
  if (chosen === undefined) throw new RangeError('There is always a month that goes on.');
  return chosen.month;
}

/** The last one counts, as in all addresses. */
function oneOf(raw: string | readonly string[]): string {
  return typeof raw === 'string' ? raw : (raw.at(-1) ?? '');
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
