import type { StreamChange, StreamHead } from '@/lib/persistence';
import { type Batch, toBatch } from './frame';

/** The store as the hub sees it; given from outside so that the rules can be tested without a database. */
export interface ChangeSource {
  listen(onHead: (head: StreamHead) => void): Promise<unknown>;
  readChangesSince(since: StreamHead): Promise<{ head: StreamHead; changes: StreamChange[] } | 'resync'>;
  nowMs(): number;
}

/** A connection's ear: batches in order, or the word that it must read everything anew. */
export interface Viewer {
  onBatch(batch: Batch): void;
  onResync(): void;
}

/** How long a batch is kept for clients that reconnect, in milliseconds. */
export const bufferMs = 5 * 60_000;

/** Wall milliseconds after which changes that could not be read are read again. */
export const retryMs = 2000;

/**
 * Reads each change of the store once, serialises it once and hands it to all viewers of this process. Keeps five
 * minutes of batches, from which a client that lost its connection resumes.
 */
export class StreamHub {
  readonly #source: ChangeSource;
  /** Each with the version of what it has. */
  readonly #viewers = new Map<Viewer, number>();
  #buffer: Batch[] = [];
  #head: StreamHead | 'unknown' = 'unknown';
  #wanted: StreamHead | 'none' = 'none';
  #reading = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(source: ChangeSource) {
    this.#source = source;
  }

  /** Begins to listen. Fails when the store cannot be listened to at all. */
  async start(): Promise<void> {
    await this.#source.listen((head) => this.#onHead(head));
  }

  get viewerCount(): number {
    return this.#viewers.size;
  }

  /**
   * Joins a viewer that knows the stream up to `since`. Missed batches are handed over at once; `resync` when the buffer
   * does not reach back that far or the store is another one.
   */
  join(viewer: Viewer, since: StreamHead): 'joined' | 'resync' {
    const missed = this.#missedSince(since);
    if (missed === 'resync') return 'resync';
    this.#viewers.set(viewer, since.version);
    for (const batch of missed) viewer.onBatch(batch);
    return 'joined';
  }

  leave(viewer: Viewer): void {
    this.#viewers.delete(viewer);
  }

  #missedSince(since: StreamHead): readonly Batch[] | 'resync' {
    const head = this.#head;
    if (head === 'unknown' || head.epoch !== since.epoch) return 'resync';
    // A page may have read the store a moment before this hub hears of it.
    if (since.version >= head.version) return [];
    const oldest = this.#buffer[0];
    if (oldest === undefined || since.version < oldest.from) return 'resync';
    return this.#buffer.filter((batch) => batch.head.version > since.version);
  }

  #onHead(head: StreamHead): void {
    if (this.#head === 'unknown') {
      this.#head = head;
      return;
    }
    this.#wanted = head;
    void this.#catchUp();
  }

  async #catchUp(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#isBehind()) await this.#readOnce();
    } catch {
      // The store did not answer. A head is told once, and it may be the last for long: it is read again by itself.
      clearTimeout(this.#retry);
      this.#retry = setTimeout(() => void this.#catchUp(), retryMs);
      this.#retry.unref();
    } finally {
      this.#reading = false;
    }
  }

  #isBehind(): boolean {
    if (this.#wanted === 'none' || this.#head === 'unknown') return false;
    return this.#wanted.epoch !== this.#head.epoch || this.#wanted.version > this.#head.version;
  }

  async #readOnce(): Promise<void> {
    const head = this.#head;
    if (head === 'unknown' || this.#wanted === 'none') return;
    const result = await this.#source.readChangesSince(head);
    if (result === 'resync') {
      this.#startAnew(this.#wanted);
      return;
    }
    const batch = toBatch(head.version, result.head, result.changes, this.#source.nowMs());
    this.#head = result.head;
    this.#buffer.push(batch);
    this.#buffer = this.#buffer.filter((kept) => batch.receivedAtMs - kept.receivedAtMs <= bufferMs);
    for (const [viewer, has] of [...this.#viewers]) {
      // What a page read while this hub was reading is newer: it must not be led back, not even for a moment.
      if (result.head.version > has) viewer.onBatch(batch);
    }
  }

  #startAnew(head: StreamHead): void {
    this.#head = head;
    this.#buffer = [];
    const viewers = [...this.#viewers.keys()];
    this.#viewers.clear();
    for (const viewer of viewers) viewer.onResync();
  }
}
