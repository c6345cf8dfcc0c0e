import type { EpochMs } from '../time';

const minuteMs = 60_000;

/** A way around the square of two pixels each way, one step a minute; it comes back after sixteen. */
const way: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [2, 0],
  [2, 1],
  [2, 2],
  [1, 2],
  [0, 2],
  [-1, 2],
  [-2, 2],
  [-2, 1],
  [-2, 0],
  [-2, -1],
  [-2, -2],
  [-1, -2],
  [0, -2],
  [0, -1],
];

/** The widest shift, in CSS pixels: what the frame leaves free around itself. */
export const widestShiftPx = 2;

/** How far the whole picture is shifted at a moment, in CSS pixels, so that no edge stays where it is for long. */
export function burnInShift(now: EpochMs): { readonly x: number; readonly y: number } {
  const [x, y] = way[Math.floor(now / minuteMs) % way.length] ?? [0, 0];
  return { x, y };
}
