import type { BurnRate, ObjectiveCompliance } from '@/lib/domain/compliance/types';
import type { ErrorBudget } from '@/lib/domain/history/types';
import { formatCount, formatUtc } from '@/lib/format';

export const scenarioWords = { 'region-loss': 'Loss of a region', 'data-loss': 'Loss of data' } as const;

/** What is left of an error budget, or by how much it is overspent. */
export function budgetWords({ leftMinutes }: ErrorBudget): string {
  if (leftMinutes < 0) return `Overspent by ${formatCount(-leftMinutes)} min`;
  return leftMinutes === 0 ? 'None left' : `${formatCount(leftMinutes)} min`;
}

export const keepingWords: Readonly<Record<ObjectiveCompliance['state'], string>> = {
  breached: 'Missed',
  'at-risk': 'At risk',
  'not-measured': 'Too little measured',
  met: 'Kept',
};

export const burnWords: Readonly<Record<ObjectiveCompliance['burn']['state'], string>> = {
  fast: 'Fast',
  slow: 'Slow',
  calm: 'Calm',
  'not-measured': 'Too little measured',
};

/** A rate with its window: `6 h 2.4×`. */
export function rateWords({ windowSeconds, rate }: BurnRate): string {
  const window = windowSeconds < 86_400 ? `${windowSeconds / 3600} h` : `${windowSeconds / 86_400} d`;
  return `${window} ${rate === 'not-measured' ? 'unknown' : `${rate}×`}`;
}

/** A link or vault as a person names it: `orders us-east-1 → us-west-2`. */
export function linkWords(linkId: string): string {
  const [, store = linkId, ends = ''] = linkId.split('/');
  return `${store} ${ends.replace('>', ' → ')}`.trim();
}

/** The timeline in words, for whoever does not see it. */
export function timelineWords({ timeline, recordedFrom }: ObjectiveCompliance): string {
  const count = (...wanted: readonly string[]) => timeline.filter(({ state }) => wanted.includes(state)).length;
  const parts = [
    `${count('breached')} breached`,
    `${count('at-risk')} at risk`,
    `${count('not-measured', 'gap')} not measured`,
    `${count('met')} met`,
  ];
  const since = recordedFrom === 'never' ? 'nothing recorded' : `recorded from ${formatUtc(recordedFrom, 'date')}`;
  return `Verdicts of ${timeline.length} spans: ${parts.join(', ')}; ${since}`;
}
