import type { WallSizes } from '../text-sizes';

/** A status icon beside a state word, and its distance from it, in CSS pixels. */
export function iconRoom({ figurePx }: Pick<WallSizes, 'figurePx'>): number {
  return iconSize(figurePx) + iconGap(figurePx);
}

export function iconSize(figurePx: number): number {
  return Math.round(figurePx * 0.92);
}

export function iconGap(figurePx: number): number {
  return Math.round(figurePx * 0.25);
}
