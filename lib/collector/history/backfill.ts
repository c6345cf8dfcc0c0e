import type { MetricQuerySpec } from '@/lib/aws';
import type { RegionCode } from '@/lib/domain/fleet';
import type { MinuteRecord } from '@/lib/domain/history/record';
import { ceilTo, floorTo, keptDays, minuteMs } from '@/lib/domain/history/resolution';
import type { EpochMs } from '@/lib/domain/time';
import type { BackfillRange } from '@/lib/persistence/history-backfill';
import { packQueries, toQuery } from '../packing';
import type { AwsReader } from '../ports';
import type { SourcePlan } from '../source';
import type { MetricWindow } from '../window';
import { buildMinutes, type MinuteBooks } from './build-minutes';
import { closedUntil } from './closing';
import type { HistoryStore } from './history-store';
import { MetricBook, type MetricPlace } from './metric-book';
import { VaultLists } from './vault-lists';
import { shapeWorkload, type WorkloadShape } from './workload-shape';

/** Points asked for in one call: far below CloudWatch's 100,800, so that no answer keeps anybody waiting. */
const pointsPerCall = 20_000;
const longestChunkMinutes = 24 * 60;
/** Minutes before a chunk that are read to know how its first ones began. */
const contextMs = 15 * minuteMs;
/** Minutes older than this are closed, whatever publishes them. */
const surelyClosedMs = 15 * minuteMs;
/** Regions that are asked at the same time. */
const regionsTogether = 4;
/** CloudWatch forgets a minute's points after 15 days; what is about to go is not begun. */
const marginMs = 60 * minuteMs;
/** Wall milliseconds for one call. Nobody waits for it. */
const deadlineMs = 10_000;
/** Wall milliseconds until a workload is tried again. */
const retryMs = 30_000;
/** A workload of which discovery has not found everything is waited for this many wall milliseconds. */
const discoveryPatienceMs = 120_000;
const waitsForDiscovery = 'Waits: not everything the workload consists of is found yet.';

export interface BackfillOptions {
  readonly plan: SourcePlan;
  /** The reader itself, not one that live polls are noted by. */
  readonly aws: AwsReader;
  readonly store: HistoryStore;
  /** Called before regions are asked; resolves when nothing that is live is kept waiting by it. `stopped` ends. */
  readonly turn: () => Promise<'go' | 'stopped'>;
  /** Wall milliseconds that only grow. */
  readonly wallNow: () => number;
  readonly countCall: (queries: readonly MetricQuerySpec[]) => void;
  readonly signal: AbortSignal;
}

type StepResult = 'stepped' | 'nothing-now' | 'done';

/**
 * Fills minutes of the past from CloudWatch and from what vaults list, newest first, a few regions at a time. Its progress is on record after
 * every chunk, so that a restart goes on where it stopped. A region that does not answer holds up only the workloads
 * that need it.
 */
export class Backfill {
  readonly #options: BackfillOptions;
  readonly #ranges = new Map<string, BackfillRange>();
  readonly #notBefore = new Map<string, number>();
  readonly #startedAtWall: number;
  readonly #vaults: VaultLists;

  constructor(options: BackfillOptions) {
    this.#options = options;
    this.#startedAtWall = options.wallNow();
    this.#vaults = new VaultLists(options.aws);
  }

  /** Reads what is left to do; notes the last 15 days of workloads that have no history, and the time since it ended. */
  async prepare(startedAt: EpochMs): Promise<void> {
    const { plan, store } = this.#options;
    const endAt = floorTo('minute', startedAt);
    const oldest = oldestMinute(startedAt);
    const ids = plan.fleet.workloads.map((workload) => workload.id);
    const noted = await store.backfill(ids);
    for (const workloadId of ids) {
      const { closedThrough } = await store.extent(workloadId);
      const ends = noted.filter((range) => range.workloadId === workloadId).map((range) => range.endAt);
      // What this very run wrote or noted already says nothing of the time before it.
      const earlier = [...ends, closedThrough].filter((at) => at !== 'never').filter((at) => at <= endAt);
      const startAt = Math.max(oldest, ...earlier);
      // The newest minutes are not closed yet: they are a range of their own, so that the rest need not wait for them.
      // The older range comes first: the end of what is noted is where the next start begins.
      const closedAt = Math.max(startAt, floorTo('minute', startedAt - surelyClosedMs));
      await noteRange(store, workloadId, startAt, closedAt);
      await noteRange(store, workloadId, closedAt, endAt);
    }
    for (const range of await store.backfill(ids)) this.#ranges.set(toKey(range), range);
  }

  /** Adds a range that is on record already. */
  add(range: { readonly workloadId: string; readonly startAt: EpochMs; readonly endAt: EpochMs }): void {
    this.#ranges.set(toKey(range), { ...range, doneTo: range.endAt, sentence: '' });
  }

  /** Fills one chunk: the newest that can be filled now, for all workloads that share it. */
  async step(now: EpochMs): Promise<StepResult> {
    const open = [...this.#ranges.values()].filter((range) => firstMinute(range, now) < range.doneTo);
    if (open.length === 0) return 'done';
    const wall = this.#options.wallNow();
    const shaped = open
      .filter((range) => (this.#notBefore.get(range.workloadId) ?? wall) <= wall)
      .map((range) => ({ range, shape: this.#shapeOf(range.workloadId) }));
    await this.#note(
      shaped
        .filter(({ range, shape }) => shape === 'unknown' && range.sentence === '')
        .map(({ range }) => ({ ...range, sentence: waitsForDiscovery })),
    );
    const ready = shaped.flatMap(({ range, shape }) =>
      shape !== 'unknown' && range.doneTo <= closedUntil(shape, now) ? [{ range, shape }] : [],
    );
    const [first] = [...ready].sort((a, b) => b.range.doneTo - a.range.doneTo);
    if (first === undefined) return 'nothing-now';
    const endAt = first.range.doneTo;
    const { accountId } = first.shape.workload;
    const together = ready.filter(
      ({ range, shape }) => range.doneTo === endAt && shape.workload.accountId === accountId,
    );
    await this.#fill(together, endAt, now);
    return 'stepped';
  }

  #shapeOf(workloadId: string): WorkloadShape | 'unknown' {
    const { plan, wallNow } = this.#options;
    const workload = plan.fleet.workloads.find((candidate) => candidate.id === workloadId);
    if (workload === undefined) return 'unknown';
    const shape = shapeWorkload(workload, plan);
    // Better a part of the past than none: what discovery cannot find by then, e.g. in a lost region, stays unmeasured.
    const patient = wallNow() - this.#startedAtWall < discoveryPatienceMs;
    return shape.isComplete || !patient ? shape : 'unknown';
  }

  async #fill(
    together: readonly { readonly range: BackfillRange; readonly shape: WorkloadShape }[],
    endAt: EpochMs,
    now: EpochMs,
  ): Promise<void> {
    const queries = queriesByRegion(together.map(({ shape }) => shape));
    const startAt = chunkStart(queries, endAt);
    const book = new MetricBook();
    const answers = await this.#ask(queries, { startAt: startAt - contextMs, endAt }, together[0]?.shape, book);
    if (answers === 'stopped') return;
    const failed = new Map(answers);
    for (const vault of together.flatMap(({ shape }) => shape.vaults)) {
      if (failed.has(vault.region)) continue;
      const reason = await this.#vaults.list(vault, { now, endAt, deadlineMs, signal: this.#options.signal });
      if (reason !== 'answered') failed.set(vault.region, reason);
    }
    if (this.#options.signal.aborted) return;
    const records: MinuteRecord[] = [];
    const advanced: BackfillRange[] = [];
    for (const { range, shape } of together) {
      const regions = [...queriesByRegion([shape]).keys(), ...shape.vaults.map(({ region }) => region)];
      const needed = regions.find((region) => failed.has(region));
      const from = Math.max(startAt, firstMinute(range, now));
      if (needed === undefined) {
        const books: MinuteBooks = {
          metrics: book,
          sightings: 'none',
          vaultPoint: (vault, at) => this.#vaults.pointAt(vault, at),
        };
        records.push(...buildMinutes(shape, books, { contextFrom: startAt - contextMs, startAt: from, endAt }));
        advanced.push({ ...range, doneTo: from, sentence: '' });
      } else {
        this.#notBefore.set(range.workloadId, this.#options.wallNow() + retryMs);
        advanced.push({ ...range, sentence: `Waits: ${failed.get(needed)}` });
      }
    }
    await this.#options.store.append(records);
    await this.#note(advanced);
  }

  /** Puts progress on record. */
  async #note(ranges: readonly BackfillRange[]): Promise<void> {
    await this.#options.store.advanceBackfill(ranges);
    for (const range of ranges) this.#ranges.set(toKey(range), range);
  }

  /** Asks a few regions at a time. Returns the regions that did not answer with their reasons. */
  async #ask(
    queries: ReadonlyMap<RegionCode, readonly MetricQuerySpec[]>,
    window: MetricWindow,
    shape: WorkloadShape | undefined,
    book: MetricBook,
  ): Promise<ReadonlyMap<RegionCode, string> | 'stopped'> {
    const failed = new Map<RegionCode, string>();
    if (shape === undefined) return failed;
    const regions = [...queries];
    for (let next = 0; next < regions.length; next += regionsTogether) {
      if ((await this.#options.turn()) === 'stopped') return 'stopped';
      await Promise.all(
        regions.slice(next, next + regionsTogether).map(async ([region, specs]) => {
          const place = { accountId: shape.workload.accountId, region };
          const reason = await this.#askRegion(place, specs, window, book);
          if (reason !== 'answered') failed.set(region, reason);
        }),
      );
    }
    return this.#options.signal.aborted ? 'stopped' : failed;
  }

  /** Asks one region. Returns why it did not answer in full, if so. */
  async #askRegion(
    place: MetricPlace,
    specs: readonly MetricQuerySpec[],
    window: MetricWindow,
    book: MetricBook,
  ): Promise<'answered' | string> {
    const { aws, countCall, signal } = this.#options;
    for (const packed of packQueries(specs)) {
      countCall(packed);
      const answer = await aws.metricData({ ...place, deadlineMs, signal }, packed, window);
      if (answer.state !== 'answered') return answer.message;
      if (answer.value.some((series) => series.status !== 'complete')) return `${place.region} gave only a part.`;
      book.take(place, answer.value, window);
    }
    return 'answered';
  }
}

async function noteRange(store: HistoryStore, workloadId: string, startAt: EpochMs, endAt: EpochMs): Promise<void> {
  if (startAt < endAt) await store.noteBackfill({ workloadId, startAt, endAt, doneTo: endAt, sentence: '' });
}

/** The distinct queries of links and golden signals, by the region they are asked in. */
export function queriesByRegion(shapes: readonly WorkloadShape[]): ReadonlyMap<RegionCode, readonly MetricQuerySpec[]> {
  const byRegion = new Map<RegionCode, Map<string, MetricQuerySpec>>();
  const add = (region: RegionCode, query: Omit<MetricQuerySpec, 'key'>) => {
    const spec = toQuery(query);
    byRegion.set(region, (byRegion.get(region) ?? new Map()).set(spec.key, spec));
  };
  for (const { links, endpoints } of shapes) {
    for (const { discovered } of links) {
      if (discovered === 'unknown') continue;
      for (const { region, query } of discovered.lagQueries) add(region, query);
      for (const query of discovered.writes.queries) add(discovered.writes.region, query);
    }
    for (const { entity, queries } of endpoints) {
      if (queries === 'unknown') continue;
      const { requests, balancerErrors, targetErrors, latency, hosts } = queries;
      for (const query of [requests, balancerErrors, targetErrors, latency, ...hosts]) add(entity.region, query);
    }
  }
  return new Map(
    [...byRegion].sort(([a], [b]) => (a < b ? -1 : 1)).map(([region, all]) => [region, [...all.values()]]),
  );
}

/** The oldest minute that is worth asking for. */
export function oldestMinute(now: EpochMs): EpochMs {
  return ceilTo('hour', now - keptDays.minute * 86_400_000 + marginMs);
}

function firstMinute(range: BackfillRange, now: EpochMs): EpochMs {
  return Math.max(range.startAt, oldestMinute(now));
}

/** As many whole hours as fit into a call of the busiest region. */
function chunkStart(queries: ReadonlyMap<RegionCode, readonly MetricQuerySpec[]>, endAt: EpochMs): EpochMs {
  const most = Math.max(1, ...[...queries.values()].map((specs) => Math.min(specs.length, 500)));
  const minutes = Math.max(60, Math.min(longestChunkMinutes, Math.floor(pointsPerCall / most)));
  return floorTo('hour', endAt - minutes * minuteMs + 60 * minuteMs - 1);
}

function toKey({ workloadId, startAt, endAt }: Pick<BackfillRange, 'workloadId' | 'startAt' | 'endAt'>): string {
  return `${startAt} ${endAt} ${workloadId}`;
}
