import { type AwsEdgeOptions, createAwsEdge } from '@/lib/aws';
import { toAccountAccess } from '@/lib/collector/account-access';
import type { AlarmEntity, EndpointEntity, Entity, LagSource, LinkEntity, WorkloadEntity } from '@/lib/domain/entities';
import type { Blocker } from '@/lib/domain/recovery/decision';
import { type HeldFlip, heldFlipId } from '@/lib/domain/recovery/held-flip';
import type { StepSpec } from '@/lib/domain/recovery/step';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { createProber } from '@/lib/probes';
import type { Effect } from '@/lib/simulator/control/effect-log';
import type { RunningSimulator } from '@/lib/simulator/start-simulator';
import { startTestSimulator } from '@/lib/simulator/testing/test-simulator';
import type { SimulatedFleet } from '@/lib/simulator/world/simulated-fleet';
import type { World } from '@/lib/simulator/world/types';
import { checkStep, dryRunStep, performStep, readBackStep } from '../run-step';
import type { FlipKeeper, StepCheck, StepContext, StepOutcome, StepPorts } from '../step-kind';
import { accountId } from './sample-specs';

export interface StepWorld {
  readonly simulator: RunningSimulator;
  readonly world: World;
  /** The ports of the steps; what a test lays over them. */
  readonly ports: StepPorts;
  /** What would have changed something since `forget`, whoever asked for it. */
  effects(): Promise<readonly Effect[]>;
  /** Lets fleet time pass. */
  pass(seconds: number): void;
  dryRun(spec: StepSpec): ReturnType<typeof dryRunStep>;
  perform(spec: StepSpec, context?: Partial<StepContext>): Promise<StepOutcome>;
  check(spec: StepSpec, context?: Partial<StepContext>): Promise<StepCheck>;
  readBack(spec: StepSpec, context?: Partial<StepContext>): ReturnType<typeof readBackStep>;
  /** Performs and looks until the step has ended or `seconds` of fleet time have passed. */
  run(spec: StepSpec, seconds?: number): Promise<StepOutcome | StepCheck>;
  stop(): Promise<void>;
}

/** Overlays for what a test needs otherwise than it is. */
export interface StepWorldOptions {
  readonly entities?: (world: World) => readonly Entity[];
  readonly gates?: () => readonly Blocker[];
  readonly edge?: AwsEdgeOptions;
  /** Another fleet than the default one. */
  readonly fleet?: SimulatedFleet;
}

/** The simulated fleet over its own doors, with fleet time that only the test lets pass. */
export async function startStepWorld(options: StepWorldOptions = {}): Promise<StepWorld> {
  const simulator = await startTestSimulator({
    truth: true,
    ...(options.fleet !== undefined && { fleet: options.fleet }),
  });
  const { world } = simulator;
  const access = { accounts: (id: string) => toAccountAccess(defaultFleet, id), pace: 'unlimited' as const };
  const edge = createAwsEdge(
    { mode: 'simulator', endpoint: simulator.url },
    // An endpoint that is silent in one test is asked again in the next.
    { ...access, breaker: { opensAfter: 1000, firstPauseMs: 1, longestPauseMs: 1 }, ...options.edge },
  );
  const prober = createProber({
    mode: 'simulator',
    dns: `127.0.0.1:${simulator.dnsPort}`,
    httpProxy: `http://127.0.0.1:${simulator.httpPort}`,
  });
  // As in an engine that has been running: what is measured here is not how long a role takes.
  for (const purpose of ['read', 'recover'] as const) await edge.roles.enter(accountId, purpose);
  const faults: unknown[] = [];
  const ports: StepPorts = {
    edge,
    prober,
    clock: {
      now: () => world.now,
      async pause(seconds) {
        world.advanceTo(world.now + seconds * 1000);
      },
    },
    flips: rememberFlips(),
    limits: { readMs: 3000, actMs: 3000, endpointMs: 500, leftRegionMs: 800, probeMs: 800 },
    entities: async () => (options.entities ?? checkoutEntities)(world),
    gates: async () => options.gates?.() ?? [],
    signal: new AbortController().signal,
    onFault: (error) => faults.push(error),
  };
  const contextOf = (over: Partial<StepContext> = {}): StepContext => ({ ...firstContext, ...over });
  const perform = (spec: StepSpec, over?: Partial<StepContext>) =>
    performStep(spec, ports, contextOf({ begunAt: world.now, ...over }));
  const check = (spec: StepSpec, over?: Partial<StepContext>) => checkStep(spec, ports, contextOf(over));
  return {
    simulator,
    world,
    ports,
    async effects() {
      if (faults.length > 0) throw faults[0];
      const answer = await fetch(`${simulator.url}/_simulator/effects`);
      return ((await answer.json()) as { effects: Effect[] }).effects;
    },
    pass: (seconds) => world.advanceTo(world.now + seconds * 1000),
    dryRun: (spec) => dryRunStep(spec, ports, contextOf()),
    perform,
    check,
    readBack: (spec, over) => readBackStep(spec, ports, contextOf({ begunAt: world.now, ...over })),
    async run(spec, seconds = 600) {
      const begunAt = world.now;
      let seen: StepOutcome | StepCheck = await perform(spec, { begunAt });
      while ((seen.state === 'begun' || seen.state === 'not-yet') && world.now < begunAt + seconds * 1000) {
        world.advanceTo(world.now + seen.lookAgainIn * 1000);
        seen = await check(spec, { begunAt, remembered: seen.remember });
      }
      if (faults.length > 0) throw faults[0];
      return seen;
    },
    async stop() {
      edge.close();
      await simulator.stop();
    },
  };
}

/** What the store keeps for engines, kept here: nobody but the step publishes. */
function rememberFlips(): FlipKeeper {
  const held = new Map<string, HeldFlip>();
  return {
    find: async (id) => held.get(id) ?? 'none',
    hold: async (one) => void held.set(heldFlipId(one.flip), one),
    end: async (id) => void held.delete(id),
  };
}

const firstContext: StepContext = {
  hadInstances: { 'us-east-1': 6, 'us-west-2': 2 },
  executionId: 'run-1',
  stepId: 'step-1',
  attempt: 1,
  workloadId: 'checkout',
  source: 'us-east-1',
  target: 'us-west-2',
  mode: 'ungraceful',
  begunAt: 'not-yet',
  remembered: {},
  isAgreed: false,
};

/** What the engine knows of checkout, as far as steps read it: what the world says, measured just now. */
export function checkoutEntities(world: World): readonly Entity[] {
  const workload = defaultFleet.workloads.find(({ id }) => id === 'checkout');
  if (workload === undefined) throw new Error('The default fleet has checkout.');
  const known: WorkloadEntity = { kind: 'workload', id: 'checkout', workload, outage: { state: 'none' } };
  return [known, ...workload.regions.map(({ region }) => endpointIn(world, region)), ...alarmsOf(world)];
}

const cadence = { cadenceSeconds: 60, publishDelaySeconds: 5 };

function observed<T>(value: T, at: number) {
  return { state: 'observed', value, measuredAt: at, receivedAt: at, vantage: 'aws-api' } as const;
}

function endpointIn(world: World, region: string): EndpointEntity {
  const group = world.autoScalingGroups(region, accountId).find((one) => one.workload === 'checkout');
  const inService = group?.instances.filter(({ state }) => state === 'InService').length ?? Number.NaN;
  const missing = { state: 'missing', reason: 'not-asked-yet', since: world.now, lastKnown: 'none' } as const;
  return {
    kind: 'endpoint',
    id: `checkout/web/${region}`,
    workloadId: 'checkout',
    accountId,
    region,
    role: region === 'us-east-1' ? 'primary' : 'standby',
    hostname: `${region}.example`,
    probe: missing,
    probeCadence: cadence,
    probeStreak: 0,
    route53: missing,
    route53Cadence: cadence,
    requestsPerSecond: missing,
    errorPercent: missing,
    latencyP95Ms: missing,
    healthyHosts: missing,
    signalCadence: cadence,
    capacity: observed({ inService, desired: group?.desired ?? Number.NaN }, world.now),
    capacityCadence: cadence,
  };
}

/** A workload's alarms as they were attributed, by the names they begin with. */
export function alarmsOf(world: World, workloadId = 'checkout'): readonly AlarmEntity[] {
  return ['us-east-1', 'us-west-2'].flatMap((region) =>
    world
      .alarms(region, accountId)
      .filter(({ name }) => name.startsWith(workloadId))
      .map(({ arn, name, stateReason, transitionedAt }) => ({
        kind: 'alarm',
        id: arn,
        accountId,
        region,
        name,
        state: observed('ok', world.now),
        cadence,
        reason: stateReason,
        changedAt: transitionedAt,
        workloadId,
      })),
  );
}

/** A link from us-east-1 to us-west-2 of which nothing was read but by which metric it is measured. */
export function sampleLink({
  lagSource,
  ...named
}: Pick<LinkEntity, 'id' | 'workloadId' | 'storeId' | 'storeKind' | 'resource'> & {
  readonly lagSource: LagSource;
}): LinkEntity {
  const unread = { state: 'missing', reason: 'not-asked-yet', since: 0, lastKnown: 'none' } as const;
  return {
    ...named,
    kind: 'link',
    accountId,
    source: 'us-east-1',
    target: 'us-west-2',
    consistency: 'eventual',
    copyState: unread,
    copyStateCadence: cadence,
    lag: unread,
    lagCadence: cadence,
    lagEvidence: {
      metric: `${lagSource.name} ${lagSource.statistic}`,
      publishedIn: 'us-west-2',
      quality: 'estimate',
      source: lagSource,
    },
    writesPerSecond: unread,
    writesCadence: cadence,
    writesStoppedAt: 'unproven',
  };
}

/** The sample of a kind. */
export function sampleOf<K extends StepSpec['kind']>(specs: readonly StepSpec[], kind: K) {
  const spec = specs.find((one): one is Extract<StepSpec, { kind: K }> => one.kind === kind);
  if (spec === undefined) throw new Error(`There is no sample of ${kind}.`);
  return spec;
}
