import type { WallSizes } from '../text-sizes';

/** A status icon beside a state word, and its distance from it, in CSS pixels. */
export function iconRoom({ figurePx }: Pick<WallSizes, 'figurePx'>): number {
  return iconSize(figurePx) + iconGap(figurePx);
}

export function iconSize(figurePx: number): number {
  return Math.round(figurePx * 0.92);
}

/** Around the words of a cell: less than around a panel, for there are many of them. */
export function cellPad({ padPx }: Pick<WallSizes, 'padPx'>): { readonly xPx: number; readonly yPx: number } {
  return { xPx: Math.round(padPx * 0.6), yPx: Math.round(padPx * 0.45) };
}

/** Between rows that belong together. */
export function rowGap({ gapPx }: Pick<WallSizes, 'gapPx'>): number {
  return Math.round(gapPx * 0.6);
}

export function iconGap(figurePx: number): number {
  return Math.round(figurePx * 0.25);
}
