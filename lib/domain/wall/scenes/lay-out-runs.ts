import { executionStates } from '../../recovery/execution';
import { countThatFit } from '../fit';
import type { WallSizes } from '../text-sizes';
import { measureText } from './measure-text';
import { moreWords } from './rest-words';
import type { RunBlockView, RunSceneView } from './run';

export interface RunsLayout {
  readonly runs: readonly RunBlockView[];
  readonly more: string;
  /** One alone has its clock at twice the size. */
  readonly isLarge: boolean;
}

/** As many runs as fit whole, in their own order: those that wait for a person come first. */
export function layOutRuns({ runs }: RunSceneView, sizes: WallSizes): RunsLayout {
  const { heightPx, gapPx, textLinePx } = sizes;
  const blockPx = Math.max(0, ...runs.map((run) => heightOf(run, sizes)));
  const all = runs.length === 0 ? 0 : countThatFit(heightPx, blockPx, gapPx);
  const most = all >= runs.length ? all : Math.max(1, countThatFit(heightPx - textLinePx - gapPx, blockPx, gapPx));
  return {
    runs: runs.slice(0, most),
    more: moreWords(
      runs.slice(most).map(({ state }) => state),
      executionStates,
    ),
    isLarge: runs.length === 1 && heightPx >= blockPx + clockPx(sizes) * 1.2,
  };
}

/** Where it goes, how it stands, its clock with the bar below, and what it waits for. */
function heightOf({ waitsFor }: RunBlockView, sizes: WallSizes): number {
  const { widthPx, padPx, gapPx, textPx, textLinePx, figureLinePx } = sizes;
  const lines = Math.ceil(measureText(waitsFor) / Math.max(1, (widthPx - 2 * padPx) / textPx - 6));
  return 3 * figureLinePx + (2 + lines) * textLinePx + barPx(sizes) + 2 * padPx + 5 * gapPx;
}

export function barPx({ textPx }: Pick<WallSizes, 'textPx'>): number {
  return Math.round(textPx * 0.35);
}

/** Of a clock that stands alone: as large as its three figures find room side by side. */
export function clockPx({ widthPx, figurePx }: Pick<WallSizes, 'widthPx' | 'figurePx'>): number {
  return Math.max(figurePx, Math.min(2 * figurePx, Math.floor(widthPx / 3 / 8)));
}
