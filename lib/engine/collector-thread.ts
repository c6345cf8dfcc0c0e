import type { Log } from '@/lib/collector/log';
import type { FromCollector, ToCollector } from '@/lib/collector/worker-messages';

/** The thread as the engine needs it; a `Worker` of Node is one. */
export interface Thread {
  postMessage(message: ToCollector): void;
  on(event: 'message', heard: (message: FromCollector) => void): unknown;
  on(event: 'error', heard: (error: unknown) => void): unknown;
  on(event: 'exit', heard: (code: number) => void): unknown;
  terminate(): Promise<unknown>;
}

export interface CollectorThreadOptions {
  readonly spawn: () => Thread;
  readonly log: Log;
  /** Told what the thread has to say to whoever started the engine. */
  readonly onSays?: (line: string) => void;
  /** Wall milliseconds; the defaults are for programs, tests may be quicker. */
  readonly timing?: Partial<ThreadTiming>;
}

export interface ThreadTiming {
  /** Wait before the first restart; doubled up to the longest. */
  readonly firstRestartMs: number;
  readonly longestRestartMs: number;
  /** A thread that lived this long starts its waits anew. */
  readonly provenMs: number;
  /** A thread that says nothing for so long hangs, and is ended. */
  readonly silenceMs: number;
  /** How long a thread may take to stop by itself. */
  readonly stopMs: number;
}

const usualTiming: ThreadTiming = {
  firstRestartMs: 1000,
  longestRestartMs: 30_000,
  provenMs: 60_000,
  silenceMs: 30_000,
  stopMs: 5000,
};

/**
 * Keeps the collector's thread running from `start` to `stop`: one that crashes or hangs is started again after a wait
 * that grows from 1 s to 30 s.
 */
export class CollectorThread {
  readonly #spawn: () => Thread;
  readonly #log: Log;
  readonly #timing: ThreadTiming;
  readonly #onSays: (line: string) => void;
  #wanted = false;
  #thread: Thread | undefined;
  #ended: Promise<void> = Promise.resolve();
  #restartTimer: NodeJS.Timeout | undefined;
  #failures = 0;

  constructor(options: CollectorThreadOptions) {
    this.#spawn = options.spawn;
    this.#log = options.log;
    this.#onSays = options.onSays ?? (() => undefined);
    this.#timing = { ...usualTiming, ...options.timing };
  }

  get isWanted(): boolean {
    return this.#wanted;
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#failures = 0;
    this.#run();
  }

  /** Tells a running thread something; one that is started later is told by how it is spawned. */
  tell(message: ToCollector): void {
    this.#thread?.postMessage(message);
  }

  /** Asks the thread to stop and waits for it; one that does not is ended. */
  async stop(): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#restartTimer);
    const thread = this.#thread;
    if (thread === undefined) return;
    thread.postMessage({ type: 'stop' });
    const timer = setTimeout(() => {
      this.#log.warn({}, 'The collector did not stop in time and is ended.');
      void thread.terminate();
    }, this.#timing.stopMs);
    await this.#ended;
    clearTimeout(timer);
  }

  #run(): void {
    const thread = this.#spawn();
    const startedAt = performance.now();
    this.#thread = thread;
    let silence = this.#watchSilence(thread);
    this.#ended = new Promise((resolve) => {
      thread.on('message', (message) => {
        if (message.type === 'says') this.#onSays(message.line);
        clearTimeout(silence);
        silence = this.#watchSilence(thread);
      });
      thread.on('error', (error) => this.#log.error({ err: error }, 'The collector failed.'));
      thread.on('exit', (code) => {
        clearTimeout(silence);
        this.#thread = undefined;
        if (this.#wanted) this.#restartLater(code, performance.now() - startedAt);
        resolve();
      });
    });
  }

  #watchSilence(thread: Thread): NodeJS.Timeout {
    return setTimeout(() => {
      this.#log.error({ silenceMs: this.#timing.silenceMs }, 'The collector hangs and is ended.');
      void thread.terminate();
    }, this.#timing.silenceMs);
  }

  #restartLater(code: number, livedMs: number): void {
    const { firstRestartMs, longestRestartMs, provenMs } = this.#timing;
    if (livedMs >= provenMs) this.#failures = 0;
    const waitMs = Math.min(longestRestartMs, firstRestartMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#log.error({ code, waitMs }, 'The collector ended by itself and is started again.');
    this.#restartTimer = setTimeout(() => this.#run(), waitMs);
  }
}
