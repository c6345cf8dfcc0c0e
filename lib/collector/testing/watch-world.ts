import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceEntity } from '@/lib/domain/entities';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FindingView, FleetOverview, RegionView, WorkloadView } from '@/lib/domain/overview/types';
import { claimsOf } from '@/lib/domain/testing/claims';
import type { Seconds } from '@/lib/domain/time';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import type { GivenFault } from '@/lib/simulator/world/types';
import { type Collector, createCollector } from '../create-collector';
import { toMonthRange } from '../sources/costs';
import { type SimulatedWorld, startWorld } from './start-world';

/** A simulated fleet with a collector that watches it, read as people read it: by the overview. */
export interface WatchedWorld {
  readonly world: SimulatedWorld;
  readonly collector: Collector;
  /** What the overview shows at this moment. */
  overview(): FleetOverview;
  region(code: string): RegionView;
  workload(id: string): WorkloadView;
  /** The source of one API in one region. */
  source(region: string, api: string): SourceEntity;
  /** Findings of a code, or all. */
  findings(code?: FindingView['code']): readonly FindingView[];
  /** Begins faults and asks every source once, so that slow rhythms need not be waited for. */
  begin(...faults: readonly GivenFault[]): Promise<void>;
  /** Asks every source once, out of turn. */
  ask(): Promise<void>;
  /**
   * Ends every fault and waits until all is as calm as at first. Throws when anything was claimed to be well since the
   * last recovery that is not so in the calm fleet either.
   */
  recover(): Promise<void>;
  /**
   * Tries assertions until they hold, for so much fleet time at most, and for as much wall time more as a busy machine may
   * stand still; then the last of their failures is thrown.
   */
  eventually(assertions: () => void, withinSeconds: Seconds): Promise<void>;
  /** Checks assertions again and again for so much fleet time. */
  throughout(assertions: () => void, seconds: Seconds): Promise<void>;
  stop(): Promise<void>;
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const lookEveryMs = 100;
/** Fleet time goes on by the multiple while a busy machine does nothing: no limit of it may be missed by that alone. */
const standstillMs = 20_000;
const accountId = '111122223333';

/** The one store of the default fleet that nothing measures. */
const unmeasuredStore = 'thumbnails';

/** Thirteen months of bills are computed when they are asked for first, which on a busy machine takes seconds. */
async function warmBills({ ports }: SimulatedWorld): Promise<void> {
  const scope = { accountId, region: 'us-east-1', deadlineMs: 3000 };
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const answer = await ports.aws.costs(scope, toMonthRange(Date.now()));
    if (answer.state === 'answered') return;
  }
}

/** Starts a world of the suite's own and watches it; resolves when every source has answered and every verdict stands. */
export async function watchWorld(seed: number, speed: number): Promise<WatchedWorld> {
  const world = await startWorld(seed, speed);
  const collector = createCollector({
    fleet: defaultFleet,
    ports: world.ports,
    clock: world.clock,
    previous: [],
    write: async () => undefined,
    engineId: 'watching',
    simulated: true,
    log: silent,
  });
  const overview = () => buildFleetOverview(collector.entities(), world.clock.now());
  const sources = () => collector.entities().filter((entity): entity is SourceEntity => entity.kind === 'source');
  /** What is well in the calm fleet, and what was claimed besides while a fault was in force. */
  const calm = new Set<string>();
  const turnedGreen = new Set<string>();
  let isFaulty = false;
  const look = () => {
    const claims = claimsOf(overview());
    if (!isFaulty) for (const words of claims) calm.add(words);
    else for (const words of claims) if (!calm.has(words)) turnedGreen.add(words);
  };
  const ask = () => collector.collectOnce(world.clock.now());
  const tryFor = async (assertions: () => void, withinSeconds: Seconds) => {
    const deadline = world.clock.now() + withinSeconds * 1000;
    for (;;) {
      look();
      try {
        assertions();
        return;
      } catch (error) {
        if (world.clock.now() > deadline) throw error;
      }
      await sleep(lookEveryMs);
    }
  };
  const expectWell = () => {
    // Costs are asked a few times a day, well or not.
    const failing = sources().filter(
      ({ api, state, message }) => api !== 'ce' && (state !== 'answered' || message !== ''),
    );
    if (failing.length > 0)
      throw new Error(`Not well yet: ${failing.map(({ id, state }) => `${id} ${state}`).join(', ')}`);
    const { headline, links, regions, workloads } = overview();
    if (headline.health !== 'healthy') throw new Error(headline.sentence);
    const late = [
      ...links.filter(({ storeId, freshness }) => freshness !== 'live' && storeId !== unmeasuredStore),
      ...regions.filter(({ freshness }) => freshness !== 'live'),
      ...workloads.filter(
        ({ id, protection }) => ['storefront', 'catalog'].includes(id) && protection.state !== 'protected',
      ),
    ];
    if (late.length > 0)
      throw new Error(`Not live yet: ${late.map((one) => ('id' in one ? one.id : one.code)).join(', ')}`);
  };
  const becomeWell = async () => {
    const deadline = performance.now() + 120_000;
    for (;;) {
      await ask();
      const problem = await tryFor(expectWell, 2 * speed).then(
        () => 'none' as const,
        (error: unknown) => error,
      );
      if (problem === 'none') return;
      if (performance.now() > deadline) throw problem;
    }
  };

  await warmBills(world);
  collector.start();
  await becomeWell();
  return {
    world,
    collector,
    overview,
    region: (code) => found(overview().regions, (one) => one.code === code, `region ${code}`),
    workload: (id) => found(overview().workloads, (one) => one.id === id, `workload ${id}`),
    source: (region, api) => found(sources(), (one) => one.region === region && one.api === api, `${api} in ${region}`),
    findings: (code) => overview().findings.filter((one) => code === undefined || one.code === code),
    begin: async (...faults) => {
      look();
      isFaulty = true;
      for (const fault of faults) await world.begin(fault);
      await ask();
    },
    ask,
    recover: async () => {
      const wrong = [...turnedGreen];
      turnedGreen.clear();
      await world.healAll();
      await becomeWell();
      isFaulty = false;
      if (wrong.length > 0) throw new Error(`A fault turned something green: ${wrong.join('; ')}`);
    },
    eventually: (assertions, withinSeconds) => tryFor(assertions, withinSeconds + (standstillMs / 1000) * speed),
    throughout: async (assertions, seconds) => {
      const end = world.clock.now() + seconds * 1000;
      while (world.clock.now() < end) {
        look();
        assertions();
        await sleep(lookEveryMs);
      }
    },
    stop: async () => {
      await collector.stop();
      await world.stop();
    },
  };
}

function found<T>(all: readonly T[], isIt: (one: T) => boolean, what: string): T {
  const one = all.find(isIt);
  if (one === undefined) throw new Error(`There is no ${what}.`);
  return one;
}
