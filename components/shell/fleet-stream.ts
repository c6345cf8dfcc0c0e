import type { Entity, EntityKind } from '@/lib/domain/entities';
import type { ClockReading } from './browser-clock';

export type EntityPatch =
  | { readonly op: 'put'; readonly entity: Entity }
  | { readonly op: 'remove'; readonly kind: EntityKind; readonly id: string };

export interface FleetStreamEvents {
  /** One step of the stream, whole: `since` is the place after it. */
  onBatch(patches: readonly EntityPatch[], since: string): void;
  /** Everything must be read anew; answer with `resumeFrom`. */
  onResync(): void;
  onClock(reading: ClockReading): void;
  onConnected(): void;
  /** Lost, and trying again; `attempt` counts from 1 since the last connection. */
  onLost(attempt: number): void;
  onSignedOut(): void;
}

const longestWaitMs = 15_000;
/** The server speaks every 15 s; longer silence is a dead connection that nobody closed. */
const silenceMs = 40_000;

/**
 * The browser's end of the stream. Collects the changes of a step until its `head` event, so that a step is seen whole
 * or not at all; reconnects by itself with growing waits, from the last whole step.
 */
export class FleetStream {
  readonly #events: FleetStreamEvents;
  #since: string;
  #source: EventSource | 'none' = 'none';
  #pending: EntityPatch[] = [];
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(since: string, events: FleetStreamEvents) {
    this.#since = since;
    this.#events = events;
  }

  open(): void {
    this.#disconnect();
    const source = new EventSource(`/api/stream?since=${encodeURIComponent(this.#since)}`);
    this.#source = source;
    source.addEventListener('open', () => {
      this.#attempt = 0;
      this.#events.onConnected();
      this.#heard();
    });
    source.addEventListener('error', () => this.#retry());
    this.#on(source, 'put', (data) => this.#pending.push({ op: 'put', entity: data as Entity }));
    this.#on(source, 'remove', (data) => {
      const { kind, id } = data as { kind: EntityKind; id: string };
      this.#pending.push({ op: 'remove', kind, id });
    });
    this.#on(source, 'head', (_data, id) => this.#complete(id));
    this.#on(source, 'clock', (data) => this.#events.onClock(data as ClockReading));
    this.#on(source, 'resync', () => {
      this.#disconnect();
      this.#events.onResync();
    });
    this.#on(source, 'signed-out', () => {
      this.close();
      this.#events.onSignedOut();
    });
  }

  /** Carries on from a place that was just read anew. */
  resumeFrom(since: string): void {
    this.#since = since;
    this.open();
  }

  /** Tries again after a wait that grows with each failure. */
  retryLater(): void {
    this.#retry();
  }

  close(): void {
    this.#disconnect();
  }

  #on(source: EventSource, event: string, handle: (data: unknown, id: string) => void): void {
    source.addEventListener(event, (message) => {
      if (this.#source !== source) return;
      this.#heard();
      handle(JSON.parse(message.data), message.lastEventId);
    });
  }

  #complete(id: string): void {
    const patches = this.#pending;
    this.#pending = [];
    this.#since = id;
    this.#events.onBatch(patches, id);
  }

  #heard(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#retry(), silenceMs);
  }

  #retry(): void {
    this.#disconnect();
    this.#attempt += 1;
    this.#events.onLost(this.#attempt);
    const wait = Math.min(longestWaitMs, 500 * 2 ** (this.#attempt - 1)) * (0.5 + Math.random() / 2);
    this.#timer = setTimeout(() => this.open(), wait);
  }

  #disconnect(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    if (this.#source !== 'none') this.#source.close();
    this.#source = 'none';
    this.#pending = [];
  }
}
