import { formatUsd } from '../../wording/usd';
import { countThatFit } from '../fit';
import type { WallSizes } from '../text-sizes';
import type { CostFigure, CostLineView, CostsSceneView } from './costs';
import { firstThatFits, measureText, shortenToWidth } from './measure-text';

export interface CostsLayout {
  readonly figures: readonly { readonly head: string; readonly figure: CostFigure }[];
  readonly regions: readonly CostLineView[];
  readonly more: string;
  readonly regionPx: number;
  readonly amountPx: number;
  /** Accounts that are not in the figures; empty where none is missing. */
  readonly missing: string;
}

/** Both figures, then as many regions as fit, the dearest first; what is left out is counted with its sum. */
export function layOutCosts(view: CostsSceneView, sizes: WallSizes): CostsLayout {
  const { widthPx, heightPx, gapPx, padPx, textPx, figurePx, textLinePx, figureLinePx } = sizes;
  const { regions, missing } = view;
  const figures = [
    { head: 'Today', figure: view.today },
    { head: view.month === 'none' ? 'Month to date' : `${view.month} to date`, figure: view.monthToDate },
  ];
  const missingPx = missing.length === 0 ? 0 : textLinePx + 2 * padPx + gapPx;
  const room = heightPx - (figureLinePx + textLinePx * 2 + 2 * padPx + gapPx) - missingPx - textLinePx - gapPx;
  const rowPx = figureLinePx;
  const all = countThatFit(room, rowPx, gapPx);
  const most = all >= regions.length ? all : countThatFit(room - textLinePx - gapPx, rowPx, gapPx);
  const shown = regions.slice(0, most);
  const rest = regions.slice(most);
  const ems = (words: readonly string[]) => words.reduce((widest, word) => Math.max(widest, measureText(word)), 0);
  return {
    figures,
    regions: shown,
    more: rest.length === 0 ? '' : `+${rest.length} more regions, ${formatUsd(sumOf(rest))}`,
    regionPx: Math.ceil(ems(shown.map(({ region }) => region)) * textPx + 2 * padPx),
    amountPx: Math.ceil(ems(shown.map(({ words }) => words)) * figurePx + 2 * padPx),
    missing: missingWords(missing, (widthPx - 2 * padPx) / textPx),
  };
}

function sumOf(lines: readonly CostLineView[]): number {
  return lines.reduce((sum, { usd }) => sum + usd, 0);
}

function missingWords(missing: readonly string[], ems: number): string {
  if (missing.length === 0) return '';
  const [first = ''] = missing;
  const counted = `Not in these figures: ${missing.length} accounts`;
  const whole = `Not in these figures: ${missing.join('; ')}`;
  const brief = `Not in these figures: ${first}${missing.length === 1 ? '' : `, and ${missing.length - 1} more`}`;
  const found = firstThatFits([whole, brief, counted], ems);
  return found === 'none' ? shortenToWidth(counted, ems) : found;
}
