import type { Entity } from '@/lib/domain/entities';
import type { EpochMs } from '@/lib/domain/time';
import { streamBeatSeconds } from '@/lib/domain/wall/reliance';
import type { Acknowledgement } from '../findings/acknowledgement';
import { BrowserClock } from '../shell/browser-clock';
import { applyPatches, type FleetReading, SignedOut } from '../shell/fleet-cache';
import type { FleetStreamEvents } from '../shell/fleet-stream';

/** What a wall shows at a moment. A new object once a second at most, when a step of the stream came, and every five. */
export interface WallReading {
  readonly entities: readonly Entity[];
  /** Fleet time at which it is judged. */
  readonly at: EpochMs;
  readonly seen: readonly Acknowledgement[];
  /** `back`: somebody signed in again; the wall starts afresh. */
  readonly session:
    | { readonly state: 'signed-in' | 'back' }
    | { readonly state: 'signed-out'; readonly since: EpochMs };
  /** Build of the console that answers now; `not-told` before it did. */
  readonly build: string | 'not-told';
}

/** The browser's end of the stream, as a wall needs it. */
export interface WallStream {
  open(): void;
  resumeFrom(since: string): void;
  retryLater(): void;
  close(): void;
}

/** What a wall needs of the browser; given from outside, so that weeks of it can be run in a test. */
export interface WallPorts {
  openStream(since: string, events: FleetStreamEvents): WallStream;
  /** Throws SignedOut, or an error when the console does not answer. */
  fetchFleet(): Promise<FleetReading>;
  fetchSeen(): Promise<readonly Acknowledgement[]>;
  /** The browser's clock, in milliseconds since 1970. */
  wallMs(): number;
  /** A clock that only goes on, in milliseconds. */
  steadyMs(): number;
}

/** Ticks of a second between two looks: at what has aged, at who has seen what, at whether somebody signed in again. */
const judgeEvery = 5;
const seenEvery = 10;
const signInEvery = 30;
/** Failed attempts after which an ordinary request asks why: the browser does not say why a stream was refused. */
const askAfterAttempts = 2;

/**
 * The fleet as a wall holds it for weeks: by the stream, from one reading on. It keeps the newest state and nothing of
 * the past. When the session ends it forgets everything at once.
 */
export class WallFleet {
  readonly #ports: WallPorts;
  readonly #clock: BrowserClock;
  readonly #listeners = new Set<() => void>();
  readonly #speed: number;
  #fleet: FleetReading;
  #reading: WallReading;
  #stream: WallStream | 'none' = 'none';
  #heardSteadyMs: number;
  #heardAt: EpochMs;
  #judgedSteadyMs = Number.NEGATIVE_INFINITY;
  #isToBeJudged = false;
  #ticks = 0;
  /** Questions who has seen what, by their number: how many were asked, and the newest that was answered. */
  #seenAsked = 0;
  #seenAnswered = 0;

  constructor(initial: FleetReading, seen: readonly Acknowledgement[], ports: WallPorts) {
    this.#ports = ports;
    this.#clock = new BrowserClock(initial.clock, ports.wallMs());
    this.#speed = initial.clock.anchor.speed;
    this.#fleet = initial;
    const at = this.readNow();
    this.#heardSteadyMs = ports.steadyMs();
    this.#heardAt = at;
    this.#reading = { entities: initial.entities, at, seen, session: { state: 'signed-in' }, build: 'not-told' };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly read = (): WallReading => this.#reading;

  readonly readNow = (): EpochMs => this.#clock.fleetTime(this.#ports.wallMs());

  /** Seconds of fleet time in a second of wall time. */
  get speed(): number {
    return this.#speed;
  }

  /** When anything was heard last: fleet time, and how long ago by the steady clock. */
  readonly readSilence = (): { readonly heardAt: EpochMs; readonly silentMs: number } => ({
    heardAt: this.#heardAt,
    silentMs: this.#ports.steadyMs() - this.#heardSteadyMs,
  });

  start(): void {
    if (this.#stream !== 'none' || this.#reading.session.state !== 'signed-in') return;
    this.#heard();
    const stream = this.#ports.openStream(this.#fleet.since, {
      onBatch: (patches, since) => {
        this.#fleet = applyPatches(this.#fleet, patches, since);
        // A step without a change of the fleet is no reason to judge it anew.
        if (patches.length > 0) this.#judgeSoon();
      },
      onResync: () => void this.#readAnew(stream),
      onClock: (reading) => this.#clock.observe(reading, this.#ports.wallMs()),
      onConnected: () => undefined,
      onLost: (attempt) => {
        if (attempt % askAfterAttempts === 0) void this.#askWhy();
      },
      onSignedOut: () => this.#signOut(),
      onHeard: () => this.#heard(),
      onBuild: (build) => {
        if (build !== this.#reading.build) this.#publish({ ...this.#reading, build });
      },
    });
    this.#stream = stream;
    stream.open();
  }

  stop(): void {
    if (this.#stream !== 'none') this.#stream.close();
    this.#stream = 'none';
  }

  /** Once a second. */
  readonly tick = (): void => {
    this.#ticks = (this.#ticks + 1) % (judgeEvery * seenEvery * signInEvery);
    if (this.#reading.session.state !== 'signed-in') {
      if (this.#ticks % signInEvery === 0) void this.#lookForSession();
      return;
    }
    if (this.#isToBeJudged || this.#ticks % judgeEvery === 0) this.#judge();
    if (this.#ticks % seenEvery === 0 && this.#stream !== 'none') void this.#readSeen();
  };

  async #readAnew(stream: WallStream): Promise<void> {
    try {
      const fleet = await this.#ports.fetchFleet();
      if (this.#stream !== stream) return;
      this.#fleet = fleet;
      this.#heard();
      this.#judge();
      stream.resumeFrom(fleet.since);
    } catch (error) {
      if (error instanceof SignedOut) this.#signOut();
      else if (this.#stream === stream) stream.retryLater();
    }
  }

  async #askWhy(): Promise<void> {
    try {
      await this.#ports.fetchSeen();
    } catch (error) {
      if (error instanceof SignedOut) this.#signOut();
      // Anything else is the silence that the band above the wall tells of.
    }
  }

  /** Whether the console answers and knows who asks. */
  readonly isAnswered = (): Promise<boolean> =>
    this.#ports.fetchSeen().then(
      () => true,
      () => false,
    );

  async #lookForSession(): Promise<void> {
    if (await this.isAnswered()) this.#publish({ ...this.#reading, session: { state: 'back' } });
  }

  async #readSeen(): Promise<void> {
    this.#seenAsked += 1;
    const asked = this.#seenAsked;
    try {
      const seen = await this.#ports.fetchSeen();
      // An answer that took longer than the next question tells what was known before it.
      if (asked < this.#seenAnswered) return;
      this.#seenAnswered = asked;
      if (this.#stream === 'none' || JSON.stringify(seen) === JSON.stringify(this.#reading.seen)) return;
      this.#publish({ ...this.#reading, seen });
    } catch (error) {
      if (error instanceof SignedOut) this.#signOut();
      // Who has seen what is shown as it was known; a console that does not answer has a band of its own.
    }
  }

  #heard(): void {
    this.#heardSteadyMs = this.#ports.steadyMs();
    this.#heardAt = this.readNow();
  }

  /** Steps that follow each other within a second are judged together: what a wall shows is read by the second. */
  #judgeSoon(): void {
    if (this.#ports.steadyMs() - this.#judgedSteadyMs >= 1000) this.#judge();
    else this.#isToBeJudged = true;
  }

  #judge(): void {
    this.#isToBeJudged = false;
    this.#judgedSteadyMs = this.#ports.steadyMs();
    this.#publish({ ...this.#reading, entities: this.#fleet.entities, at: this.readNow() });
  }

  #signOut(): void {
    this.stop();
    this.#fleet = { ...this.#fleet, since: 'signed-out', entities: [] };
    const since = this.readNow();
    this.#publish({ ...this.#reading, entities: [], seen: [], at: since, session: { state: 'signed-out', since } });
  }

  #publish(reading: WallReading): void {
    this.#reading = reading;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** How long the stream may say nothing between two heartbeats, in milliseconds: the hand of the heartbeat stands then. */
export const beatMs = streamBeatSeconds * 1000 + 1000;
