import type { SheetState } from '@/lib/format/executive-report/sheet';
import type { Paper } from './paper';

export interface Box {
  readonly x: number;
  readonly y: number;
  /** Length of a side. */
  readonly size: number;
}

/** A stroke of a shape in a box of 16 × 16: filled with ink or drawn; `cut` is drawn in the colour of the paper. */
export interface Stroke {
  readonly path: string;
  readonly as: 'fill' | 'line' | 'cut';
  readonly dash?: number;
  readonly weight?: number;
}

const octagon: Stroke = { path: 'M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z', as: 'fill' };
const triangle: Stroke = { path: 'M8 1.2 15.4 14.6H.6z', as: 'fill' };
const diamond = 'M8 .6 15.4 8 8 15.4.6 8z';
const ring = 'M13.6 8a5.6 5.6 0 1 1-11.2 0a5.6 5.6 0 1 1 11.2 0z';
const wideRing = 'M14.6 8a6.6 6.6 0 1 1-13.2 0a6.6 6.6 0 1 1 13.2 0z';
const square = 'M2.5 2.5h11v11h-11z';

/** The shapes of the console's screens, which stay apart without any colour. */
const shapes: Readonly<Record<SheetState, readonly Stroke[]>> = {
  breached: [octagon, { path: 'M8 4.2V8l2.6 1.8', as: 'cut' }],
  'at-risk': [triangle, { path: 'M8 6.4v3.8l2 1.4', as: 'cut' }],
  'not-measured': [
    { path: wideRing, as: 'line', dash: 2.6 },
    { path: 'M5.4 8h5.2', as: 'line' },
  ],
  met: [
    { path: ring, as: 'line', weight: 1.3 },
    { path: 'M8 5v3.1l1.9 1.3', as: 'line', weight: 1.4 },
  ],
  'no-objective': [{ path: square, as: 'line' }],
  critical: [
    { path: diamond, as: 'fill' },
    { path: 'M8 4.4v4.4M8 11.2v.4', as: 'cut' },
  ],
  warning: [
    { path: diamond, as: 'line' },
    { path: 'M8 1v14L1 8z', as: 'fill' },
  ],
  notice: [
    { path: ring, as: 'line', weight: 1.3 },
    { path: 'M8 7.4v3.2M8 5v.4', as: 'line' },
  ],
  gap: [
    { path: square, as: 'line', weight: 0.9 },
    { path: 'M2.5 8 8 2.5M2.5 13.5l11-11M8 13.5 13.5 8', as: 'line', weight: 1.2 },
  ],
  open: [{ path: square, as: 'line', dash: 1.6 }],
  failed: [octagon, { path: 'm5.4 5.4 5.2 5.2m0-5.2-5.2 5.2', as: 'cut' }],
  'no-outage': [
    { path: ring, as: 'line', weight: 1.3 },
    { path: 'm5.6 8.2 1.7 1.7 3.2-3.6', as: 'line', weight: 1.4 },
  ],
};

/** The shape of a state. Its word always stands beside it, or in a legend. */
export function drawState(paper: Paper, state: SheetState, box: Box): void {
  paper.shape(shapes[state], box);
}
