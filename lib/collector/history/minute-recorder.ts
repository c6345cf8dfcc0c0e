import type { MinuteRecord } from '@/lib/domain/history/record';
import { floorTo, minuteMs } from '@/lib/domain/history/resolution';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { preferMarker } from '@/lib/domain/prefer-marker';
import type { EpochMs } from '@/lib/domain/time';
import type { SourcePlan } from '../source';
import { buildMinutes, type MinuteBooks } from './build-minutes';
import { closedUntil } from './closing';
import type { HistoryStore } from './history-store';
import type { MetricBook } from './metric-book';
import { SightingBook } from './sighting-book';
import { shapeWorkload } from './workload-shape';

/** Evidence is kept this long: how a stall began is known for as long. */
const contextMs = 60 * minuteMs;

/**
 * More minutes than this at once means that nobody was asking meanwhile (a pause of the machine, a store that was away):
 * the live polls do not look back so far, so that time is filled from CloudWatch instead.
 */
const longestCatchUpMs = 10 * minuteMs;

/** Writes the minutes of the running time once they are closed. */
export class MinuteRecorder {
  readonly #plan: SourcePlan;
  readonly #metrics: MetricBook;
  readonly #store: HistoryStore;
  readonly #sightings = new SightingBook();
  /** Per workload the first minute that is not on record. */
  readonly #next = new Map<string, EpochMs>();
  readonly #startedAt: EpochMs;

  constructor(plan: SourcePlan, metrics: MetricBook, store: HistoryStore, startedAt: EpochMs) {
    this.#plan = plan;
    this.#metrics = metrics;
    this.#store = store;
    this.#startedAt = floorTo('minute', startedAt);
  }

  /** Notes what no metric keeps: states of copies, vaults and dark regions, as they stand now. */
  look(now: EpochMs): void {
    const entities = this.#plan.snapshot.entities();
    const dark = buildFleetOverview(entities, now)
      .regions.filter((region) => region.reach === 'dark')
      .map((region) => region.code);
    const links = this.#plan.snapshot.all('link').map((link) => preferMarker(link, now));
    this.#sightings.look(links, this.#plan.snapshot.all('backup'), dark, now);
  }

  /**
   * Writes every minute of every workload that has closed since. What the store does not take is written next time.
   *
   * @returns ranges of which nothing was seen, to be filled from CloudWatch.
   */
  async record(now: EpochMs): Promise<readonly { workloadId: string; startAt: EpochMs; endAt: EpochMs }[]> {
    const records: MinuteRecord[] = [];
    const next = new Map<string, EpochMs>();
    const unseen: { workloadId: string; startAt: EpochMs; endAt: EpochMs }[] = [];
    for (const workload of this.#plan.fleet.workloads) {
      const shape = shapeWorkload(workload, this.#plan);
      const endAt = closedUntil(shape, now);
      let startAt = this.#next.get(workload.id) ?? this.#startedAt;
      if (endAt - startAt > longestCatchUpMs) {
        unseen.push({ workloadId: workload.id, startAt, endAt: endAt - longestCatchUpMs });
        startAt = endAt - longestCatchUpMs;
      }
      if (endAt <= startAt) continue;
      const books: MinuteBooks = {
        metrics: this.#metrics,
        sightings: this.#sightings,
        vaultPoint: ({ id }, at) => this.#sightings.vault(id, at),
      };
      records.push(...buildMinutes(shape, books, { contextFrom: startAt - contextMs, startAt, endAt }));
      next.set(workload.id, endAt);
    }
    for (const { workloadId, startAt, endAt } of unseen) {
      await this.#store.noteBackfill({ workloadId, startAt, endAt, doneTo: endAt, sentence: '' });
    }
    await this.#store.append(records);
    for (const [workloadId, at] of next) this.#next.set(workloadId, at);
    this.#metrics.forgetBefore(now - 2 * contextMs);
    this.#sightings.forgetBefore(now - 2 * contextMs);
    return unseen;
  }
}
