/** The one timer of a wall: whoever has something to do by the second is called by it. It runs while anybody listens. */
export class Ticker {
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | 'none' = 'none';

  /** Calls `listener` each second until what it returns is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === 'none') this.#timer = setInterval(() => this.#tick(), 1000);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || this.#timer === 'none') return;
      clearInterval(this.#timer);
      this.#timer = 'none';
    };
  };

  get listenerCount(): number {
    return this.#listeners.size;
  }

  #tick(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
