import type { Answer, MetricSeries } from '@/lib/aws';
import type { AccountId } from '@/lib/domain/fleet';
import { type Interest, isSettled, windowOf } from '@/lib/domain/series/interest';
import type { MetricWindow, SeriesState } from '@/lib/domain/series/metric-window';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { LiveInterest } from '@/lib/persistence/interests';
import type { WindowWrite } from '@/lib/persistence/metric-windows';
import { packQueries, toQuery } from '../packing';
import type { AwsReader } from '../ports';
import { awsDeadlineMs, type SourcePlan } from '../source';
import { Answers } from './answers';
import { buildWindow } from './build-window';
import { CacheNodeBook } from './cache-node-book';
import { type Fetching, type Group, groupByPlace } from './fetching';
import type { InterestStore } from './interest-store';
import { OpenViewBudget } from './open-view-budget';
import { planView } from './plan-view';
import { countMetrics, questionsOf } from './questions';

export interface InterestKeeperOptions {
  readonly plan: SourcePlan;
  readonly aws: Pick<AwsReader, 'metricData' | 'cacheNodes'>;
  readonly store: InterestStore;
  readonly now: () => EpochMs;
  /** What open views may ask for; the usual limit and no polling budget where it is not given. */
  readonly budget?: OpenViewBudget;
  readonly signal?: AbortSignal;
}

/** What is known of a view that somebody looks at. */
interface Kept {
  dueAt: EpochMs;
  isFetching: boolean;
  window: MetricWindow | 'none';
  /** Names are being looked up for it: it is due again when they are found. */
  awaitsNames: boolean;
  /** They were found after it was asked. */
  namesFound: boolean;
}

/** A view of which a part failed is looked for again sooner. */
const retrySeconds: Seconds = 20;
/** A long range is many points to read. */
const longPeriodSeconds: Seconds = 1800;

/**
 * Fetches what people look at: each view once however many look, everything of one place and window in as few calls as
 * can be, and again for as long as somebody looks. A place that does not answer delays no other: what has come is
 * written, and what has not says so.
 */
export class InterestKeeper {
  readonly #options: InterestKeeperOptions;
  readonly #budget: OpenViewBudget;
  readonly #nodes: CacheNodeBook;
  readonly #kept = new Map<string, Kept>();
  readonly #underWay = new Set<Promise<void>>();
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(options: InterestKeeperOptions) {
    this.#options = options;
    this.#budget = options.budget ?? new OpenViewBudget();
    this.#nodes = new CacheNodeBook(options.aws, () => this.#askAgainWithNames());
  }

  /** Looks what is looked at and begins to fetch what is due. Fails when the store does. */
  async turn(): Promise<void> {
    const live = await this.#options.store.readLive();
    const now = this.#options.now();
    this.#forgetOthers(live);
    const due = live.filter(({ key }) => this.#isDue(key, now));
    const before = await this.#options.store.readWindows(
      due.map(({ key }) => key).filter((key) => !this.#kept.has(key)),
    );
    const begun: Fetching[] = [];
    const refused: WindowWrite[] = [];
    for (const one of due) {
      const fetching = this.#begin(one, before.get(one.key) ?? 'none', now);
      if ('refusal' in fetching) refused.push(fetching);
      else begun.push(fetching);
    }
    // What is begun is asked whatever becomes of the refusals: nobody would begin it again.
    for (const group of groupByPlace(begun)) this.#run(this.#askMetrics(group));
    for (const fetching of begun) {
      // Nothing to ask is an answer too.
      if (fetching.open === 0) this.#run(this.#finish([fetching]));
    }
    await this.#writeOrDueAgain(refused, now);
  }

  /** Resolves when everything begun so far is written. Fails when something of it broke. */
  async settled(): Promise<void> {
    await Promise.all([...this.#underWay, this.#nodes.settled()]);
  }

  #askAgainWithNames(): void {
    const now = this.#options.now();
    for (const kept of this.#kept.values()) {
      if (!kept.awaitsNames) continue;
      kept.awaitsNames = false;
      kept.namesFound = true;
      kept.dueAt = now;
    }
  }

  #forgetOthers(live: readonly LiveInterest[]): void {
    const keys = new Set(live.map(({ key }) => key));
    for (const [key, { isFetching }] of this.#kept) {
      if (keys.has(key) || isFetching) continue;
      this.#kept.delete(key);
      this.#budget.close(key);
    }
  }

  #isDue(key: string, now: EpochMs): boolean {
    const kept = this.#kept.get(key);
    return kept === undefined || (!kept.isFetching && kept.dueAt <= now);
  }

  /** Plans a view and takes what it needs from the account's limit; what it may not take is refused with words. */
  #begin({ key, interest }: LiveInterest, before: Kept['window'], now: EpochMs): Fetching | WindowWrite {
    const kept = this.#kept.get(key) ?? {
      dueAt: now,
      isFetching: false,
      window: before,
      awaitsNames: false,
      namesFound: false,
    };
    this.#kept.set(key, kept);
    const window = windowOf(interest.range, now);
    const { planned, awaitsNames } = planView(interest, window, this.#options.plan, (...group) =>
      this.#nodes.find(...group, now),
    );
    kept.awaitsNames = awaitsNames;
    kept.namesFound = false;
    if (planned === 'unknown-workload') {
      kept.dueAt = now + retrySeconds * 1000;
      const refusal = `The fleet has no workload ${interest.workloadId} (any more).`;
      return { key, window: 'kept', refusal, receivedAt: now };
    }
    const questions = questionsOf(planned, window);
    const refused = this.#budget.admit(key, this.#accountOf(interest), countMetrics(questions), now);
    if (refused !== 'admitted') {
      kept.dueAt = refused.againAt;
      return { key, window: 'kept', refusal: refused.words, receivedAt: now };
    }
    kept.isFetching = true;
    return { key, interest, window, planned, questions, answers: new Answers(), askedAt: now, open: questions.length };
  }

  async #askMetrics({ place, window, members }: Group): Promise<void> {
    const { aws, signal } = this.#options;
    const queries = members.flatMap(({ queries: own }) => own.map(toQuery));
    const deadlineMs = window.periodSeconds >= longPeriodSeconds ? 4 * awsDeadlineMs : awsDeadlineMs;
    const scope = { ...place, deadlineMs, ...(signal === undefined ? {} : { signal }) };
    const broken: unknown[] = [];
    await Promise.all(
      packQueries(queries).map(async (packed) => {
        // What breaks in our own hands has not answered either: its part says so and is asked again like any other.
        let answer = notAsked;
        try {
          answer = await aws.metricData(scope, packed, window);
        } catch (error) {
          broken.push(error);
        }
        for (const { fetching } of members) fetching.answers.take(place, packed, answer);
      }),
    );
    await this.#finish(members.map(({ fetching }) => fetching));
    if (broken.length > 0) throw new AggregateError(broken, `Metrics of ${place.region} could not be asked.`);
  }

  /** Writes what has come of views of which one more part is there. */
  async #finish(fetchings: readonly Fetching[]): Promise<void> {
    if (this.#options.signal?.aborted === true) return;
    const now = this.#options.now();
    const writes = fetchings.map((fetching): WindowWrite => {
      fetching.open -= 1;
      const { key, interest, window, planned, answers } = fetching;
      const kept = this.#kept.get(key);
      const before = kept?.window ?? 'none';
      // Pages tell by it what is new: two parts that come within a millisecond are not the same.
      const receivedAt = before === 'none' ? now : Math.max(now, before.receivedAt + 1);
      const built = buildWindow({ interest, window, planned, answers, before }, receivedAt);
      if (kept !== undefined) {
        kept.window = built;
        if (fetching.open <= 0) {
          kept.isFetching = false;
          // Names found meanwhile made it due already.
          kept.dueAt = kept.namesFound ? now : this.#dueAfter(fetching, built, now);
        }
      }
      return { key, window: built, refusal: 'none', receivedAt };
    });
    await this.#writeOrDueAgain(writes, now);
  }

  /** What nobody has seen, because it could not be written, is due at once. */
  async #writeOrDueAgain(writes: readonly WindowWrite[], now: EpochMs): Promise<void> {
    try {
      await this.#writeInTurn(writes);
    } catch (error) {
      for (const { key } of writes) {
        const kept = this.#kept.get(key);
        if (kept !== undefined) kept.dueAt = now;
      }
      throw error;
    }
  }

  /**
   * Parts of one view come at the same time: written one after the other, in the order in which they were known, so that
   * a slower write with fewer of them never stands above a faster one with more.
   */
  #writeInTurn(writes: readonly WindowWrite[]): Promise<void> {
    if (writes.length === 0) return Promise.resolve();
    const written = this.#lastWrite.then(() => this.#options.store.write(writes));
    this.#lastWrite = written.catch(() => undefined);
    return written;
  }

  #dueAfter({ key, askedAt, window, interest }: Fetching, built: MetricWindow, now: EpochMs): EpochMs {
    const states: readonly SeriesState[] = [
      ...built.series.map(({ state }) => state),
      ...(built.view === 'checkers' ? built.endpoints.map(({ state }) => state) : []),
    ];
    if (states.some((state) => !endings.has(state))) return askedAt + retrySeconds * 1000;
    if (typeof interest.range !== 'string' && isSettled(window, now)) {
      this.#budget.close(key);
      return Number.POSITIVE_INFINITY;
    }
    return askedAt + this.#budget.refreshSeconds(this.#accountOf(interest)) * 1000;
  }

  #accountOf({ workloadId }: Interest): AccountId {
    return this.#options.plan.fleet.workloads.find(({ id }) => id === workloadId)?.accountId ?? 'none';
  }

  #run(work: Promise<void>): void {
    const running = work.finally(() => this.#underWay.delete(running));
    this.#underWay.add(running);
    // Who stops waits for it and hears what failed; until then it is the next turn's to fail.
    running.catch(() => undefined);
  }
}

const notAsked: Answer<readonly MetricSeries[]> = {
  state: 'failed',
  call: 'cloudwatch:GetMetricData',
  message:
    'The console failed to ask for this metric; it asks again within a minute, and its log says what went wrong.',
};

/** States that asking again soon would not change. */
const endings: ReadonlySet<SeriesState> = new Set<SeriesState>([
  'read',
  'partial',
  'denied',
  'not-published',
  'not-enabled',
  'no-data',
]);
