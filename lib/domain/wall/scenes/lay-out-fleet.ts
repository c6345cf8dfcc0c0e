import { healthStates } from '../../vocabulary';
import { countThatFit, fitTiles } from '../fit';
import type { WallSizes } from '../text-sizes';
import { type FittedColumn, fitColumns, type WallColumn } from './fit-columns';
import {
  type FleetSceneView,
  type RegionTileView,
  rankNames,
  rankRegion,
  rankRow,
  rowRanks,
  type WorkloadRowView,
} from './fleet';
import { iconRoom } from './icon-room';
import { firstThatFits, measureText } from './measure-text';
import { moreWords } from './rest-words';

export type FleetColumn = 'users' | 'rpo' | 'protection' | 'rto';

/** What of the fleet finds room, and where. */
export interface FleetLayout {
  readonly regions: readonly RegionTileView[];
  readonly regionPx: number;
  /** Room for the words of a region's tile, in ems of the text. */
  readonly moreRegions: string;
  readonly workloads: readonly WorkloadRowView[];
  readonly moreWorkloads: string;
  readonly namePx: number;
  readonly columns: readonly FittedColumn<FleetColumn>[];
  /** Whether the states of a workload in the regions above stand below its figures. */
  readonly hasCells: boolean;
}

const widestState = 'Degraded';

/**
 * Regions side by side and workloads below them, in fixed places. At a distance there is room for less: first the cells go,
 * then columns, then rows; what is left out is counted and never worse than what is shown.
 */
export function layOutFleet(view: FleetSceneView, sizes: WallSizes): FleetLayout {
  const { widthPx, heightPx, gapPx, padPx, textPx, figurePx, textLinePx, figureLinePx } = sizes;
  const widest = Math.max(
    measureText(widestState) * figurePx + iconRoom(sizes),
    ...view.regions.map(({ code }) => measureText(code) * textPx),
  );
  const most = Math.max(1, countThatFit(widthPx, widest + 2 * padPx, gapPx));
  const places = Math.min(most, Math.max(1, view.regions.length));
  const regions = fitTiles(view.regions, places, rankRegion);
  const regionPx = Math.floor((widthPx - (places - 1) * gapPx) / places);
  const moreRegions = moreWords(
    regions.rest.map(({ health }) => health),
    healthStates,
  );

  const wholeName = Math.max(0, ...view.workloads.map(({ name }) => measureText(name)));
  const { columns, namePx } = fitColumns(columnsOf(view, sizes), {
    widthPx,
    leastNamePx: leastNameEms * textPx + 2 * padPx,
    wholeNamePx: wholeName * textPx + 2 * padPx,
    gapPx,
    padPx,
    headFontPx: textPx,
  });

  const tilePx = textLinePx + figureLinePx + 2 * padPx;
  const linePx = figureLinePx + 2 * padPx;
  const moreLinePx = textLinePx + gapPx;
  const above = tilePx + gapPx + (regions.rest.length > 0 ? moreLinePx : 0) + textLinePx + gapPx;
  const room = heightPx - above;
  const withCells = linePx + figureLinePx;
  const all = view.workloads.length;
  const hasCells = regions.rest.length === 0 && countRows(room, withCells, gapPx, all, moreLinePx) >= Math.min(all, 5);
  const rowPx = hasCells ? withCells : linePx;
  const workloads = fitTiles(view.workloads, countRows(room, rowPx, gapPx, all, moreLinePx), rankRow);
  return {
    regions: regions.shown,
    regionPx,
    moreRegions: moreRegions === '' ? '' : `Regions ${moreRegions}`,
    workloads: workloads.shown,
    moreWorkloads: workloads.rest.length === 0 ? '' : `Workloads ${moreWords(rankNames(workloads.rest), rowRanks)}`,
    namePx,
    columns,
    hasCells,
  };
}

/** Rows that fit, the line that counts the rest included where there is one. */
function countRows(roomPx: number, rowPx: number, gapPx: number, all: number, moreLinePx: number): number {
  const without = countThatFit(roomPx, rowPx, gapPx);
  return without >= all ? without : countThatFit(roomPx - moreLinePx, rowPx, gapPx);
}

/** Names of ten letters stand whole; longer ones are shortened in the middle. */
const leastNameEms = 6;

/** In the order in which they are kept where not all find room. */
function columnsOf({ workloads }: FleetSceneView, sizes: WallSizes): readonly WallColumn<FleetColumn>[] {
  const column = (id: FleetColumn, head: string, usual: string, cells: readonly (readonly string[])[]) => ({
    id,
    head,
    usual,
    fontPx: sizes.figurePx,
    iconPx: iconRoom(sizes),
    needed: cells.map((wordings) => wordings.at(-1) ?? ''),
    wanted: cells.map(([longest = '']) => longest),
  });
  return [
    column(
      'users',
      'Users',
      'Degraded',
      workloads.map(({ users }) => users.wordings),
    ),
    column(
      'rpo',
      'Data at risk',
      '4 m 10 s of 1 m',
      workloads.map(({ rpo }) => rpo.wordings),
    ),
    column(
      'protection',
      'Protection',
      'Unprotected',
      workloads.map(({ protection }) => protection.wordings),
    ),
    column(
      'rto',
      'Recovery time',
      'Not measured',
      workloads.map(({ rto }) => rto.wordings),
    ),
  ];
}

/** The longest wording that fits into a cell; the shortest fits always, for the column was made for it. */
export function wordingFor(wordings: readonly string[], widthPx: number, sizes: WallSizes): string {
  const room = (widthPx - 2 * sizes.padPx - iconRoom(sizes)) / sizes.figurePx;
  const found = firstThatFits(wordings, room);
  return found === 'none' ? (wordings.at(-1) ?? '') : found;
}
