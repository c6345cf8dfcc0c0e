/**
 * How much finds room on a wall. Nothing scrolls and no figure is cut off: what does not fit is counted, worst first.
 */

/** How many rows of `itemPx`, `gapPx` apart, fit into `roomPx`; 0 where not even one does. */
export function countThatFit(roomPx: number, itemPx: number, gapPx: number): number {
  if (itemPx <= 0) return 0;
  return Math.max(0, Math.floor((roomPx + gapPx) / (itemPx + gapPx)));
}

/** The width of a character against its font, at most, as an average over a name: Inter and its stand-ins, weight 600. */
const widthOfCharacter = 0.62;

/** How many characters surely fit into a line of `widthPx`, set in `fontPx`. */
export function charactersThatFit(widthPx: number, fontPx: number): number {
  return Math.max(0, Math.floor(widthPx / (fontPx * widthOfCharacter)));
}

/** The room that a text of so many characters surely needs, in CSS pixels. */
export function widthOfCharacters(count: number, fontPx: number): number {
  return Math.ceil(count * fontPx * widthOfCharacter);
}

export interface Fitted<T> {
  readonly shown: readonly T[];
  /** Worst first; none of it is worse than what is shown. */
  readonly rest: readonly T[];
}

/**
 * Rows of a list, worst first where they do not all fit; in their own order while they do.
 *
 * @param rankOf 0 for the worst
 */
export function fitRows<T>(all: readonly T[], most: number, rankOf: (item: T) => number): Fitted<T> {
  if (all.length <= most) return { shown: all, rest: [] };
  const worstFirst = byRank(all, rankOf);
  return { shown: worstFirst.slice(0, most), rest: worstFirst.slice(most) };
}

/**
 * Tiles in fixed places: each of the first `most` keeps its own while it can. What is worse than something shown takes the
 * place of the best of it, the last one first, and no other tile moves.
 *
 * @param rankOf 0 for the worst
 */
export function fitTiles<T>(all: readonly T[], most: number, rankOf: (item: T) => number): Fitted<T> {
  if (all.length <= most) return { shown: all, rest: [] };
  const shown = all.slice(0, most);
  const waiting = byRank(all.slice(most), rankOf);
  const rest: T[] = [];
  for (const item of waiting) {
    const place = placeOfBest(shown, rankOf);
    const best = place === 'none' ? undefined : shown[place];
    if (place === 'none' || best === undefined || rankOf(best) <= rankOf(item)) {
      rest.push(item);
      continue;
    }
    shown[place] = item;
    rest.push(best);
  }
  return { shown, rest: byRank(rest, rankOf) };
}

/** The last of those that are best off. */
function placeOfBest<T>(items: readonly T[], rankOf: (item: T) => number): number | 'none' {
  let place: number | 'none' = 'none';
  let best = Number.NEGATIVE_INFINITY;
  for (const [index, item] of items.entries()) {
    if (rankOf(item) < best) continue;
    best = rankOf(item);
    place = index;
  }
  return place;
}

function byRank<T>(all: readonly T[], rankOf: (item: T) => number): readonly T[] {
  return all
    .map((item, place) => ({ item, place, rank: rankOf(item) }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ item }) => item);
}
