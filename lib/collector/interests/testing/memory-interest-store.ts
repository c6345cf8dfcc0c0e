import { type Interest, interestKey } from '@/lib/domain/series/interest';
import type { MetricWindow } from '@/lib/domain/series/metric-window';
import type { EpochMs } from '@/lib/domain/time';
import type { LiveInterest } from '@/lib/persistence/interests';
import type { WindowWrite } from '@/lib/persistence/metric-windows';
import type { InterestStore } from '../interest-store';

/** A store of interests in memory; tests say who looks at what. */
export class MemoryInterestStore implements InterestStore {
  readonly #live = new Map<string, LiveInterest>();
  readonly written: WindowWrite[] = [];
  isDown = false;

  look(interest: Interest, now: EpochMs): string {
    const key = interestKey(interest, now);
    this.#live.set(key, { key, interest });
    return key;
  }

  leave(key: string): void {
    this.#live.delete(key);
  }

  /** What was fetched last for a view. */
  window(key: string): MetricWindow {
    const found = this.written.findLast((one) => one.key === key && one.window !== 'kept');
    if (found === undefined || found.window === 'kept') throw new Error(`Nothing was fetched for ${key}.`);
    return found.window;
  }

  refusal(key: string): string {
    return this.written.findLast((one) => one.key === key)?.refusal ?? 'none';
  }

  async readLive(): Promise<readonly LiveInterest[]> {
    if (this.isDown) throw new Error('The store is away.');
    return [...this.#live.values()];
  }

  async readWindows(keys: readonly string[]): Promise<ReadonlyMap<string, MetricWindow>> {
    const known = keys.filter((key) => this.written.some((one) => one.key === key && one.window !== 'kept'));
    return new Map(known.map((key) => [key, this.window(key)]));
  }

  async write(windows: readonly WindowWrite[]): Promise<void> {
    if (this.isDown) throw new Error('The store is away.');
    this.written.push(...windows);
  }

  async prune(): Promise<void> {}
}
