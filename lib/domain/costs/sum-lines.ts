import { type Amounts, sumAmounts } from './amounts';

interface Costing {
  readonly amounts: Amounts;
}

/** What some lines cost together. The lines must be of one cut: those of two are the same money. */
export function totalOfLines(lines: readonly Costing[]): Amounts {
  return sumAmounts(lines.map(({ amounts }) => amounts));
}

/** Lines of one cut added up by a key of theirs, in the order in which the keys come first. Their total is that of the lines. */
export function sumLinesBy<L extends Costing>(
  lines: readonly L[],
  keyOf: (line: L) => string,
): readonly { readonly key: string; readonly amounts: Amounts }[] {
  const groups = new Map<string, Amounts[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [line.amounts]);
    else known.push(line.amounts);
  }
  return [...groups].map(([key, all]) => ({ key, amounts: sumAmounts(all) }));
}
