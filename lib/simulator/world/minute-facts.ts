import { calmConditions, slownessOf, surgeOf } from './conditions';
import { isInUse } from './database-roles';
import type { WorkloadDeclaration } from './fleet-declaration';
import { calmLagSeconds, type ReplicationLink } from './replication-links';
import type { PlaceCapacity } from './scaling';
import { serveWorkload, type WorkloadService, writesInto } from './serving';
import type { SimulatedFleet } from './simulated-fleet';
import { demandOfMinute } from './traffic';
import type { MinuteFacts, QueuedFacts, Regime } from './world-state';

/** One finished minute as the metrics see it. */
export interface MinuteView {
  readonly minute: number;
  lost(region: string): boolean;
  requests(workload: string, region: string): number;
  errors(workload: string, region: string): number;
  /** How many times the usual time answers took; 1 in a fleet at ease. */
  slowness(workload: string, region: string): number;
  /** Capacity of a workload in a region where somebody changed it; undefined where it is as configured. */
  capacity(workload: string, region: string): PlaceCapacity | undefined;
  commits(log: string): number;
  arrivals(
    link: string,
  ): { readonly count: number; readonly latencySum: number; readonly latencyMax: number } | undefined;
  lag(
    link: string,
  ): { readonly samples: number; readonly sum: number; readonly min: number; readonly max: number } | undefined;
  /** Seconds up to the minute's end in which a database replica whose region is up heard nothing of its source. */
  deaf(link: string): number;
  /** Objects that wait for replication at the minute's end. */
  waiting(link: string): number;
  /** Objects that failed to be copied in the minute, for good. */
  failed(link: string): number;
  /** How a queue stood if it had a backlog, by its id. */
  queued(queue: string): QueuedFacts | undefined;
  health(
    check: string,
  ): { readonly samples: number; readonly sum: number; readonly min: number; readonly minStatus: 0 | 1 } | undefined;
}

/** What is counted of a minute however it was lived through, where there was any of it: by link, or by queue. */
export interface MinuteCounts {
  readonly waiting: Readonly<Record<string, number>>;
  readonly failures: Readonly<Record<string, number>>;
  readonly queued: Readonly<Record<string, QueuedFacts>>;
}

export function emptyFacts(): MinuteFacts {
  return { requests: {}, errors: {}, lost: [], commits: {}, arrivals: {}, lag: {}, deaf: {}, health: {} };
}

/** A minute whose course was recorded because something changed in it. */
export function viewRecorded(
  minute: number,
  facts: MinuteFacts,
  { waiting, failures, queued }: MinuteCounts,
): MinuteView {
  return {
    minute,
    lost: (region) => facts.lost.includes(region),
    requests: (workload, region) => facts.requests[`${workload}/${region}`] ?? 0,
    errors: (workload, region) => facts.errors[`${workload}/${region}`] ?? 0,
    slowness: (workload, region) => facts.slow?.[`${workload}/${region}`] ?? 1,
    capacity: (workload, region) => facts.capacities?.[`${workload}/${region}`],
    commits: (log) => facts.commits[log] ?? 0,
    arrivals: (link) => facts.arrivals[link],
    lag: (link) => facts.lag[link],
    deaf: (link) => facts.deaf[link] ?? 0,
    waiting: (link) => waiting[link] ?? 0,
    failed: (link) => failures[link] ?? 0,
    queued: (queue) => queued[queue],
    health: (check) => facts.health[check],
  };
}

/** A minute in which nothing changed: everything about it follows from the seed and the regime. */
export function viewSettled(
  { linkById, logById, workloadById }: SimulatedFleet,
  seed: number,
  minute: number,
  regime: Regime,
  { waiting, failures, queued }: MinuteCounts,
): MinuteView {
  const failed = new Set(regime.failed);
  const conditions = regime.conditions ?? calmConditions;
  const unreachable = new Set([...regime.failed, ...conditions.cutOff]);
  const services = new Map<string, WorkloadService>();
  const serve = (workload: WorkloadDeclaration) => {
    const known = services.get(workload.id);
    if (known !== undefined) return known;
    const demands = workload.populations.map(
      (population) =>
        demandOfMinute(seed, workload, population, minute) * surgeOf(conditions, workload.id, population.id),
    );
    const service = serveWorkload(workload, demands, regime.users[workload.id] ?? [], failed, conditions);
    services.set(workload.id, service);
    return service;
  };
  const inRegion = (workload: string, region: string) => {
    const declared = workloadById.get(workload);
    return declared === undefined ? undefined : serve(declared).regions.find((each) => each.region === region);
  };
  const commits = (log: string) => {
    const found = logById.get(log);
    if (found === undefined) return 0;
    return Math.floor(writesInto(found.store, serve(found.workload), found.region, failed, conditions));
  };
  const lags = new Map<string, ReturnType<typeof lagOfMinute>>();
  const lag = (id: string) => {
    const known = lags.get(id);
    if (known !== undefined) return known;
    const link = linkById.get(id);
    if (link === undefined || link.synchronous || !isInUse(link, conditions.databases)) return undefined;
    if (unreachable.has(link.source) || unreachable.has(link.target)) return undefined;
    const frozen = regime.stalled[id];
    const course = frozen === undefined ? lagOfMinute(seed, link, minute) : frozenLagOfMinute(frozen, minute);
    lags.set(id, course);
    return course;
  };
  return {
    minute,
    lost: (region) => failed.has(region),
    requests: (workload, region) => inRegion(workload, region)?.requests ?? 0,
    errors: (workload, region) => inRegion(workload, region)?.errors ?? 0,
    slowness: (workload, region) => slownessOf(conditions, workload, region),
    capacity: (workload, region) => conditions.capacities?.[`${workload}/${region}`],
    commits,
    arrivals: (id) => {
      const course = lag(id);
      const count = commits(linkById.get(id)?.log ?? '');
      if (course === undefined || count === 0 || regime.stalled[id] !== undefined) return undefined;
      return { count, latencySum: (count * course.sum) / course.samples, latencyMax: course.max };
    },
    lag,
    deaf: (id) => {
      const link = linkById.get(id);
      if (link !== undefined && !isInUse(link, conditions.databases)) return 0;
      const source = link?.source ?? '';
      return regime.stalled[id] !== undefined || unreachable.has(source) ? 60 : 0;
    },
    waiting: (id) => {
      const known = waiting[id];
      if (known !== undefined) return known;
      return Math.round((commits(linkById.get(id)?.log ?? '') / 60) * (lag(id)?.max ?? 0));
    },
    failed: (id) => failures[id] ?? 0,
    queued: (queue) => queued[queue],
    health: (check) => {
      const share = regime.passing[check];
      return share === undefined
        ? undefined
        : { samples: 60, sum: share * 60, min: share, minStatus: share > 0.18 ? 1 : 0 };
    },
  };
}

/** Lag over a minute of a link that carries nothing since it reached `position`. */
function frozenLagOfMinute(position: number, minute: number) {
  const min = minute * 60 + 1 - position;
  const max = minute * 60 + 60 - position;
  return { samples: 60, sum: (60 * (min + max)) / 2, min, max };
}

/** The calm course of a link's lag over a minute, sampled every five seconds. */
function lagOfMinute(seed: number, link: ReplicationLink, minute: number) {
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  for (let second = minute * 60 + 5; second <= minute * 60 + 60; second += 5) {
    const lag = calmLagSeconds(seed, link, second);
    sum += 5 * lag;
    if (lag < min) min = lag;
    if (lag > max) max = lag;
  }
  return { samples: 60, sum, min, max };
}
