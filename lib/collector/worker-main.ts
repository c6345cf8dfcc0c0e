import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createAwsEdge } from '@/lib/aws';
import { buildCostReadings } from '@/lib/domain/costs/build-cost-readings';
import type { Entity, EntityKind, FleetFileInUse } from '@/lib/domain/entities';
import { openViewAllowance } from '@/lib/domain/polling/open-view-allowance';
import { type PollPeriods, usualPeriods } from '@/lib/domain/polling/polled-item';
import { readCosts } from '@/lib/persistence/costs';
import { applyChanges, readEntities } from '@/lib/persistence/entities';
import { noteEventRecord } from '@/lib/persistence/event-history';
import { interestChannel } from '@/lib/persistence/interests';
import { collectorLease, requireLease } from '@/lib/persistence/lease';
import { openStore, type Store } from '@/lib/persistence/store';
import { listenForWakeUps } from '@/lib/persistence/wake-ups';
import { createProber } from '@/lib/probes';
import { toAccountAccess } from './account-access';
import { createCostsStore } from './costs-store';
import { type Collector, createCollector } from './create-collector';
import { createFleetClock } from './fleet-clock';
import { toRefusalFinding } from './fleet-refusal';
import { createHistoryStore } from './history/history-store';
import { MetricBook } from './history/metric-book';
import { startHistory } from './history/start-history';
import { tapMetrics } from './history/tap-metrics';
import { createInterestStore } from './interests/interest-store';
import { OpenViewBudget } from './interests/open-view-budget';
import { type RunningInterests, startInterests } from './interests/start-interests';
import type { Log } from './log';
import { toAwsEdgeConfig, toEdgeOptions, toProberConfig } from './outside';
import { forecastFleet, sayFleetForecast } from './polling/forecast-fleet';
import type { ReadUsage } from './polling/plan-polling';
import { UsageMeter } from './polling/usage-meter';
import { createUsageStore } from './polling/usage-store';
import { createAwsReader } from './ports';
import { createProgramLog } from './program-log';
import { Topology } from './topology';
import { kindsOfRuns, watchBeside } from './watch-beside';
import type { CollectorWorkerData, FleetInUse, FromCollector, ToCollector } from './worker-messages';

const countsEveryMs = 300_000;
const aliveEveryMs = 2000;
const storeRetryMs = 1000;
/** What is billed is written this often. */
const usageEveryMs = 2000;

/** Why one collector makes way for the next. */
type Ending = 'stopping' | 'another-fleet' | 'other-periods';

interface Running {
  readonly collector: Collector;
  readonly history: ReturnType<typeof startHistory>;
  readonly interests: RunningInterests;
}

/**
 * The collector as a thread of the engine: it asks AWS and writes what changed into the store by its own connections,
 * so that nothing of it runs on the engine's main thread.
 */
async function main(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('The collector runs as a thread of the engine; start the engine instead.');
  const { config, clock: anchor, fleet: firstFleet } = workerData as CollectorWorkerData;
  let inUse = firstFleet;
  let fleetChanged = () => {};
  const log = createProgramLog('collector');
  const say = (message: FromCollector) => port.postMessage(message);
  const alive = setInterval(() => say({ type: 'alive' }), aliveEveryMs);
  const stopAsked = new Promise<void>((resolve) => {
    port.on('message', (message: ToCollector) => {
      if (message.type === 'stop') return resolve();
      inUse = message.fleet;
      fleetChanged();
    });
  });

  const store = openStore(config.databaseUrl, { applicationName: 'antipode-collector', maxConnections: 4 });
  const clock = createFleetClock(anchor);
  /** The fleet that is asked about; a newer one counts once nothing is asked about this one any more. */
  let asked = inUse.fleet;
  const meter = new UsageMeter(createUsageStore(store), () => clock.now(), log);
  const edge = createAwsEdge(toAwsEdgeConfig(config), {
    ...toEdgeOptions(clock),
    meter,
    accounts: (accountId) => toAccountAccess(asked, accountId),
    engineId: config.engineId,
  });
  const aws = createAwsReader(edge);
  const prober = createProber(toProberConfig(config));
  const costsStore = createCostsStore(store);
  const beside = watchBeside(store, { clock, log, stopAsked });
  const readUsage: ReadUsage = (accountId, now) => meter.read(accountId, now);
  let periods: PollPeriods = usualPeriods;
  let onPeriods = () => {};
  const start = (previous: readonly Entity[], topology: Topology): Running => {
    const book = new MetricBook();
    asked = inUse.fleet;
    const collector = createCollector({
      fleet: asked,
      ports: { aws: tapMetrics(aws, book), prober, costs: costsStore },
      clock,
      previous,
      // A thread that stood still may not know yet that another engine collects.
      write: (changes) => applyChanges(store, changes, (tx) => requireLease(tx, collectorLease, config.engineId)),
      engineId: config.engineId,
      simulated: config.simulator !== 'off',
      standingFindings: (now) => (inUse.refusal === 'none' ? [] : [toRefusalFinding(inUse.refusal, now)]),
      fleetFile: () => toFleetFile(inUse),
      beside,
      readBills: async (accounts, now) =>
        (await readCosts(store, accounts)).map((kept) => buildCostReadings(kept, now)),
      log,
      topology,
      polling: {
        periods,
        readUsage,
        onPeriods: (needed) => {
          periods = needed;
          onPeriods();
        },
      },
    });
    collector.start();
    const history = startHistory({ plan: collector.plan, book, aws, store: createHistoryStore(store), clock, log });
    const interests = startInterests({
      plan: collector.plan,
      aws,
      store: createInterestStore(store),
      now: () => clock.now(),
      budget: new OpenViewBudget({
        allowance: (accountId) => {
          const polling = collector.plan.snapshot.find('polling', accountId);
          return polling === undefined ? 'unlimited' : openViewAllowance(polling, clock.now());
        },
      }),
      listen: (onWake) => listenForWakeUps(store, interestChannel, onWake),
      log,
    });
    return { collector, history, interests };
  };

  let counting: NodeJS.Timeout | undefined;
  let ending = 'another-fleet' as Ending;
  let topology = new Topology();
  for (let isFirst = true; ending !== 'stopping'; isFirst = false) {
    const { hash, fleet } = inUse;
    const previous = await readPrevious(store, log, stopAsked);
    if (previous === 'stopped') break;
    if (isFirst) {
      void noteEventRecord(store, clock.now()).catch((err) => log.warn({ err }, 'Noted within the hour instead.'));
      await meter.open();
      counting = setInterval(() => void meter.flush(), usageEveryMs);
    }
    if (ending === 'another-fleet') {
      // Before anything is asked it is said what the asking will cost, and kept within budgets.
      const forecast = forecastFleet(fleet, clock.now(), periods, readUsage);
      for (const line of sayFleetForecast(fleet, forecast)) say({ type: 'says', line });
      periods = forecast.periods;
      topology = new Topology();
    }
    const { collector, history, interests } = start(previous, topology);
    if (isFirst) say({ type: 'collecting' });
    const telling = setInterval(
      () => log.info({ ...collector.counts(), wire: edge.guards.traffic() }, 'Asked so far.'),
      countsEveryMs,
    );
    // Another fleet, or other periods, are another collector, which carries on from what this one wrote.
    ending = await new Promise<Ending>((resolve) => {
      void stopAsked.then(() => resolve('stopping'));
      onPeriods = () => resolve('other-periods');
      fleetChanged = () => {
        if (inUse.hash !== hash) resolve('another-fleet');
      };
      fleetChanged();
    });
    if (ending === 'other-periods')
      log.info({ periods: Object.fromEntries(periods) }, 'Polled at other periods from now on, for the budget.');
    clearInterval(telling);
    await interests.stop();
    await history.stop();
    await collector.stop();
  }
  clearInterval(alive);
  clearInterval(counting);
  edge.close();
  await meter.close();
  await store.close();
  say({ type: 'stopped' });
  port.close();
}

/** What others write: not the collector's to carry on or to remove. */
const ofOthers: readonly EntityKind[] = [...kindsOfRuns, 'plan'];

function toFleetFile({ from, hash, refusal }: FleetInUse): FleetFileInUse {
  return { from, hash, refusedSince: refusal === 'none' ? 'not-refused' : refusal.since };
}

/** What an earlier run knew; waits for the store as long as it takes. */
async function readPrevious(store: Store, log: Log, stopAsked: Promise<void>): Promise<readonly Entity[] | 'stopped'> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      const { entities } = await readEntities(store);
      return entities.map((stored) => stored.entity).filter(({ kind }) => !ofOthers.includes(kind));
    } catch (error) {
      if (isFirst) log.warn({ err: error }, 'The store cannot be read yet; collecting begins when it can.');
    }
    const next = await Promise.race([stopAsked.then(() => 'stopped' as const), sleep(storeRetryMs, 'again' as const)]);
    if (next === 'stopped') return next;
  }
}

void main();
