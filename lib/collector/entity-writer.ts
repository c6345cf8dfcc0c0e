import type { FindingTransition } from '@/lib/domain/findings/finding-transition';
import type { EntityChange } from '@/lib/persistence';
import { AlarmBook } from './alarm-book';
import { diffEntities, noteWritten, type WrittenEntities } from './changes';
import type { Log } from './log';
import type { Snapshot } from './snapshot';

/** Puts changes into the store, all or none of them. */
export type WriteChanges = (changes: readonly EntityChange[]) => Promise<unknown>;

/** Answers that arrive within this many wall milliseconds are written together. */
const gatherMs = 50;
const firstRetryMs = 500;
const longestRetryMs = 5000;

/**
 * Writes what changed, one transaction at a time. While the store does not take it, asking goes on, the newest state is
 * what will be written, and nothing is written twice.
 */
export class EntityWriter {
  readonly #snapshot: Snapshot;
  readonly #written: WrittenEntities;
  readonly #write: WriteChanges;
  readonly #log: Log;
  #pending = new Set<string>();
  /** What history is to keep of findings, oldest first, until the store has taken it. */
  #transitions: readonly FindingTransition[] = [];
  readonly #alarms = new AlarmBook();
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> | undefined;
  #isNudgedAgain = false;
  #failures = 0;

  constructor(snapshot: Snapshot, written: WrittenEntities, write: WriteChanges, log: Log) {
    this.#snapshot = snapshot;
    this.#written = written;
    this.#write = write;
    this.#log = log;
    // What an earlier run wrote and nobody knows any more must go.
    for (const key of written.keys()) this.#pending.add(key);
  }

  /** Takes what history is to keep of findings; it is written with the next changes, in the same transaction. */
  note(transitions: readonly FindingTransition[]): void {
    this.#transitions = [...this.#transitions, ...transitions];
  }

  /** Writes soon. */
  nudge(): void {
    this.#isNudgedAgain = this.#flushing !== undefined;
    if (this.#timer !== undefined || this.#flushing !== undefined) return;
    const waitMs = this.#failures === 0 ? gatherMs : Math.min(longestRetryMs, firstRetryMs * 2 ** (this.#failures - 1));
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#flushAndCarryOn();
    }, waitMs);
  }

  /** Writes everything now; throws what the store says. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#flushing;
    await this.#flushOnce();
  }

  /** Stops writing by itself. */
  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#flushing;
  }

  async #flushAndCarryOn(): Promise<void> {
    this.#flushing = this.#flushOnce().then(
      () => {
        if (this.#failures > 0) this.#log.info({}, 'The store takes changes again.');
        this.#failures = 0;
      },
      (error) => {
        if (this.#failures === 0) this.#log.warn({ err: error }, 'The store took no changes; collecting goes on.');
        this.#failures += 1;
      },
    );
    await this.#flushing;
    this.#flushing = undefined;
    if (this.#failures > 0 || this.#isNudgedAgain) this.nudge();
  }

  async #flushOnce(): Promise<void> {
    for (const key of this.#snapshot.takeTouched()) this.#pending.add(key);
    const keys = this.#pending;
    this.#pending = new Set();
    const transitions = this.#transitions;
    this.#transitions = [];
    const differences = diffEntities(this.#snapshot, this.#written, keys);
    const alarms = this.#alarms.transitionsIn(differences, this.#written);
    const changes: readonly EntityChange[] = [
      ...differences,
      ...alarms.map((transition) => ({ op: 'alarm' as const, transition })),
      ...transitions.map((transition) => ({ op: 'finding' as const, transition })),
    ];
    if (changes.length === 0) return;
    try {
      await this.#write(changes);
    } catch (error) {
      for (const key of keys) this.#pending.add(key);
      this.#transitions = [...transitions, ...this.#transitions];
      throw error;
    }
    noteWritten(this.#written, changes);
    this.#alarms.note(alarms);
  }
}
