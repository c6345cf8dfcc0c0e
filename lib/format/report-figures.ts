import { type Basis, type Figure, fromMoment, type Moment, type Period } from '@/lib/domain/reports/figure';
import { formatDuration } from './duration';

/** `2026-11-20 12:12:09`, in UTC, as every column head and the foot of each page says; truncated, as a clock reads. */
export function stampOf(moment: Moment): string {
  return new Date(fromMoment(moment)).toISOString().slice(0, 19).replace('T', ' ');
}

/** A moment, or the word that says why there is none. */
export function stampOr(moment: Moment, words: Readonly<Record<string, string>>): string {
  return words[moment] ?? stampOf(moment);
}

const prefixes = { measured: '', 'at-least': 'at least ', 'at-most': 'at most ', estimated: 'est. ' } as const;

/** A figure in words, rounded up. */
export function wordsOf(figure: Figure): string {
  if (figure.state === 'not-measured') return 'not measured';
  return `${prefixes[figure.state]}${formatDuration(figure.seconds)}`;
}

/** A figure with its footnote; one that was not measured says so, and the footnote why. */
export function figureOf(figure: Figure): { readonly text: string; readonly notes: readonly string[] } {
  const lead = figure.state === 'not-measured' ? `Not measured: ${figure.because}` : '';
  return { text: wordsOf(figure), notes: [noteOf(figure, lead)] };
}

/** What a figure rests on, as one note. */
export function noteOf({ period, asOf, method }: Basis, lead = '', words = stretchOf): string {
  return `${lead === '' ? '' : `${lead}. `}${words(period)}; as of ${stampOf(asOf)} UTC; method: ${method}.`;
}

function stretchOf({ from, to }: Period): string {
  const unknown = { unknown: 'not known' };
  return `Period ${stampOr(from, unknown)} to ${stampOr(to, unknown)} UTC`;
}
