import 'server-only';

/** The store as the watch sees it; given from outside so that its rules can be tested without a database. */
export interface LinkSource {
  /** Tells when some link was revoked. Only makes things faster. */
  listen(onWake: () => void): void;
  /** Those of some links that are neither revoked nor expired. */
  readOpen(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

interface Watcher {
  readonly id: string;
  readonly onEnded: () => void;
}

/** Wall milliseconds between two looks while anybody watches: a lost wake-up, and every expiry, is noticed within them. */
export const lookEveryMs = 1000;

/**
 * Tells screens that look by a read-only link when that link ends, by revocation or by its time. One question a second to
 * the store, for all screens of this process together, and at once when a revocation is heard of. While the store does
 * not answer nothing is told: nothing of the fleet comes from it either.
 */
export class LinkWatch {
  readonly #source: LinkSource;
  readonly #watchers = new Set<Watcher>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #looking = false;
  #lookAgain = false;

  constructor(source: LinkSource) {
    this.#source = source;
    source.listen(() => void this.#look());
  }

  get watcherCount(): number {
    return this.#watchers.size;
  }

  /** Calls `onEnded` once when the link is no longer open. Answers how to stop watching. */
  watch(id: string, onEnded: () => void): () => void {
    const watcher = { id, onEnded };
    this.#watchers.add(watcher);
    if (this.#timer === undefined) this.#lookLater();
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size > 0) return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#watchers.size === 0 ? undefined : setTimeout(() => void this.#look(), lookEveryMs);
  }

  async #look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    try {
      do {
        this.#lookAgain = false;
        await this.#lookOnce();
      } while (this.#lookAgain);
    } catch {
      // The store did not answer; the next look follows in a second, and pages show the age of what they have.
    } finally {
      this.#looking = false;
      this.#lookLater();
    }
  }

  async #lookOnce(): Promise<void> {
    const asked = [...this.#watchers];
    if (asked.length === 0) return;
    const open = await this.#source.readOpen([...new Set(asked.map(({ id }) => id))]);
    for (const watcher of asked) {
      if (open.has(watcher.id) || !this.#watchers.delete(watcher)) continue;
      watcher.onEnded();
    }
  }
}
