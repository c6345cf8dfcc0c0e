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
import { cellPad, iconRoom, rowGap } from './icon-room';
import { firstThatFits, measureText } from './measure-text';
import { briefMoreWords, moreWords } from './rest-words';

export type FleetColumn = 'users' | 'rpo' | 'protection' | 'rto';

/** What of the fleet finds room, and where. */
export interface FleetLayout {
  readonly regions: readonly RegionTileView[];
  /** Regions side by side; more stand below them. */
  readonly perRow: number;
  readonly regionPx: number;
  readonly workloads: readonly WorkloadRowView[];
  readonly namePx: number;
  readonly columns: readonly FittedColumn<FleetColumn>[];
  /** Whether the columns have heads: two of them are understood without. */
  readonly hasHeads: boolean;
  /** Whether the states of a workload in the regions above stand below its figures. */
  readonly hasCells: boolean;
  /** What is left out, in a line for regions and one for workloads, or in one for both. */
  readonly more: readonly string[];
}

const widestState = 'Degraded';

/**
 * Regions side by side and workloads below them, in fixed places. At a distance there is room for less: first the cells go,
 * then columns, then rows; what is left out is counted and never worse than what is shown.
 */
export function layOutFleet(view: FleetSceneView, sizes: WallSizes): FleetLayout {
  const { widthPx, gapPx, textPx } = sizes;
  const { xPx } = cellPad(sizes);
  const wholeName = Math.max(0, ...view.workloads.map(({ name }) => measureText(name)));
  const { columns, namePx } = fitColumns(columnsOf(view, sizes), {
    widthPx,
    leastNamePx: leastNameEms * textPx + 2 * xPx,
    wholeNamePx: wholeName * textPx + 2 * xPx,
    gapPx,
    padPx: xPx,
    headFontPx: textPx,
  });
  const hasHeads = columns.length > 2;
  const perRow = Math.max(1, countThatFit(widthPx, leastRegion(view, sizes), gapPx));
  const regionRows = countRegionRows(view, sizes, perRow, hasHeads);
  const regions = fitTiles(view.regions, perRow * regionRows, rankRegion);
  const places = Math.max(1, Math.min(perRow, regions.shown.length));
  const room = roomForRows(sizes, hasHeads, regionRows);
  const cells = { ...room, rowPx: room.rowPx + Math.ceil(gapPx / 2) + sizes.figureLinePx, gapPx: 2 * gapPx };
  const all = view.workloads.length;
  const hasCells =
    regionRows === 1 && regions.rest.length === 0 && countRows(cells, all, 0) >= Math.min(all, mostWithCells);
  const fitted = (moreLines: number) =>
    fitTiles(view.workloads, countRows(hasCells ? cells : room, all, moreLines), rankRow);
  // The line that counts the workloads left out takes room itself, and may take that of another workload.
  const alone = fitted(regions.rest.length > 0 ? 1 : 0);
  const once = alone.rest.length === 0 ? alone : fitted(1);
  const inOne = wordRest(regions.rest, once.rest).find((words) => measureText(words) * textPx <= widthPx - 2 * xPx);
  const workloads = inOne === undefined ? fitted(2) : once;
  return {
    regions: regions.shown,
    perRow: places,
    regionPx: Math.floor((widthPx - (places - 1) * gapPx) / places),
    workloads: workloads.shown,
    namePx,
    columns,
    hasHeads,
    hasCells,
    more: (inOne === undefined ? longestRest(regions.rest, workloads.rest) : [inOne]).filter((words) => words !== ''),
  };
}

/** From so many workloads on a scene without cells shows more of what matters. */
const mostWithCells = 6;

function statesOf(regions: readonly RegionTileView[]) {
  return regions.map(({ health }) => health);
}

/** What is left out in one line, the longest wording first; empty where nothing is. */
function wordRest(regions: readonly RegionTileView[], workloads: readonly WorkloadRowView[]): readonly string[] {
  const brief = [
    briefMoreWords('region', statesOf(regions), healthStates),
    briefMoreWords('workload', rankNames(workloads), rowRanks),
  ];
  return [longestRest(regions, workloads), brief].map((words) => words.filter((each) => each !== '').join('  ·  '));
}

function longestRest(regions: readonly RegionTileView[], workloads: readonly WorkloadRowView[]): readonly string[] {
  return [
    regions.length === 0 ? '' : `Regions ${moreWords(statesOf(regions), healthStates)}`,
    workloads.length === 0 ? '' : `Workloads ${moreWords(rankNames(workloads), rowRanks)}`,
  ];
}

function leastRegion({ regions }: FleetSceneView, sizes: WallSizes): number {
  const { textPx, figurePx } = sizes;
  const codes = regions.map(({ code }) => measureText(code) * textPx);
  return Math.max(measureText(widestState) * figurePx + iconRoom(sizes), ...codes) + 2 * cellPad(sizes).xPx;
}

interface RoomForRows {
  readonly roomPx: number;
  readonly rowPx: number;
  readonly gapPx: number;
  readonly morePx: number;
}

/** As many rows of regions as leave room for the workloads, or for the worst few of many. */
function countRegionRows(view: FleetSceneView, sizes: WallSizes, perRow: number, hasHeads: boolean): number {
  const wanted = Math.max(1, Math.ceil(view.regions.length / perRow));
  const all = view.workloads.length;
  const isRoomy = (rows: number) => {
    const room = roomForRows(sizes, hasHeads, rows);
    const moreLines = rows * perRow < view.regions.length ? 1 : 0;
    return countRows(room, all, moreLines) >= all || countRows(room, all, moreLines + 1) >= leastWorkloads;
  };
  for (let rows = wanted; rows > 1; rows -= 1) if (isRoomy(rows)) return rows;
  return 1;
}

/** So many workloads are worth more than another row of regions. */
const leastWorkloads = 5;

function roomForRows(sizes: WallSizes, hasHeads: boolean, regionRows: number): RoomForRows {
  const { heightPx, gapPx, textLinePx, figureLinePx } = sizes;
  const { yPx } = cellPad(sizes);
  const tilePx = textLinePx + figureLinePx + 2 * yPx + regionLinePx;
  const headPx = hasHeads ? textLinePx + gapPx : 0;
  return {
    roomPx: heightPx - regionRows * (tilePx + gapPx) - headPx,
    rowPx: figureLinePx + 2 * yPx,
    gapPx: rowGap(sizes),
    morePx: textLinePx + gapPx,
  };
}

/** The line below a region's tile. */
const regionLinePx = 2;

function countRows({ roomPx, rowPx, gapPx, morePx }: RoomForRows, all: number, moreLines: number): number {
  const most = countThatFit(roomPx - moreLines * morePx, rowPx, gapPx);
  return Math.min(most, all);
}

/** Names of nine letters stand whole; longer ones are shortened in the middle where there is no more room. */
const leastNameEms = 5.2;

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
      '38 s of 1 m',
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
      'Unmeasured',
      workloads.map(({ rto }) => rto.wordings),
    ),
  ];
}

/** What stands in a region's tile: its code, with how long its state has lasted where the state's line has no room for that. */
export function wordRegion(
  { code, wordings, age }: RegionTileView,
  widthPx: number,
  sizes: WallSizes,
): { readonly age: string; readonly words: string } {
  const words = wordingFor(wordings, widthPx, sizes);
  const room = (widthPx - 2 * cellPad(sizes).xPx) / sizes.textPx;
  const isSaid = age === '' || words.includes(age);
  return { words, age: !isSaid && measureText(`${code}  ${age}`) <= room ? age : '' };
}

/** The longest wording that fits into a cell; the shortest fits always, for the column was made for it. */
export function wordingFor(wordings: readonly string[], widthPx: number, sizes: WallSizes): string {
  const room = (widthPx - 2 * cellPad(sizes).xPx - iconRoom(sizes)) / sizes.figurePx;
  const found = firstThatFits(wordings, room);
  return found === 'none' ? (wordings.at(-1) ?? '') : found;
}
