import type { SheetBlock, SheetState } from '@/lib/format/executive-report/sheet';
import type { Paper } from './paper';

export type DayRow = Extract<SheetBlock, { readonly kind: 'days' }>['rows'][number];

/** Width and height of a day, in points. */
export const dayCell = { width: 10.6, height: 9.4 } as const;

/**
 * A day by its state: the worse it is, the more ink it has; what is not known is dashed or hatched, never empty and never
 * full.
 */
export function drawDay(paper: Paper, state: SheetState, x: number, y: number): void {
  const [width, height] = [dayCell.width - 1.6, dayCell.height - 1.4];
  switch (state) {
    case 'breached':
    case 'critical':
    case 'failed':
      paper.box(x, y, width, height, 'full');
      paper.cross(x + width / 2, y + height / 2, 2);
      return;
    case 'at-risk':
    case 'warning':
      paper.box(x, y, width, height, 'lower-half');
      return;
    case 'not-measured':
      paper.box(x, y, width, height, 'dashed');
      paper.rule(x + width / 2 - 1.6, y + height / 2, 3.2, 'text', 0.8);
      return;
    case 'gap':
      paper.box(x, y, width, height, 'hatched');
      return;
    case 'open':
      paper.box(x, y, width, height, 'dashed');
      return;
    case 'no-objective':
    case 'notice':
    case 'no-outage':
      paper.rule(x + width / 2 - 1, y + height / 2, 2, 'muted', 0.8);
      return;
    default:
      paper.box(x, y, width, height, 'thin');
  }
}

/** The states of some rows, in the order in which a legend names them. */
export function statesOf(rows: readonly DayRow[]): readonly SheetState[] {
  const present = new Set(rows.flatMap(({ days }) => days.map(({ state }) => state)));
  return legendOrder.filter((state) => present.has(state));
}

const legendOrder: readonly SheetState[] = [
  'met',
  'at-risk',
  'breached',
  'not-measured',
  'gap',
  'open',
  'no-objective',
  'critical',
  'warning',
  'notice',
  'failed',
  'no-outage',
];
