import { setTimeout as sleep } from 'node:timers/promises';
import type { MetricQuerySpec } from '@/lib/aws';
import type { EpochMs } from '@/lib/domain/time';
import type { FleetClock } from '../fleet-clock';
import type { Log } from '../log';
import type { AwsReader } from '../ports';
import { type Beat, startSchedule } from '../schedule';
import type { SourcePlan } from '../source';
import { Backfill } from './backfill';
import type { HistoryStore } from './history-store';
import type { MetricBook } from './metric-book';
import { MinuteRecorder } from './minute-recorder';

export interface HistoryOptions {
  readonly plan: SourcePlan;
  /** What the live polls bring, noted by `tapMetrics`. */
  readonly book: MetricBook;
  /** The reader without the tap: filling the past is not noted as live. */
  readonly aws: AwsReader;
  readonly store: HistoryStore;
  readonly clock: FleetClock;
  readonly log: Log;
  readonly countCall?: (queries: readonly MetricQuerySpec[]) => void;
}

export interface RunningHistory {
  stop(): Promise<void>;
}

/** Wall milliseconds of rest before calls that fill the past. */
const pauseMs = 200;
/** Wall milliseconds until it is looked again whether there is something to fill. */
const idleMs = 1000;
const storeRetryMs = 5000;

/**
 * Keeps history beside the collector: looks every quarter of a minute, writes closed minutes every minute, and fills
 * the past whenever nothing live is due. Whatever fails here is tried again and stops no polling.
 */
export function startHistory(options: HistoryOptions): RunningHistory {
  const { plan, book, store, clock, log } = options;
  const startedAt = clock.now();
  const cancel = new AbortController();
  const recorder = new MinuteRecorder(plan, book, store, startedAt);
  const backfill = new Backfill({
    plan,
    aws: options.aws,
    store,
    turn: () => waitForQuiet(clock, cancel.signal),
    wallNow: () => performance.now(),
    countCall: options.countCall ?? (() => undefined),
    signal: cancel.signal,
  });
  const guard = createGuard(log);
  const beats: readonly Beat[] = [
    {
      id: 'history-look',
      rhythm: { periodSeconds: 15, phaseSeconds: 5 },
      run: () => guard('look', async () => recorder.look(clock.now())),
    },
    {
      id: 'history-record',
      rhythm: { periodSeconds: 60, phaseSeconds: 40 },
      run: () =>
        guard('record', async () => {
          for (const range of await recorder.record(clock.now())) backfill.add(range);
        }),
    },
    {
      id: 'history-keep-up',
      rhythm: { periodSeconds: 3600, phaseSeconds: 90 },
      run: () => guard('keep-up', () => store.keepUp(clock.now())),
    },
  ];
  const schedule = startSchedule(beats, clock);
  const filling = runBackfill(backfill, startedAt, { clock, guard, log, signal: cancel.signal });
  return {
    async stop() {
      cancel.abort();
      await Promise.all([schedule.stop(), filling]);
    },
  };
}

type Guard = (what: string, work: () => Promise<void>) => Promise<void>;

/** Runs a piece of work that must not throw; only turns are worth a line. */
function createGuard(log: Log): Guard {
  const failing = new Set<string>();
  return async (what, work) => {
    try {
      await work();
      if (failing.delete(what)) log.info({ what }, 'History is kept again.');
    } catch (error) {
      if (!failing.has(what)) log.warn({ what, err: error }, 'History could not be kept just now; it is tried again.');
      failing.add(what);
    }
  };
}

async function runBackfill(
  backfill: Backfill,
  startedAt: EpochMs,
  { clock, guard, log, signal }: { clock: FleetClock; guard: Guard; log: Log; signal: AbortSignal },
): Promise<void> {
  let prepared = false;
  let wasDone = false;
  while (!signal.aborted) {
    let waitMs = storeRetryMs;
    await guard('backfill', async () => {
      if (!prepared) await backfill.prepare(startedAt);
      prepared = true;
      const result = await backfill.step(clock.now());
      if (result === 'done' && !wasDone) log.info({}, 'The past is filled as far as CloudWatch keeps it.');
      wasDone = result === 'done';
      waitMs = result === 'stepped' ? 0 : idleMs;
    });
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Minute polls are sent a quarter past each minute and answered soon after: that time is theirs alone. */
const liveFromSecond = 12;
const liveToSecond = 22;

async function waitForQuiet(clock: FleetClock, signal: AbortSignal): Promise<'go' | 'stopped'> {
  await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  while (!signal.aborted) {
    const second = (clock.now() / 1000) % 60;
    if (second < liveFromSecond || second >= liveToSecond) return 'go';
    const waitMs = clock.toWallMs((liveToSecond - second) * 1000) + 1;
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
  }
  return 'stopped';
}
