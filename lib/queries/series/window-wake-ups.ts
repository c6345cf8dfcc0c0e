import 'server-only';

/** Who waits for windows, and for which. */
interface Waiting {
  readonly keys: ReadonlySet<string>;
  wake(): void;
}

/** Requests that are held at the same time; those beyond it are answered at once. */
const mostWaiting = 500;

/** Holds requests until one of the windows they ask for was written, or their time is over. */
export class WindowWakeUps {
  readonly #waiting = new Set<Waiting>();

  /** Resolves when one of the keys was written, after `holdMs` wall milliseconds, or when the one who asked is gone. */
  wait(keys: readonly string[], holdMs: number, gone: AbortSignal): Promise<void> {
    if (gone.aborted || this.#waiting.size >= mostWaiting) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting: Waiting = { keys: new Set(keys), wake: () => end() };
      const timer = setTimeout(() => end(), holdMs);
      const end = () => {
        clearTimeout(timer);
        gone.removeEventListener('abort', end);
        this.#waiting.delete(waiting);
        resolve();
      };
      gone.addEventListener('abort', end);
      this.#waiting.add(waiting);
    });
  }

  /** A notification of the store: a JSON list of keys, or anything else for "some". */
  heard(payload: string): void {
    const keys = parseKeys(payload);
    for (const waiting of [...this.#waiting]) {
      if (keys === 'some' || keys.some((key) => waiting.keys.has(key))) waiting.wake();
    }
  }
}

function parseKeys(payload: string): readonly string[] | 'some' {
  try {
    const parsed: unknown = JSON.parse(payload);
    return Array.isArray(parsed) ? parsed.filter((key) => typeof key === 'string') : 'some';
  } catch {
    // Too many to be named, or nothing of ours: everybody looks.
    return 'some';
  }
}
