import type { Entity } from '@/lib/domain/entities';
import { clockReading, cycleSteps, RenewedFleet } from './renewed-fleet';
import { ScriptedSource } from './scripted-source';
import type { VirtualClock } from './virtual-clock';

export interface DayOrder {
  /** The fleet at the speed of the wall clock, as it is when the day begins. */
  readonly entities: readonly Entity[];
  /** The build the page is of: another one would make it start afresh. */
  readonly build: string;
  /** Updates between two broken connections. */
  readonly reconnectEvery: number;
  /** Updates between two frames that are waited for; the browser may draw more. */
  readonly frameEvery: number;
}

/** What was played so far. */
export interface Played {
  readonly updates: number;
  readonly sceneChanges: number;
  readonly reconnects: number;
  /** Of the reconnects, those after which the whole fleet was read anew. */
  readonly readAnew: number;
  /** Times something critical arrived and held the rotation. */
  readonly criticals: number;
}

/** A second of the console between two updates. */
const secondMs = 1000;
const clockEvery = 5;
/** When something critical is found, when somebody has seen it, and when it is over, in updates of each thousand. */
const critical = { every: 1000, from: 500, seen: 540, until: 600 } as const;
const findingId = 'region-down:bench';

/** A day of the console, one second an update, played to a wall as fast as it draws. */
export class PlayedDay {
  readonly #clock: VirtualClock;
  readonly #order: DayOrder;
  readonly #fleet: RenewedFleet;
  readonly #template: Entity | 'none';
  readonly #realFetch = window.fetch.bind(window);
  #source: ScriptedSource | 'none' = 'none';
  #played = { updates: 0, sceneChanges: 0, reconnects: 0, readAnew: 0, criticals: 0 };
  #isResync = false;
  #prepared: readonly string[] | 'nothing' = 'nothing';
  #criticalSince = 0;
  #scene = '';

  constructor(clock: VirtualClock, order: DayOrder) {
    this.#clock = clock;
    this.#order = order;
    this.#fleet = new RenewedFleet(order.entities, Date.now());
    this.#template = order.entities.find(({ kind }) => kind === 'finding') ?? 'none';
    ScriptedSource.speaker = { onOpen: (source) => this.#greet(source) };
    window.fetch = (input, init) => this.#answer(String(input)) ?? this.#realFetch(input, init);
    this.#scene = sceneOnShow();
    clock.takeOver();
  }

  get played(): Played {
    return this.#played;
  }

  /** Plays so many updates, and answers how many of everything there were since the beginning. */
  async play(updates: number): Promise<Played> {
    for (let left = updates; left > 0; left--) await this.step();
    return this.#played;
  }

  /** Plays on until the wall shows its first scene with the figures of the cycle's start and nothing critical that is new. */
  async playToRest(): Promise<Played> {
    for (let step = 0; step < 2 * critical.every; step++) {
      await this.step();
      const isQuiet =
        (this.#played.updates + critical.from) % critical.every > critical.until - critical.from + 2 * cycleSteps;
      if (isQuiet && this.#played.updates % cycleSteps === 0 && this.#scene === 'fleet') return this.#played;
    }
    throw new Error(`The wall did not come back to its first scene: it shows ${this.#scene}.`);
  }

  /** Writes what the next update says, so that its own time is the page's alone. */
  prepare(): void {
    this.#prepared = this.#fleet.renew(this.#played.updates, Date.now() + secondMs);
  }

  /** One update: a second goes by, the console says what is new, the page draws. */
  async step(): Promise<void> {
    this.#clock.advance(secondMs);
    await turn();
    this.#speak();
    await turn();
    this.#played.updates += 1;
    if (this.#played.updates % this.#order.frameEvery === 0) await new Promise(requestAnimationFrame);
    const scene = sceneOnShow();
    if (scene !== this.#scene) this.#played.sceneChanges += 1;
    this.#scene = scene;
  }

  #speak(): void {
    const source = this.#source;
    const step = this.#played.updates;
    if (source === 'none' || !source.isOpen) return;
    if (step > 0 && step % this.#order.reconnectEvery === 0) {
      this.#played.reconnects += 1;
      // Every other time the console has no longer what was missed.
      this.#isResync = this.#played.reconnects % 2 === 0;
      this.#source = 'none';
      source.fail();
      return;
    }
    const now = Date.now();
    const words = this.#prepared === 'nothing' ? this.#fleet.renew(step, now) : this.#prepared;
    this.#prepared = 'nothing';
    for (const json of words) source.say('put', json);
    this.#speakOfCritical(source, step % critical.every, now);
    source.say('head', '{}', `bench.${step}`);
    if (step % clockEvery === 0) source.say('clock', clockReading(now));
  }

  #speakOfCritical(source: ScriptedSource, moment: number, now: number): void {
    if (this.#template === 'none') return;
    if (moment === critical.from) {
      this.#criticalSince = now;
      this.#played.criticals += 1;
      const found = { id: findingId, code: 'region-down', severity: 'critical', worstSeverity: 'critical' };
      source.say('put', JSON.stringify({ ...this.#template, ...found, since: now, openedAt: now, seenAt: now }));
    } else if (moment === critical.until) {
      source.say('remove', JSON.stringify({ kind: 'finding', id: findingId }));
    }
  }

  #greet(source: ScriptedSource): void {
    this.#source = source;
    source.dispatchEvent(new Event('open'));
    source.say('build', JSON.stringify({ build: this.#order.build }));
    source.say('clock', clockReading(Date.now()));
    if (!this.#isResync) return;
    this.#isResync = false;
    this.#played.readAnew += 1;
    source.say('resync', '{}');
  }

  #answer(address: string): Promise<Response> | undefined {
    const step = this.#played.updates;
    const { pathname } = new URL(address, window.location.href);
    if (pathname === '/api/fleet') {
      return Promise.resolve(new Response(this.#fleet.whole(step, Date.now(), `bench.${step}`)));
    }
    if (pathname !== '/api/acknowledgements') return undefined;
    const seen = [...this.#fleet.seen()];
    const moment = step % critical.every;
    if (moment >= critical.seen && moment < critical.until) {
      seen.push({ findingId, since: this.#criticalSince, actor: 'bench', at: this.#criticalSince });
    }
    return Promise.resolve(new Response(JSON.stringify(seen)));
  }
}

function sceneOnShow(): string {
  return document.querySelector<HTMLElement>('[data-testid="wall-scene"]')?.dataset.scene ?? 'none';
}

const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

/** Lets everything run that waits for its turn, as React's own work does. */
async function turn(): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(undefined);
    });
  }
}
