import { severities } from '../../vocabulary';
import { countThatFit } from '../fit';
import type { WallSizes } from '../text-sizes';
import type { FindingRowView, FindingsSceneView } from './findings';
import { cellPad, iconRoom, rowGap } from './icon-room';
import { fitSentence, measureText, shortenToWidth } from './measure-text';
import { moreWords } from './rest-words';

/** Nobody reads more in passing. */
export const mostFindings = 7;

export interface ShownFinding extends Pick<FindingRowView, 'id' | 'severity' | 'title' | 'age'> {
  /** As much of it as fits, in whole clauses. */
  readonly line: string;
  readonly seen: string;
  /** Where there is room for who has seen it. */
  readonly seenBeside: 'title' | 'sentence';
  readonly whole: string;
}

export interface FindingsLayout {
  readonly findings: readonly ShownFinding[];
  readonly more: string;
}

/** Two lines a finding: how bad it is, what it is and since when; and below it the sentence. */
export function layOutFindings({ findings }: FindingsSceneView, sizes: WallSizes): FindingsLayout {
  const { heightPx, gapPx, textLinePx, figureLinePx } = sizes;
  const rowPx = figureLinePx + textLinePx + 2 * cellPad(sizes).yPx;
  const all = Math.min(mostFindings, countThatFit(heightPx, rowPx, rowGap(sizes)));
  const most =
    all >= findings.length
      ? all
      : Math.min(mostFindings, countThatFit(heightPx - textLinePx - gapPx, rowPx, rowGap(sizes)));
  return {
    findings: findings.slice(0, most).map((finding) => toShown(finding, sizes)),
    more: moreWords(
      findings.slice(most).map(({ severity }) => severity),
      severities,
    ),
  };
}

/** The sentence as far as it fits; where not a clause of it does, what it is about. */
function toShown({ id, severity, title, where, sentence, age, seen }: FindingRowView, sizes: WallSizes): ShownFinding {
  const { textPx, figurePx, widthPx } = sizes;
  const ems = (widthPx - 2 * cellPad(sizes).xPx) / textPx;
  const head =
    measureText(`${widestSeverity}  ${age}  `) * figurePx + iconRoom(sizes) + measureText(`${title}    `) * textPx;
  const beside = ems - head / textPx;
  const seenBeside = measureText(seen) <= beside ? 'title' : 'sentence';
  const shownSeen = seenBeside === 'title' ? seen : shortenToWidth(seen, ems * 0.45);
  const room = seenBeside === 'title' ? ems : ems - measureText(`${shownSeen}${between}`);
  const said = fitSentence(sentence, room);
  const line = said === 'none' ? shortenToWidth(where === '' ? title : where, room) : said;
  return { id, severity, title, age, seen: shownSeen, seenBeside, line, whole: sentence };
}

const widestSeverity = 'Warning';

/** Stands between the sentence and who has seen it. */
export const between = '  ·  ';
