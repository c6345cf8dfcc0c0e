import { executionStates } from '../../recovery/execution';
import { countThatFit } from '../fit';
import type { WallSizes } from '../text-sizes';
import { measureText } from './measure-text';
import { moreWords } from './rest-words';
import type { RunBlockView, RunSceneView } from './run';

export interface RunsLayout {
  readonly runs: readonly RunBlockView[];
  readonly more: string;
  /** Whether there is room for the steps they are at. */
  readonly hasSteps: boolean;
  /** One alone has its clock at twice the size. */
  readonly isLarge: boolean;
}

/**
 * As many runs as fit whole, in their own order: those that wait for a person come first. Where not even one does, beside
 * the line that counts the others, the steps it is at give way.
 */
export function layOutRuns({ runs }: RunSceneView, sizes: WallSizes): RunsLayout {
  const whole = countRuns(runs, sizes, true);
  const hasSteps = whole >= Math.min(1, runs.length);
  const most = hasSteps ? whole : Math.max(1, countRuns(runs, sizes, false));
  const blockPx = highestOf(runs, sizes, hasSteps);
  return {
    runs: runs.slice(0, most),
    more: moreWords(
      runs.slice(most).map(({ state }) => state),
      executionStates,
    ),
    hasSteps,
    isLarge: runs.length === 1 && sizes.heightPx >= blockPx + clockPx(sizes) * 1.2,
  };
}

function countRuns(runs: readonly RunBlockView[], sizes: WallSizes, hasSteps: boolean): number {
  const { heightPx, gapPx, textLinePx } = sizes;
  if (runs.length === 0) return 0;
  const blockPx = highestOf(runs, sizes, hasSteps);
  const all = countThatFit(heightPx, blockPx, gapPx);
  return all >= runs.length ? all : countThatFit(heightPx - textLinePx - gapPx, blockPx, gapPx);
}

function highestOf(runs: readonly RunBlockView[], sizes: WallSizes, hasSteps: boolean): number {
  return Math.max(0, ...runs.map((run) => heightOf(run, sizes, hasSteps)));
}

/** Where it goes, how it stands, its clock with the bar below, the steps it is at, and what it waits for. */
function heightOf({ waitsFor }: RunBlockView, sizes: WallSizes, hasSteps: boolean): number {
  const { widthPx, padPx, gapPx, textPx, textLinePx, figureLinePx } = sizes;
  const lines = Math.ceil(measureText(waitsFor) / Math.max(1, (widthPx - 2 * padPx) / textPx - 6));
  const stepsPx = hasSteps ? textLinePx + gapPx : 0;
  return 3 * figureLinePx + (1 + lines) * textLinePx + stepsPx + barPx(sizes) + 2 * padPx + 4 * gapPx;
}

export function barPx({ textPx }: Pick<WallSizes, 'textPx'>): number {
  return Math.round(textPx * 0.35);
}

/** Of a clock that stands alone: as large as its three figures find room side by side. */
export function clockPx({ widthPx, figurePx }: Pick<WallSizes, 'widthPx' | 'figurePx'>): number {
  return Math.max(figurePx, Math.min(2 * figurePx, Math.floor(widthPx / 3 / 8)));
}
