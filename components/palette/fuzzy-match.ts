/** How well a text answers a query; the higher, the better. `none` where a word of the query is not in it. */
export type MatchScore = number | 'none';

/**
 * Each word of the query must be found in the text, its letters in their order. Letters at the start of a word and next to
 * each other count for more, so that `uw2` finds `us-west-2` and `orders` is found before `order-history`.
 */
export function fuzzyMatch(query: string, text: string): MatchScore {
  const letters = text.toLowerCase();
  let score = 0;
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const found = scoreWord(word, letters);
    if (found === 'none') return 'none';
    score += found;
  }
  // Of equal matches the shorter text is meant more likely.
  return score - letters.length / 1000;
}

const wholeBonus = 100;
const startBonus = 8;
const nextBonus = 5;
const gapCost = 0.5;
/** Letters further apart than this are a coincidence. */
const widestGap = 24;

function scoreWord(word: string, text: string): MatchScore {
  const whole = text.indexOf(word);
  if (whole >= 0) return wholeBonus + word.length * nextBonus + (isStart(text, whole) ? startBonus : 0);
  let best: MatchScore = 'none';
  for (let from = text.indexOf(word[0] ?? ''); from >= 0; from = text.indexOf(word[0] ?? '', from + 1)) {
    const score = scoreFrom(word, text, from);
    if (score !== 'none' && (best === 'none' || score > best)) best = score;
  }
  return best;
}

function scoreFrom(word: string, text: string, from: number): MatchScore {
  let at = from;
  let score = isStart(text, from) ? startBonus : 0;
  for (const letter of word.slice(1)) {
    const next = nextPlace(text, letter, at + 1);
    if (next < 0 || next - at > widestGap) return 'none';
    score += isStart(text, next) ? startBonus : next === at + 1 ? nextBonus : 0;
    score -= (next - at - 1) * gapCost;
    at = next;
  }
  return score;
}

/** The letter where it begins a word, if one does before long; else the next one. */
function nextPlace(text: string, letter: string, from: number): number {
  const next = text.indexOf(letter, from);
  if (next < 0 || next === from) return next;
  for (let at = next; at >= 0 && at - from < widestGap; at = text.indexOf(letter, at + 1)) {
    if (isStart(text, at)) return at;
  }
  return next;
}

function isStart(text: string, at: number): boolean {
  return (
    at === 0 ||
    !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') ||
    (/\d/.test(text[at] ?? '') && !/\d/.test(text[at - 1] ?? ''))
  );
}
