import type { ExecutiveReport, ReportStanding } from '@/lib/domain/reports/executive/report';
import { type Basis, fromMoment, type Moment } from '@/lib/domain/reports/figure';
import type { Scope } from '@/lib/domain/scope';
import { formatMonth } from '@/lib/domain/wording/month';
import { formatUtc } from '../moment';
import { stateWords } from './state-words';

/** What a figure of the report as a whole rests on, where the report itself does not say it. */
export function basisOf({ period, asOf }: Pick<ExecutiveReport, 'period' | 'asOf'>, method: string): Basis {
  return { period, asOf, method };
}

/** `October 2026, edition 1`. */
export function editionWords({ month, standing }: Pick<ExecutiveReport, 'month' | 'standing'>): string {
  return `${formatMonth(month)}, ${standing.state === 'closed' ? `edition ${standing.edition}` : 'month so far'}`;
}

export function standingWords(standing: ReportStanding): string {
  if (standing.state === 'so-far') return `month so far: ${standing.because}`;
  const { edition, restates } = standing;
  if (restates === 'nothing') return `closed, edition ${edition}`;
  return `closed, edition ${edition}, which restates edition ${restates.edition} in: ${restates.sections.join(', ')}`;
}

/** What part of the fleet it is of; `the whole fleet` where nothing is left out. */
export function scopeWords({ accounts, regions, workloads }: Scope): string {
  const parts = [partOf('accounts', accounts), partOf('regions', regions), partOf('workloads', workloads)];
  const named = parts.filter((part) => part !== '');
  return named.length === 0 ? 'the whole fleet' : `a part of the fleet: ${named.join('; ')}`;
}

function partOf(kind: string, part: 'all' | readonly string[]): string {
  if (part === 'all') return '';
  return `${kind} ${part.length === 0 ? 'none' : part.join(', ')}`;
}

/** `20 Nov 2026, 03:12 UTC`. */
export function momentWords(moment: Moment): string {
  return formatUtc(fromMoment(moment), 'date');
}

/** `20 Nov 2026`. */
export function dayWords(moment: Moment): string {
  return momentWords(moment).split(',')[0] ?? '';
}

/** A sentence of the report with its full stop. It may begin with a name, which stays as it is written. */
export function sentenceOf(words: string): string {
  return /[.…]$/u.test(words) ? words : `${words}.`;
}

/** The state of the month: its word, then the sentence. */
export function stateSentence({ state, sentence }: ExecutiveReport['state']): string {
  const word = stateWords[state];
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}: ${sentenceOf(sentence)}`;
}

export function ownerWords(owner: string | 'nobody-named'): string {
  return owner === 'nobody-named' ? 'nobody named' : owner;
}

/** How ages come about: of evidence, of risks, and of the last drill. */
export const ageMethod = 'whole days until the end of the period, rounded up';

/** Instead of risks, where there is none: that nothing is on record is not that nothing stood. */
export function noRiskWords({ findingsSince }: ExecutiveReport): string {
  return findingsSince === 'after-the-period'
    ? 'Not known: findings were not recorded in the period yet.'
    : 'No finding stood at the end of the period.';
}
