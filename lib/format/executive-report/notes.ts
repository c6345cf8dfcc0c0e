import { daysIn } from '@/lib/domain/costs/report/choose-month';
import { type Basis, fromMoment, type Moment, type Period } from '@/lib/domain/reports/figure';
import { formatMonth } from '@/lib/domain/wording/month';
import { noteOf, stampOf } from '../report-figures';
import type { Said } from './say-figure';
import type { SheetPiece } from './sheet';

/** What a figure rests on. Days that are whole are told as days. */
export function noteOn(basis: Basis, lead = ''): string {
  return noteOf(basis, lead, (period) => stretchOf(period));
}

/** A figure with its whole footnote. */
export function pieceOf({ text, basis, because }: Said): SheetPiece {
  return { text, notes: [noteOn(basis, because === 'known' ? '' : `Not measured: ${because}`)] };
}

/**
 * Figures below each other, under their head. What all of them rest on is one note at the head; where they rest on more
 * than one thing, each has its own.
 */
export function columnOf(
  head: string,
  said: readonly Said[],
): { readonly head: SheetPiece; readonly cells: readonly SheetPiece[] } {
  const [note, ...others] = new Set(said.map(({ basis }) => noteOn(basis)));
  if (note === undefined || others.length > 0) return { head: { text: head }, cells: said.map(pieceOf) };
  const cells = said.map(({ text, because }) =>
    because === 'known' ? { text } : { text, notes: [`Not measured: ${because}.`] },
  );
  return { head: { text: head, notes: [note] }, cells };
}

/** Longest method on the first page, in characters; the appendix has each of them whole. */
const longestMethod = 90;

/** As `noteOn`, with no more of its method than the first page bears. */
export function shortNoteOn(basis: Basis, lead = ''): string {
  return shortNoteOnAll([basis], lead);
}

/** What many figures rest on, as one note: the stretch that holds all of their periods, and their methods. */
export function shortNoteOnAll(bases: readonly Basis[], lead = ''): string {
  const [first, ...more] = [...new Set(bases.map(({ method }) => method))];
  const before = lead === '' ? '' : `${lead}. `;
  if (first === undefined) return before.trimEnd();
  const others = more.length === 0 ? '' : `; ${more.length} more in the appendix`;
  const [oldest = '', ...newer] = [...new Set(moments(bases.map(({ asOf }) => asOf)).map(minuteOf))];
  const asOf = [oldest, ...newer.slice(-1)].join(' to ');
  const stretch = stretchOf(around(bases), minuteOf);
  return `${before}${stretch}; as of ${asOf} UTC; method: ${shortMethod(first)}${others}`.replace(/(?<!…)$/u, '.');
}

/** `2026-11-20 12:12`; truncated, as a clock reads. */
function minuteOf(moment: Moment): string {
  return stampOf(moment).slice(0, 16);
}

function shortMethod(method: string): string {
  if (method.length <= longestMethod) return method;
  const words = method.slice(0, longestMethod).replace(/[\s,;]+\S*$/u, '');
  return `${words} …`;
}

function around(bases: readonly Basis[]): Period {
  const ends = (end: 'from' | 'to') => moments(bases.map(({ period }) => period[end]));
  return { from: ends('from')[0] ?? 'unknown', to: ends('to').at(-1) ?? 'unknown' };
}

/** Those that are known, ascending. */
function moments(all: readonly (Moment | 'unknown')[]): readonly Moment[] {
  return all.filter((one) => one !== 'unknown').sort((a, b) => fromMoment(a) - fromMoment(b));
}

function stretchOf({ from, to }: Period, stamp: (moment: Moment) => string = stampOf): string {
  if (isMidnight(from) && isMidnight(to)) return daysWords(from, new Date(fromMoment(to) - 1).toISOString());
  const known = (end: Moment | 'unknown') => (end === 'unknown' ? 'not known' : stamp(end));
  return `Period ${known(from)} to ${known(to)} UTC`;
}

/** Whole days, the last one included; a whole month by its name. */
function daysWords(from: Moment, last: Moment): string {
  const [first, until] = [from.slice(0, 10), last.slice(0, 10)];
  const month = from.slice(0, 7);
  const isMonth = first.endsWith('-01') && until === `${month}-${daysIn(month)}`;
  return `Period ${isMonth ? formatMonth(month) : `${first} to ${until}`}`;
}

function isMidnight(moment: Moment | 'unknown'): boolean {
  return moment !== 'unknown' && fromMoment(moment) % 86_400_000 === 0;
}
