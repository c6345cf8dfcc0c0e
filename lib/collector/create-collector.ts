import { setMaxListeners } from 'node:events';
import type { Entity, FindingEntity, FleetFileInUse, SourceEntity } from '@/lib/domain/entities';
import type { Fleet } from '@/lib/domain/fleet';
import { isSamePeriods } from '@/lib/domain/polling/plan-periods';
import { type PollPeriods, usualPeriods } from '@/lib/domain/polling/polled-item';
import { pollingFindings } from '@/lib/domain/polling/polling-findings';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { attempt } from './attempt';
import { type Beside, nothingBeside, toKnownBeside } from './beside';
import { type CollectorCounts, Counters } from './counters';
import { declareSnapshot } from './declare';
import { findDowntime } from './engine-downtime';
import { EntityWriter, type WriteChanges } from './entity-writer';
import { evaluateFindings } from './evaluate-findings';
import type { FleetClock } from './fleet-clock';
import type { Log } from './log';
import { createBudgetMeter, type ReadBills } from './measure-budgets';
import { assumedSignalCadence } from './metric-cadence';
import { noteAttempt } from './note-attempt';
import { advanceOutages } from './outages';
import { notCounted, planPolling, type ReadUsage } from './polling/plan-polling';
import type { CollectorPorts } from './ports';
import { advanceResyncs } from './resyncs';
import { type Beat, nextDueAt, type Rhythm, type RunningSchedule, runDue, startSchedule } from './schedule';
import { toEntityKey } from './snapshot';
import {
  awsDeadlineMs,
  probeDeadlineMs,
  type SourcePlan,
  type SourceSettings,
  type SourceTask,
  toAskedCadence,
} from './source';
import { sourceKinds } from './sources/registry';
import { Topology } from './topology';

export interface CollectorOptions {
  readonly fleet: Fleet;
  readonly ports: CollectorPorts;
  readonly clock: FleetClock;
  /** What the store holds from an earlier run. */
  readonly previous: readonly Entity[];
  readonly write: WriteChanges;
  readonly engineId: string;
  readonly simulated: boolean;
  readonly log: Log;
  /** Findings that hold at a moment and follow from nothing that is asked. */
  readonly standingFindings?: (now: EpochMs) => readonly FindingEntity[];
  /** What others write and findings follow from too, as far as it is read at a moment. Default: nobody writes any. */
  readonly beside?: (now: EpochMs) => Beside;
  /** The declaration of the fleet in use, as each heartbeat tells it. */
  readonly fleetFile?: () => FleetFileInUse;
  /** What polling costs, and what a budget makes of it; everything is asked as often as usual without it. */
  readonly polling?: PollingOptions;
  /** Bills that are kept, by which budgets are measured; without it none is. */
  readonly readBills?: ReadBills;
  /** What discovery found in an earlier collector of the same fleet. Default: nothing yet. */
  readonly topology?: Topology;
  /** Called after every heartbeat, with fleet time. */
  readonly onHeartbeat?: (now: EpochMs) => void;
}

export interface PollingOptions {
  /** Periods that a budget stretches. */
  readonly periods: PollPeriods;
  readonly readUsage: ReadUsage;
  /** Called when what was found or counted asks for other periods: a new collector has to take over with them. */
  onPeriods(periods: PollPeriods): void;
}

export interface Collector {
  /** Asks every source now and then keeps each in its own rhythm, until `stop`. */
  start(): void;
  stop(): Promise<void>;
  /** One full round at `now`, without timers: every source once, findings, one write. For lockstep tests. */
  collectOnce(now: EpochMs): Promise<void>;
  /** Asks every source at each of its turns from `from` until before `to`, without timers. For lockstep tests. */
  collectThrough(from: EpochMs, to: EpochMs): Promise<void>;
  /**
   * Asks what is due by `now`, without timers: every source in its own rhythm, and at once what has news; the first time
   * everything. Findings follow from what is known then and are left out. For lockstep tests, whose clock stands at `now`.
   */
  collectDue(now: EpochMs): Promise<void>;
  entities(): readonly Entity[];
  /** What the collector works on, for those that read along. Never write to it. */
  readonly plan: SourcePlan;
  counts(): CollectorCounts;
}

const heartbeatSeconds: Seconds = 5;
const findingsSeconds: Seconds = 2;
const costsSeconds: Seconds = 60;
const budgetsSeconds: Seconds = 60;
/** Discoveries that come within this many wall milliseconds are asked about together. */
const gatherNewsMs = 300;

/** Makes the collector: it asks, merges, judges and writes; what it knew before is what `previous` says. */
export function createCollector(options: CollectorOptions): Collector {
  const { fleet, ports, clock, log } = options;
  const startedAt = clock.now();
  const { periods, readUsage, onPeriods } = options.polling ?? usualPolling;
  const settings: SourceSettings = {
    toFleetSeconds: (wallMs) => wallMs / clock.toWallMs(1000),
    periodOf: (id, usualSeconds) => periods.get(id) ?? usualSeconds,
    keepsCosts: ports.costs !== undefined,
  };
  const tasks = sourceKinds.flatMap((kind) => kind(fleet, settings));
  const topology = options.topology ?? new Topology();
  const counters = new Counters();
  const snapshot = declareSnapshot(
    fleet,
    tasks.map((task) => ({
      task,
      cadence: toAskedCadence(task.answersEverySeconds ?? task.rhythm.periodSeconds, task.deadlineMs, settings),
    })),
    {
      probe: toAskedCadence(2, probeDeadlineMs, settings),
      dns: toAskedCadence(2, probeDeadlineMs, settings),
      signals: assumedSignalCadence,
      capacity: toAskedCadence(60, awsDeadlineMs, settings),
    },
    options.previous,
    startedAt,
  );
  const written = new Map(options.previous.map((entity) => [toEntityKey(entity.kind, entity.id), entity]));
  const writer = new EntityWriter(snapshot, written, options.write, log);
  writer.note(findDowntime(options.previous, startedAt));
  const plan = { fleet, topology, snapshot };
  const cancel = new AbortController();
  // Every call under way listens to it.
  setMaxListeners(0, cancel.signal);
  /** How each source's last turn ended; when its next one comes depends on it. */
  const endings = new Map<string, Ending>();
  let schedule: RunningSchedule | undefined;
  /** When each beat is due where they are run by hand. */
  const turns = new Map<string, EpochMs>();
  let newsTimer: NodeJS.Timeout | undefined;

  const askSource = async (task: SourceTask, askedAt: EpochMs, receivedAt: () => EpochMs): Promise<void> => {
    const { accountId, region, deadlineMs } = task;
    const scope = { accountId, region, deadlineMs, signal: cancel.signal };
    const outcome = await attempt(task, { ...plan, ports, scope, askedAt, counters }, log);
    if (outcome === 'nothing-to-ask' || cancel.signal.aborted) return;
    const now = receivedAt();
    outcome.merge({ ...plan, askedAt, receivedAt: now });
    const source = snapshot.find('source', task.id);
    if (source !== undefined) {
      endings.set(task.id, outcome);
      const nextAttemptAt = nextAttemptAfter(task, outcome, now);
      const noted = noteAttempt(source, outcome, { askedAt, receivedAt: now, nextAttemptAt });
      snapshot.put(noted);
      logTurn(log, source, noted);
    }
    if (task.api === 'probe') advanceOutages(snapshot, now);
  };

  const beatHeart = (now: EpochMs, nextPollAt: EpochMs): void => {
    const { engineId, simulated } = options;
    snapshot.put({
      kind: 'engine',
      id: 'engine',
      engineId,
      startedAt,
      tickedAt: now,
      heartbeatSeconds,
      simulated,
      nextPollAt,
      ...(options.fleetFile === undefined ? {} : { fleetFile: options.fleetFile() }),
    });
    options.onHeartbeat?.(now);
  };

  const judge = (now: EpochMs): void => {
    advanceResyncs(snapshot, now);
    writer.note(
      evaluateFindings(
        snapshot,
        now,
        [...(options.standingFindings?.(now) ?? []), ...pollingFindings(snapshot.all('polling'), now)],
        options.beside === undefined ? nothingBeside : toKnownBeside(options.beside(now)),
      ),
    );
  };

  /** Says what polling costs; before anything was asked, by what the fleet declares. */
  const tellCosts = (now: EpochMs): PollPeriods => {
    const planned = planPolling(tasks, plan, periods, readUsage, now);
    for (const entity of planned.entities) snapshot.put(entity);
    return planned.periods;
  };
  tellCosts(startedAt);

  const tasksWithNews = () => tasks.filter((task) => task.hasNews?.(plan) === true);

  const pokeNews = (): void => {
    newsTimer ??= setTimeout(() => {
      newsTimer = undefined;
      for (const task of tasksWithNews()) schedule?.poke(task.id);
    }, gatherNewsMs);
  };

  const measureBudgets =
    options.readBills === undefined ? async () => undefined : createBudgetMeter(fleet, snapshot, options.readBills);

  const sourceBeats = tasks.map(
    (task): Beat => ({
      id: task.id,
      rhythm: task.rhythm,
      nextAt: (after) => nextAttemptAfter(task, endings.get(task.id) ?? { state: 'not-asked-yet' }, after),
      run: async () => {
        await askSource(task, clock.now(), () => clock.now());
        // Looking for news is only worth it after a discovery; the fast sources discover nothing.
        if (task.rhythm.periodSeconds >= 30 && task.hasNews === undefined) pokeNews();
        writer.nudge();
      },
    }),
  );
  const askingBeats: readonly Beat[] = [
    ...sourceBeats,
    {
      id: 'costs',
      rhythm: { periodSeconds: costsSeconds, phaseSeconds: 50 },
      run: async () => {
        const now = clock.now();
        const needed = tellCosts(now);
        // By then whatever answers has told what there is.
        if (now - startedAt >= costsSeconds * 1000 && !isSamePeriods(periods, needed)) onPeriods(needed);
        writer.nudge();
      },
    },
    {
      id: 'budgets',
      rhythm: { periodSeconds: budgetsSeconds, phaseSeconds: 40 },
      run: async () => {
        await measureBudgets(clock.now()).catch((error: unknown) =>
          log.warn({ err: error }, 'Budgets could not be measured: the bills kept in the store were not read.'),
        );
        writer.nudge();
      },
    },
    {
      id: 'heartbeat',
      rhythm: { periodSeconds: heartbeatSeconds, phaseSeconds: 0 },
      run: async () => {
        beatHeart(clock.now(), schedule?.nextAt() ?? clock.now());
        writer.nudge();
      },
    },
  ];
  const beats: readonly Beat[] = [
    ...askingBeats,
    {
      id: 'findings',
      rhythm: { periodSeconds: findingsSeconds, phaseSeconds: 1 },
      run: async () => {
        judge(clock.now());
        writer.nudge();
      },
    },
  ];

  return {
    start() {
      schedule ??= startSchedule(beats, clock);
    },
    async stop() {
      cancel.abort();
      clearTimeout(newsTimer);
      await schedule?.stop();
      await writer.stop();
      await writer.flush().catch((error) => log.warn({ err: error }, 'The last changes could not be written.'));
    },
    async collectOnce(now) {
      const at = () => now;
      await Promise.all(tasks.map((task) => askSource(task, now, at)));
      await Promise.all(tasksWithNews().map((task) => askSource(task, now, at)));
      tellCosts(now);
      await measureBudgets(now);
      // The round is over when it is judged: an engine that does not beat would be judged as one that stopped.
      beatHeart(now, Math.min(...tasks.map((task) => nextDueAt(task.rhythm, now))));
      judge(now);
      await writer.flush();
    },
    async collectThrough(from, to) {
      const turnAfter = (task: SourceTask, at: EpochMs) =>
        nextAttemptAfter(task, endings.get(task.id) ?? { state: 'not-asked-yet' }, at);
      const turns = new Map(tasks.map((task) => [task, turnAfter(task, from - 1)]));
      for (let at = Math.min(...turns.values()); at < to; at = Math.min(...turns.values())) {
        const now = at;
        const due = tasks.filter((task) => turns.get(task) === now);
        await Promise.all(due.map((task) => askSource(task, now, () => now)));
        for (const task of due) turns.set(task, turnAfter(task, now));
      }
      tellCosts(to);
      judge(to);
      await writer.flush();
    },
    async collectDue(now) {
      await runDue(askingBeats, turns, now);
      if (newsTimer !== undefined) {
        clearTimeout(newsTimer);
        newsTimer = undefined;
        await Promise.all(tasksWithNews().map((task) => askSource(task, now, () => now)));
      }
    },
    entities: () => snapshot.entities(),
    plan,
    counts: () => counters.read(),
  };
}

const usualPolling: PollingOptions = {
  periods: usualPeriods,
  readUsage: notCounted,
  onPeriods: () => undefined,
};

/** A source that fails is asked at least this often, so that its return is seen soon. */
const longestRetrySeconds: Seconds = 30;

/**
 * Failures of which a return is looked for out of turn. Throttling is none of them: what AWS finds too much would
 * become more. Nor is a missing support plan: nobody buys one in half a minute.
 */
const patientStates: readonly SourceEntity['state'][] = ['answered', 'not-asked-yet', 'throttled', 'no-support-plan'];

/** How a source's turn ended, as far as its next one depends on it. */
interface Ending {
  readonly state: SourceEntity['state'];
  readonly notAskedUntil?: EpochMs;
  readonly restsUntil?: EpochMs;
}

/** When a source is asked after a turn that ended so by `now`: as soon as its endpoint is tried again, at the latest. */
function nextAttemptAfter(task: SourceTask, { state, notAskedUntil, restsUntil }: Ending, now: EpochMs): EpochMs {
  const dueAt = nextDueAt(toRhythmAfter(task, state), now);
  if (restsUntil !== undefined) return Math.max(dueAt, restsUntil);
  return notAskedUntil === undefined ? dueAt : Math.min(dueAt, Math.max(now, notAskedUntil));
}

/** The rhythm of a source whose last attempt ended so. */
function toRhythmAfter(task: SourceTask, state: SourceEntity['state']): Rhythm {
  const isSlow = task.rhythm.periodSeconds > 2 * longestRetrySeconds;
  if (!isSlow || task.retries === 'in-rhythm' || patientStates.includes(state)) return task.rhythm;
  return { periodSeconds: longestRetrySeconds, phaseSeconds: 0 };
}

/** Only turns are worth a line: an outage of hours is two lines, not thousands. */
function logTurn(log: Log, before: SourceEntity, after: SourceEntity): void {
  if (before.state === after.state) return;
  const fields = { source: after.id, call: after.call, state: after.state };
  if (after.state === 'answered') {
    if (before.state !== 'not-asked-yet') log.info(fields, `${after.call} in ${after.region} answers again.`);
  } else {
    log.warn(fields, after.message);
  }
}
