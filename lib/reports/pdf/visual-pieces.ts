import bidiFactory from 'bidi-js';
import { directionMarks, hasRightToLeft, setApart } from '@/lib/format/paper/set-apart';

/** A piece of a line, in the order in which it is read. */
export interface VisualPiece {
  readonly text: string;
  readonly isRightToLeft: boolean;
}

const bidi = bidiFactory();
/**
 * The pieces of a line of an English document from left to right, by the Unicode Bidirectional Algorithm (UAX #9). Words from
 * right to left are kept to themselves: whatever figure or word of ours follows them stays where an English reader looks for
 * it. Brackets of theirs are mirrored.
 */
export function toVisualPieces(line: string): readonly VisualPiece[] {
  if (!hasRightToLeft(line)) return [{ text: line, isRightToLeft: false }];
  const marked = setApart(line);
  const { levels } = bidi.getEmbeddingLevels(marked, 'ltr');
  const runs: { text: string; readonly level: number }[] = [];
  for (let index = 0; index < marked.length; index += 1) {
    const [unit = '', level = 0] = [marked[index], levels[index]];
    // Never part of a text that is drawn: such ones would be shown by their code points.
    if (unit === directionMarks.rightToLeft || unit === directionMarks.leftToRight) continue;
    const written = level % 2 === 1 ? (bidi.getMirroredCharacter(unit) ?? unit) : unit;
    const last = runs.at(-1);
    if (last?.level === level) last.text += written;
    else runs.push({ text: written, level });
  }
  return inVisualOrder(runs).map(({ text, level }) => ({ text, isRightToLeft: level % 2 === 1 }));
}

/** Rule L2: from the highest level to the lowest odd one, whatever is at least that high is turned around. */
function inVisualOrder<T extends { readonly level: number }>(runs: readonly T[]): readonly T[] {
  const ordered = [...runs];
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level -= 1) {
    for (let from = 0; from < ordered.length; from += 1) {
      let to = from;
      while ((ordered[to]?.level ?? -1) >= level) to += 1;
      if (to - from > 1) ordered.splice(from, to - from, ...ordered.slice(from, to).reverse());
      from = Math.max(from, to - 1);
    }
  }
  return ordered;
}
