interface Timer {
  readonly id: number;
  due: number;
  readonly everyMs: number | 'once';
  readonly call: () => void;
}

/** Real milliseconds between two looks at the real clock, as long as it is followed. */
const followEveryMs = 4;

/**
 * The clocks and timers of a page, in the bench's hand: they follow the real ones until `takeOver`, and from then on stand
 * still but for `advance`. Frames and messages stay real, so that React and the browser draw as ever.
 */
export class VirtualClock {
  readonly #timers = new Map<number, Timer>();
  readonly #realNow = performance.now.bind(performance);
  readonly #startedWallMs = Date.now() - performance.now();
  #now = performance.now();
  #lastId = 0;
  #stopFollowing: () => void = () => undefined;

  install(): void {
    const clearInterval = window.clearInterval.bind(window);
    const following = window.setInterval(() => this.#runTo(this.#realNow()), followEveryMs);
    this.#stopFollowing = () => clearInterval(following);
    Date.now = () => Math.floor(this.#startedWallMs + this.#now);
    performance.now = () => this.#now;
    // Where the panel hangs it is always noon: the bench measures a page that never starts afresh by night.
    Date.prototype.getHours = () => 12;
    const set = (everyMs: (ms: number) => Timer['everyMs']) =>
      ((handler: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
        this.#add(() => handler(...given), Math.max(0, ms), everyMs(ms))) as unknown as typeof window.setTimeout;
    const clear = (id?: number) => void (id !== undefined && this.#timers.delete(id));
    Object.assign(window, {
      setTimeout: set(() => 'once'),
      setInterval: set((ms) => Math.max(1, ms)),
      clearTimeout: clear,
      clearInterval: clear,
    });
  }

  /** From here on time goes by only when the bench says so. */
  takeOver(): void {
    this.#stopFollowing();
  }

  /** Lets `ms` go by, with everything that falls due in them, in its order. */
  advance(ms: number): void {
    this.#runTo(this.#now + ms);
  }

  #add(call: () => void, ms: number, everyMs: Timer['everyMs']): number {
    this.#lastId += 1;
    this.#timers.set(this.#lastId, { id: this.#lastId, due: this.#now + ms, everyMs, call });
    return this.#lastId;
  }

  #runTo(end: number): void {
    for (let timer = this.#firstDue(end); timer !== 'none'; timer = this.#firstDue(end)) {
      this.#now = Math.max(this.#now, timer.due);
      if (timer.everyMs === 'once') this.#timers.delete(timer.id);
      else timer.due += timer.everyMs;
      timer.call();
    }
    this.#now = Math.max(this.#now, end);
  }

  #firstDue(end: number): Timer | 'none' {
    let first: Timer | 'none' = 'none';
    for (const timer of this.#timers.values()) {
      if (timer.due <= end && (first === 'none' || timer.due < first.due)) first = timer;
    }
    return first;
  }
}
