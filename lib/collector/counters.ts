import type { CallCounters } from './source';

/** What the collector's asking has cost since it started. */
export interface CollectorCounts {
  readonly calls: Readonly<Record<string, number>>;
  readonly billedMetrics: number;
}

/** Counts calls by operation, and metrics as CloudWatch bills them. */
export class Counters implements CallCounters {
  readonly #calls = new Map<string, number>();
  #billedMetrics = 0;

  countCall(call: string): void {
    const before = this.#calls.get(call);
    this.#calls.set(call, before === undefined ? 1 : before + 1);
  }

  countBilledMetrics(metrics: number): void {
    this.#billedMetrics += metrics;
  }

  read(): CollectorCounts {
    return { calls: Object.fromEntries(this.#calls), billedMetrics: this.#billedMetrics };
  }
}
