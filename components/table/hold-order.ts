/**
 * How many lines a new order would bring, take away or move. Moved are those that would have to be picked up so that the
 * rest, left where it is, stands in the new order.
 */
export function countChanges(shown: readonly string[], wanted: readonly string[]): number {
  const places = new Map(wanted.map((id, place) => [id, place]));
  const kept = shown.flatMap((id) => {
    const place = places.get(id);
    return place === undefined ? [] : [place];
  });
  const moved = kept.length - longestRise(kept);
  return shown.length - kept.length + (wanted.length - kept.length) + moved;
}

/** Length of the longest ascending part of a list, neighbours or not. */
function longestRise(values: readonly number[]): number {
  const ends: number[] = [];
  for (const value of values) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? value) < value) low = middle + 1;
      else high = middle;
    }
    ends[low] = value;
  }
  return ends.length;
}
