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
  /** Anything was heard, were it only the clock. */
  onHeard?(): void;
  /** Which build of the console answers; once with each connection. */
  onBuild?(build: string): void;
}

export interface FleetStreamOptions {
  /** `wall`: the server speaks every 5 s, and two of its words missing are a dead connection. */
  readonly heartbeat: 'usual' | 'wall';
  /** Id of the wall it is for: without a session, a read-only link to that wall counts. */
  readonly wall?: string;
}

const longestWaitMs = 15_000;
/** The server speaks every 15 s, or every 5; longer silence is a dead connection that nobody closed. */
const silenceMs = { usual: 40_000, wall: 11_000 } as const;

/**
 * The browser's end of the stream. Collects the changes of a step until its `head` event, so that a step is seen whole
 * or not at all; reconnects by itself with growing waits, from the last whole step.
 */
export class FleetStream {
  readonly #events: FleetStreamEvents;
  readonly #heartbeat: FleetStreamOptions['heartbeat'];
  readonly #wall: string | undefined;
  #since: string;
  #source: EventSource | 'none' = 'none';
  #pending: EntityPatch[] = [];
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(since: string, events: FleetStreamEvents, options: FleetStreamOptions = { heartbeat: 'usual' }) {
    this.#since = since;
    this.#events = events;
    this.#heartbeat = options.heartbeat;
    this.#wall = options.wall;
  }

  open(): void {
    this.#disconnect();
    const source = new EventSource(this.#address());
    this.#source = source;
    // Also while nothing has answered: a server that accepts and then says nothing fails by silence alone.
    this.#waitForWord();
    source.addEventListener('open', () => {
      if (this.#source !== source) return;
      this.#attempt = 0;
      this.#events.onConnected();
      this.#heard();
    });
    source.addEventListener('error', () => this.#source === source && this.#retry());
    this.#on(source, 'put', (data) => this.#pending.push({ op: 'put', entity: data as Entity }));
    this.#on(source, 'remove', (data) => {
      const { kind, id } = data as { kind: EntityKind; id: string };
      this.#pending.push({ op: 'remove', kind, id });
    });
    this.#on(source, 'head', (_data, id) => this.#complete(id));
    this.#on(source, 'clock', (data) => this.#events.onClock(data as ClockReading));
    this.#on(source, 'build', (data) => this.#events.onBuild?.((data as { build: string }).build));
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
    this.#events.onHeard?.();
    this.#waitForWord();
  }

  #waitForWord(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#retry(), silenceMs[this.#heartbeat]);
  }

  #address(): string {
    const query = new URLSearchParams({ since: this.#since });
    if (this.#heartbeat !== 'usual') query.set('heartbeat', this.#heartbeat);
    if (this.#wall !== undefined) query.set('wall', this.#wall);
    return `/api/stream?${query}`;
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
