/** What a table of the overview shows of many rows, and what it only counts. */
export interface Shown<T> {
  readonly shown: readonly T[];
  readonly rest: readonly T[];
}

/**
 * All rows in their own order while there are `most` of them at most; of more the worst, worst first, so that a large
 * fleet stays one screen to read. Equal ones keep their order. What is left out must be counted beside them.
 *
 * @param rankOf 0 for the worst
 */
export function chooseShown<T>(all: readonly T[], most: number, rankOf: (row: T) => number): Shown<T> {
  if (all.length <= most) return { shown: all, rest: [] };
  const worstFirst = all
    .map((row, place) => ({ row, place, rank: rankOf(row) }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ row }) => row);
  return { shown: worstFirst.slice(0, most), rest: worstFirst.slice(most) };
}

/** How many of the rest are in which state, e.g. `2 unknown, 86 healthy`; states nobody is in are left out. */
export function countWords<S extends string>(states: readonly S[], order: readonly S[]): string {
  return order
    .map((state) => ({ state, count: states.filter((one) => one === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state.replaceAll('-', ' ')}`)
    .join(', ');
}
