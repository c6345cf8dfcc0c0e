import type { BilledRequest, BillingMeter } from '@/lib/aws';
import type { AccountId } from '@/lib/domain/fleet';
import { billedMonthOf } from '@/lib/domain/polling/billed-month';
import type { CountedUnit } from '@/lib/domain/polling/polling-entity';
import { type BilledUnit, billedUnits } from '@/lib/domain/polling/prices';
import type { EpochMs } from '@/lib/domain/time';
import type { UsageDelta } from '@/lib/persistence/polling-usage';
import type { Log } from '../log';

/** Where counts are kept; every write adds. */
export interface UsageStore {
  /** What is kept of every month. Counts that a run that was killed had not written yet are taken at their most. */
  settle(): Promise<readonly UsageDelta[]>;
  add(deltas: readonly UsageDelta[]): Promise<void>;
  /** Nothing is unwritten any more. */
  close(): Promise<void>;
}

interface Count {
  units: number;
  unsureUnits: number;
}

/**
 * Counts what AWS bills, by account, month (UTC, fleet time) and unit. Counts are written in batches; what a batch may
 * lose when the program is killed is on record beforehand and counted as lost, so that a restart never counts too little.
 */
export class UsageMeter implements BillingMeter {
  readonly #store: UsageStore;
  readonly #now: () => EpochMs;
  readonly #log: Log;
  readonly #kept = new Map<string, Count>();
  #pending = new Map<string, Count>();
  /** What the store is being told now: neither kept nor pending, and counted all the same. */
  #beingWritten: ReadonlyMap<string, Count> = new Map();
  #lastWrite: Promise<void> = Promise.resolve();
  /** The largest batch of each unit so far: what the next one may be. */
  readonly #largest = new Map<string, number>();
  #isFailing = false;

  constructor(store: UsageStore, now: () => EpochMs, log: Log) {
    this.#store = store;
    this.#now = now;
    this.#log = log;
  }

  /** Takes up what earlier runs counted. What was counted meanwhile stays counted. */
  async open(): Promise<void> {
    for (const { accountId, month, unit, units, unsureUnits } of await this.#store.settle()) {
      addTo(this.#kept, toKey(accountId, month, unit), units, unsureUnits);
    }
  }

  note({ accountId, units, billed }: BilledRequest): void {
    const { id: month } = billedMonthOf(this.#now());
    for (const unit of billedUnits) {
      const count = units[unit];
      if (count === undefined || count === 0) continue;
      addTo(this.#pending, toKey(accountId, month, unit), count, billed === 'perhaps' ? count : 0);
    }
  }

  /** What is counted of an account in the month of `now`, written or not. */
  read(accountId: AccountId, now: EpochMs): readonly CountedUnit[] {
    const { id: month } = billedMonthOf(now);
    return billedUnits.flatMap((unit) => {
      const key = toKey(accountId, month, unit);
      const parts = [this.#kept, this.#beingWritten, this.#pending].flatMap((counts) => counts.get(key) ?? []);
      if (parts.length === 0) return [];
      const sum = (of: (part: Count) => number) => parts.reduce((total, part) => total + of(part), 0);
      return [{ unit, units: sum((part) => part.units), unsureUnits: sum((part) => part.unsureUnits) }];
    });
  }

  /** Writes what was counted since; what the store does not take is written next time. Never rejects. */
  flush(): Promise<void> {
    // One batch at a time: what one may lose is on record, and the end is orderly only once the last one is there.
    this.#lastWrite = this.#lastWrite.then(() => this.#writePending());
    return this.#lastWrite;
  }

  async #writePending(): Promise<void> {
    const batch = this.#pending;
    if (batch.size === 0) return;
    this.#pending = new Map();
    this.#beingWritten = batch;
    try {
      await this.#store.add([...batch].map(([key, count]) => this.#toDelta(key, count)));
      for (const [key, { units, unsureUnits }] of batch) addTo(this.#kept, key, units, unsureUnits);
      if (this.#isFailing) this.#log.info({}, 'What polling is billed is written again.');
      this.#isFailing = false;
    } catch (error) {
      for (const [key, { units, unsureUnits }] of batch) addTo(this.#pending, key, units, unsureUnits);
      if (!this.#isFailing)
        this.#log.warn({ err: error }, 'What polling is billed could not be written; it is tried again.');
      this.#isFailing = true;
    } finally {
      this.#beingWritten = new Map();
    }
  }

  /** The last write of an orderly end. */
  async close(): Promise<void> {
    await this.flush();
    if (this.#pending.size === 0)
      await this.#store
        .close()
        .catch((error) =>
          this.#log.warn(
            { err: error },
            'The count of what polling is billed was not closed; the next start counts a little too much.',
          ),
        );
  }

  #toDelta(key: string, { units, unsureUnits }: Count): UsageDelta {
    const largest = Math.max(this.#largest.get(key) ?? units, units);
    this.#largest.set(key, largest);
    const [accountId = '', month = '', unit = ''] = key.split(' ');
    return { accountId, month, unit: unit as BilledUnit, units, unsureUnits, atRiskUnits: largest };
  }
}

function toKey(accountId: AccountId, month: string, unit: BilledUnit): string {
  return `${accountId} ${month} ${unit}`;
}

function addTo(counts: Map<string, Count>, key: string, units: number, unsureUnits: number): void {
  const before = counts.get(key);
  counts.set(
    key,
    before === undefined
      ? { units, unsureUnits }
      : { units: before.units + units, unsureUnits: before.unsureUnits + unsureUnits },
  );
}
