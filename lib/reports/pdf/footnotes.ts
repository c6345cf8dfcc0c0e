/** Notes of a document: each sentence has one number, counted in the order in which they are first named. */
export class Footnotes {
  readonly #numbers = new Map<string, number>();
  readonly #printed = new Set<number>();

  /** The number of a note. */
  numberOf(sentence: string): number {
    const known = this.#numbers.get(sentence);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(sentence, number);
    return number;
  }

  /** What stands behind the words that a note belongs to. */
  markOf(sentence: string): string {
    return `[${this.numberOf(sentence)}]`;
  }

  /** Those of some notes that stand on no page yet, in their order, with their marks. */
  unprinted(sentences: readonly string[]): readonly { readonly number: number; readonly text: string }[] {
    const seen = new Map(sentences.map((sentence) => [this.numberOf(sentence), sentence]));
    return [...seen]
      .filter(([number]) => !this.#printed.has(number))
      .sort(([a], [b]) => a - b)
      .map(([number, sentence]) => ({ number, text: `[${number}] ${sentence}` }));
  }

  print(notes: readonly { readonly number: number }[]): void {
    for (const { number } of notes) this.#printed.add(number);
  }
}
