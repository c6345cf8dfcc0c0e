import { createAwsEdge } from '@/lib/aws';
import { toAccountAccess } from '@/lib/collector/account-access';
import { createCollector } from '@/lib/collector/create-collector';
import { MetricBook } from '@/lib/collector/history/metric-book';
import { MinuteRecorder } from '@/lib/collector/history/minute-recorder';
import { tapMetrics } from '@/lib/collector/history/tap-metrics';
import { MemoryHistoryStore } from '@/lib/collector/history/testing/memory-history-store';
import { toEdgeOptions } from '@/lib/collector/outside';
import { type AwsReader, createAwsReader } from '@/lib/collector/ports';
import { type Beat, runDue } from '@/lib/collector/schedule';
import type { Fleet } from '@/lib/domain/fleet';
import type { MinuteRecord } from '@/lib/domain/history/record';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { openSimulatedInternet } from '@/lib/simulator/simulated-internet';
import { inProcess } from '@/lib/simulator/wire/in-process';
import { openWorld } from '@/lib/simulator/world';
import type { SimulatedFleet } from '@/lib/simulator/world/simulated-fleet';
import type { World } from '@/lib/simulator/world/types';
import { type Frame, frameSeconds } from './frame';
import { createInProcessProber } from './in-process-prober';
import { isolateFromMachine } from './isolate-from-machine';
import { createSettableClock } from './settable-clock';
import { TruthBook } from './truth-book';

export interface LockstepOptions {
  readonly seed: number;
  readonly startAt: EpochMs;
  readonly simulated: SimulatedFleet;
  /** The same fleet as the console's own file tells it. */
  readonly fleet: Fleet;
  /** What the console asks AWS through, made from the real one; for tests that spoil it. */
  readonly spoil?: (reader: AwsReader) => AwsReader;
}

/** A simulated world and a console that watches it, in one process and in lockstep: no time passes but by `step`. */
export interface LockstepConsole {
  readonly world: World;
  /** Moves the world on by one frame, lets the console ask what is due by then, and gives what it shows. */
  step(): Promise<Frame>;
  /** The closed minutes on record, oldest first. */
  minutes(workloadId: string): readonly MinuteRecord[];
  close(): Promise<void>;
}

/** Where the console stands. */
const resolverRegion = 'eu-west-1';
const endpoint = 'http://127.0.0.1:1';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Opens both. The console is the product's own, down to the SDK and the AWS protocols; only sockets and timers are
 * missing: what hangs ends at once as its time limit would end it, and nothing is sent twice.
 */
export async function openLockstepConsole(options: LockstepOptions): Promise<LockstepConsole> {
  const { seed, startAt, simulated, fleet, spoil = (reader) => reader } = options;
  const backToMachine = isolateFromMachine(seed);
  const clock = createSettableClock(startAt);
  const world = openWorld({ seed, fleet: simulated, now: startAt });
  const problems: string[] = [];
  const internet = await openSimulatedInternet({
    world,
    resolverRegion,
    onUnexpectedError: (error, where) => problems.push(`${where}: ${String(error)}`),
  });
  const edge = createAwsEdge(
    { mode: 'simulator', endpoint, homeAccountId: world.accountId },
    {
      ...toEdgeOptions(clock),
      clock: { nowMs: () => clock.now(), fleetTimeIn: (wallMs) => clock.now() + wallMs },
      accounts: (accountId) => toAccountAccess(fleet, accountId),
      carrier: inProcess(internet.handler, 'times-out-at-once'),
      maxAttempts: 1,
      pace: 'unlimited',
    },
  );
  const book = new MetricBook();
  const prober = createInProcessProber(world, internet, resolverRegion);
  const collector = createCollector({
    fleet,
    ports: { aws: tapMetrics(spoil(createAwsReader(edge)), book), prober },
    clock,
    previous: [],
    write: async () => undefined,
    engineId: 'lockstep',
    simulated: true,
    log: silent,
  });
  const store = new MemoryHistoryStore();
  const history = historyBeats(new MinuteRecorder(collector.plan, book, store, startAt));
  const turns = new Map<string, EpochMs>();
  const truth = new TruthBook();
  return {
    world,
    async step() {
      const now = clock.now() + frameSeconds * 1000;
      clock.set(now);
      // The world counts every second, and so do its metrics: between frames the truth is noted too.
      for (let second = 1; second < frameSeconds; second += 1) {
        world.advanceTo(now - (frameSeconds - second) * 1000);
        truth.note(world.truth());
      }
      world.advanceTo(now);
      await collector.collectDue(now);
      await runDue(history, turns, now);
      if (problems.length > 0) throw new Error(`The simulator failed: ${problems.join('; ')}`);
      truth.note(world.truth());
      return lookAt({ now, fleet, entities: collector.entities(), truth });
    },
    minutes: (workloadId) => store.of(workloadId),
    async close() {
      backToMachine();
      await collector.stop();
      edge.close();
      world.close();
    },
  };
}

/** The overview is only made for those who look. */
function lookAt(seen: Omit<Frame, 'overview'>): Frame {
  let overview: FleetOverview | undefined;
  return {
    ...seen,
    get overview() {
      overview ??= buildFleetOverview(seen.entities, seen.now);
      return overview;
    },
  };
}

/** As the engine keeps history, without filling the past. */
function historyBeats(recorder: MinuteRecorder): readonly Beat[] {
  return [
    {
      id: 'history-look',
      rhythm: { periodSeconds: 15, phaseSeconds: 5 },
      run: async (now) => recorder.look(now),
    },
    {
      id: 'history-record',
      rhythm: { periodSeconds: 60, phaseSeconds: 40 },
      run: async (now) => {
        await recorder.record(now);
      },
    },
  ];
}
