import { rename, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '@/lib/collector/log';
import type { FleetInUse } from '@/lib/collector/worker-messages';
import type { EngineConfig } from '@/lib/config/engine-config';
import type { EpochMs } from '@/lib/domain/time';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { type FoundFleet, findFleet } from '@/lib/fleet/find-fleet';

/** A turn of the fleet file while it is watched. */
export type FleetTurn =
  | { readonly kind: 'taken-up'; readonly from: string; readonly inUse: FleetInUse }
  | { readonly kind: 'refused'; readonly problems: readonly string[]; readonly inUse: FleetInUse }
  /** The file is again what is in use. */
  | { readonly kind: 'settled'; readonly inUse: FleetInUse };

export interface FleetWatchOptions {
  readonly place: EngineConfig['fleet'];
  readonly simulated: boolean;
  /** Fleet time. */
  readonly now: () => EpochMs;
  readonly log: Log;
  readonly onTurn: (turn: FleetTurn) => void;
  /** Wall milliseconds between two looks. Default 3000. */
  readonly pollMs?: number;
  /** Wall milliseconds a file must stay as it is: an editor may be in the middle of writing it. Default 500. */
  readonly settleMs?: number;
}

/** What to collect from when the engine starts, or what must be corrected first. */
export type FirstFleet =
  | { readonly state: 'good'; readonly inUse: FleetInUse }
  | { readonly state: 'broken'; readonly problems: readonly string[] };

/**
 * Keeps the fleet that is in use: read once at the start, then looked at every few seconds. What can be used is taken
 * up; what cannot is refused and the last good fleet stays.
 */
export class FleetWatch {
  readonly #options: FleetWatchOptions;
  readonly #stopping = new AbortController();
  #inUse: FleetInUse = { fleet: defaultFleet, from: 'built-in', hash: 'built-in', refusal: 'none' };
  /** Hash of the newest file that was judged, good or not. */
  #judged = 'built-in';
  #loop: Promise<void> = Promise.resolve();

  constructor(options: FleetWatchOptions) {
    this.#options = options;
  }

  get inUse(): FleetInUse {
    return this.#inUse;
  }

  /** Reads the fleet; of a broken file the copy of the last good one is used, if there is one. */
  async open(): Promise<FirstFleet> {
    const { place, simulated, log, now } = this.#options;
    if (place === 'built-in') return { state: 'good', inUse: this.#inUse };
    const found = await findFleet(place, simulated);
    this.#judged = found.hash;
    if (found.state === 'good') {
      await this.#use(found);
      log.info(describe(found), 'The fleet is read.');
      return { state: 'good', inUse: this.#inUse };
    }
    const kept =
      place.keptCopy === 'none' ? found : await findFleet({ file: place.keptCopy, isRequired: true }, simulated);
    if (kept.state === 'broken') return { state: 'broken', problems: found.problems };
    log.warn({ problems: found.problems }, 'The fleet file is refused; the kept copy of the last good one is used.');
    const refusal = { file: found.from, problems: found.problems, since: now() };
    this.#inUse = { fleet: kept.fleet, from: 'kept-copy', hash: kept.hash, refusal };
    return { state: 'good', inUse: this.#inUse };
  }

  /** Looks again and again until `stop`. */
  watch(): void {
    if (this.#options.place !== 'built-in') this.#loop = this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stopping;
    for (;;) {
      await sleep(this.#options.pollMs ?? 3000, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      await this.look();
    }
  }

  /** One look at the file: takes up or refuses what changed since the last. */
  async look(): Promise<void> {
    const { place, simulated, settleMs = 500 } = this.#options;
    if (place === 'built-in') return;
    const first = await findFleet(place, simulated, this.#judged);
    if (first.state === 'unchanged') return;
    await sleep(settleMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    const found = await findFleet(place, simulated, this.#judged);
    if (found.state === 'unchanged' || found.hash !== first.hash || this.#stopping.signal.aborted) return;
    this.#judged = found.hash;
    if (found.state === 'broken') this.#refuse(found);
    else await this.#takeUp(found);
  }

  #refuse({ from, problems }: Extract<FoundFleet, { state: 'broken' }>): void {
    const { log, now, onTurn } = this.#options;
    this.#inUse = { ...this.#inUse, refusal: { file: from, problems, since: now() } };
    log.warn({ file: from, problems }, 'The fleet file is refused; the last good fleet stays in use.');
    onTurn({ kind: 'refused', problems, inUse: this.#inUse });
  }

  async #takeUp(found: Extract<FoundFleet, { state: 'good' }>): Promise<void> {
    const { log, onTurn } = this.#options;
    const isAnother = found.hash !== this.#inUse.hash;
    await this.#use(found);
    log.info(describe(found), isAnother ? 'A changed fleet is taken up.' : 'The fleet file is again the fleet in use.');
    onTurn(
      isAnother ? { kind: 'taken-up', from: found.from, inUse: this.#inUse } : { kind: 'settled', inUse: this.#inUse },
    );
  }

  async #use({ fleet, hash, text, from }: Extract<FoundFleet, { state: 'good' }>): Promise<void> {
    const { place, log } = this.#options;
    this.#inUse = { fleet, from, hash, refusal: 'none' };
    if (place === 'built-in' || place.keptCopy === 'none' || from === 'built-in') return;
    const making = `${place.keptCopy}.making-${process.pid}`;
    try {
      await writeFile(making, text, { mode: 0o600 });
      await rename(making, place.keptCopy);
    } catch (error) {
      log.warn({ err: error }, 'The fleet file could not be copied; a restart needs the file itself to be good.');
    }
  }
}

function describe({ from, hash, fleet }: Extract<FoundFleet, { state: 'good' }>) {
  return { from, hash, workloads: fleet.workloads.length, regions: fleet.regions.length };
}
