/** Work that failed, each piece left alone for a while so that it keeps no other waiting. */
export class LeftAlone {
  readonly #forMs: number;
  readonly #failedAt = new Map<string, number>();

  /** @param forMs wall milliseconds */
  constructor(forMs: number) {
    this.#forMs = forMs;
  }

  has(id: string): boolean {
    const at = this.#failedAt.get(id);
    return at !== undefined && performance.now() - at < this.#forMs;
  }

  add(id: string): void {
    this.#failedAt.set(id, performance.now());
  }

  /** It went well at last. */
  remove(id: string): void {
    this.#failedAt.delete(id);
  }

  /** How many have failed and not gone well since. */
  get size(): number {
    return this.#failedAt.size;
  }
}
