import type { BlindSpot } from '@/lib/domain/history/types';
import { formatUtc } from '@/lib/format';

/** So many directions of one store are still named one by one. */
const namedOneByOne = 2;

/**
 * Each copy of which a part of the time is not known, as a sentence. A table of many regions has a direction for every
 * pair of them: those of one store of which the same is to be said share a sentence.
 */
export function nameBlindSpots(blindSpots: readonly BlindSpot[]): readonly string[] {
  const alike = new Map<string, { readonly store: string; readonly words: string; readonly ends: string[] }>();
  for (const spot of blindSpots) {
    const [, store = spot.linkId, place = ''] = spot.linkId.split('/');
    const words = wordsOf(spot);
    const key = JSON.stringify([store, words]);
    const known = alike.get(key) ?? { store, words, ends: [] };
    known.ends.push(place.replace('>', ' → '));
    alike.set(key, known);
  }
  return [...alike.values()].flatMap(({ store, words, ends }) =>
    ends.length > namedOneByOne
      ? [`${store}, ${ends.length} directions: ${words}`]
      : ends.map((end) => `${`${store} ${end}`.trim()}: ${words}`),
  );
}

function wordsOf({ lagByDesign, knownSince }: BlindSpot): string {
  if (knownSince === 'never') {
    return lagByDesign
      ? 'no lag by design, its copies watched in no closed minute yet'
      : 'not measured in any minute on record';
  }
  const since = formatUtc(knownSince, 'date');
  return lagByDesign
    ? `no lag by design, its copies watched only since ${since}`
    : `not measured all the time, first known ${since}`;
}
