import { severities } from '../../vocabulary';
import { countThatFit } from '../fit';
import type { WallSizes } from '../text-sizes';
import type { FindingRowView, FindingsSceneView } from './findings';
import { iconRoom } from './icon-room';
import { fitSentence, measureText, shortenToWidth } from './measure-text';
import { moreWords } from './rest-words';

/** Nobody reads more in passing. */
export const mostFindings = 7;

export interface ShownFinding extends Pick<FindingRowView, 'id' | 'severity' | 'title' | 'age' | 'seen'> {
  /** As much of it as fits on a line of its own, in whole clauses. */
  readonly line: string;
  readonly whole: string;
}

export interface FindingsLayout {
  readonly findings: readonly ShownFinding[];
  readonly more: string;
}

/** Two lines a finding: how bad it is, what it is and since when; and below it the sentence. */
export function layOutFindings({ findings }: FindingsSceneView, sizes: WallSizes): FindingsLayout {
  const { widthPx, heightPx, gapPx, padPx, textPx, textLinePx, figureLinePx } = sizes;
  const rowPx = figureLinePx + textLinePx + 2 * padPx;
  const all = Math.min(mostFindings, countThatFit(heightPx, rowPx, gapPx));
  const most =
    all >= findings.length ? all : Math.min(mostFindings, countThatFit(heightPx - textLinePx - gapPx, rowPx, gapPx));
  const lineEms = (widthPx - 2 * padPx - iconRoom(sizes)) / textPx;
  return {
    findings: findings.slice(0, most).map((finding) => toShown(finding, lineEms)),
    more: moreWords(
      findings.slice(most).map(({ severity }) => severity),
      severities,
    ),
  };
}

/** The sentence as far as it fits beside who has seen it; where not a clause of it does, what it is about. */
function toShown({ id, severity, title, where, sentence, age, seen }: FindingRowView, ems: number): ShownFinding {
  const seenShort = seen === '' ? '' : shortenToWidth(seen, ems * 0.45);
  const room = ems - (seenShort === '' ? 0 : measureText(`${seenShort}  ·  `));
  const said = fitSentence(sentence, room);
  const line = said === 'none' ? shortenToWidth(where === '' ? sentence : where, room) : said;
  return { id, severity, title, age, seen: seenShort, line, whole: sentence };
}
