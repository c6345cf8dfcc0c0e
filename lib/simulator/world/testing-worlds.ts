import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bornState, openMetricsOf } from './birth';
import { findDefaultFleet } from './build-fleet';
import type { Mutation } from './journal';
import { applyMutation } from './mutations';
import type { SimulatedFleet } from './simulated-fleet';
import { Simulation } from './simulation';
import type { MetricStatistic, World } from './types';

/** A quiet weekday morning in UTC, on a whole minute. */
export const birthOfTests = Date.UTC(2026, 4, 12, 9, 30, 0);

/** An empty folder of its own for a test's world. */
export function worldFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'simulated-world-'));
}

/** Everything that can be seen of a world, as text, for comparing two of them. */
export function portrayWorld(world: World): string {
  const { accountId } = world;
  const regions = world.regions.map(({ code }) => ({
    code,
    answers: world.regionAnswers(code),
    alarms: world.alarms(code, accountId),
    metrics: world.metrics.list(code, accountId).map((metric) => [
      metric.name,
      world.metrics.query({
        ...metric,
        region: code,
        accountId,
        statistic: 'Average',
        periodSeconds: 60,
        startAt: world.now - 20 * 60_000,
        endAt: world.now,
      }),
    ]),
    www: world.resolve('www.acme.example', 'A', code),
  }));
  return JSON.stringify({
    now: world.now,
    truth: world.truth(),
    zones: world.hostedZones(accountId),
    checks: world.healthChecks(accountId),
    health: world.healthEvents(),
    faults: world.activeFaults(),
    regions,
  });
}

export interface Reading {
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: MetricStatistic;
  readonly minutes?: number;
  readonly periodSeconds?: number;
}

/** The points of a metric over the last minutes (60 unless told). */
export function readMetric(world: World, { minutes = 60, periodSeconds = 60, ...metric }: Reading) {
  return world.metrics.query({
    ...metric,
    accountId: world.accountId,
    periodSeconds,
    startAt: world.now - minutes * 60_000,
    endAt: world.now,
  });
}

/** Aurora's lag as its secondary publishes it. */
export const auroraLag: Reading = {
  region: 'us-west-2',
  namespace: 'AWS/RDS',
  name: 'AuroraGlobalDBRPOLag',
  dimensions: { DBClusterIdentifier: 'checkout-usw2' },
  statistic: 'Maximum',
};

/** DynamoDB's replication latency from a region to another. */
export function tableLatency(region: string, receiving: string): Reading {
  return {
    region,
    namespace: 'AWS/DynamoDB',
    name: 'ReplicationLatency',
    dimensions: { TableName: 'user-sessions', ReceivingRegion: receiving },
    statistic: 'Maximum',
  };
}

/** The truth about one link of a store. */
export function linkTruth(world: World, store: string, source: string, target: string) {
  const found = world
    .truth()
    .links.find((each) => each.store === store && each.source === source && each.target === target);
  if (found === undefined) throw new Error(`The world has no link ${store} ${source} > ${target}.`);
  return found;
}

/** The truth about a workload's users. */
export function usersOf(world: World, workload: string) {
  const found = world.truth().users.find((each) => each.workload === workload);
  if (found === undefined) throw new Error(`The world has no workload ${workload}.`);
  return found;
}

/** Lives on for that many seconds. */
export function pass(world: World, seconds: number): void {
  world.advanceTo(world.now + seconds * 1000);
}

/** A calm simulation without the world around it, whose `steps` count what the passing of time costs. */
export function simulationOfTests(fleet: SimulatedFleet = findDefaultFleet()) {
  const state = bornState(fleet, 1, birthOfTests / 1000);
  const simulation = new Simulation(fleet, state, openMetricsOf(fleet, state));
  const mutate = (mutation: Mutation) => {
    applyMutation(fleet, state, mutation, state.sequence + 1);
    simulation.touch();
  };
  return { simulation, mutate };
}
