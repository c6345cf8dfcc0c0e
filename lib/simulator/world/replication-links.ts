import type { WorkloadDeclaration } from './fleet-declaration';
import { roundTripMs } from './geography';
import { openWave, streamKey } from './seeded-random';
import {
  directionsOf,
  dormantDirectionsOf,
  dormantWritersOf,
  type StoreDeclaration,
  writersOf,
} from './store-declarations';

/** One direction of replication of a store. */
export interface ReplicationLink {
  /** `${store resource}/${source}>${target}` */
  readonly id: string;
  readonly workload: string;
  readonly store: string;
  readonly resource: string;
  readonly kind: StoreDeclaration['kind'];
  readonly source: string;
  readonly target: string;
  /** Commit log it reads: `${store resource}/${source}`. */
  readonly log: string;
  /** A write is acknowledged once the target (or a witness) has it too: nothing is ever on its way. */
  readonly synchronous: boolean;
  /** Calm lag in seconds, around which it moves between 0.58 and 1.42 times that. */
  readonly calmSeconds: number;
  /** Writes a second it applies at most; far above what is committed, so it binds only while a backlog drains. */
  readonly mostWritesPerSecond: number;
  /** It carries nothing until roles change hands. */
  readonly dormant?: true;
}

/** The queue of writes of one store in a region that takes them. */
export interface FleetLog {
  /** `${store resource}/${region}` */
  readonly id: string;
  readonly workload: WorkloadDeclaration;
  readonly store: StoreDeclaration;
  readonly region: string;
  /** It takes nothing until roles change hands. */
  readonly dormant?: true;
}

/** Every direction in which the stores of some workloads replicate. */
export function buildLinks(workloads: readonly WorkloadDeclaration[]): ReplicationLink[] {
  return workloads.flatMap((workload) =>
    workload.stores.flatMap((store) =>
      [
        ...directionsOf(store),
        ...dormantDirectionsOf(store).map((direction) => ({ ...direction, dormant: true as const })),
      ].map(({ source, target, ...rest }) => ({
        id: `${store.resource}/${source}>${target}`,
        workload: workload.id,
        store: store.id,
        resource: store.resource,
        kind: store.kind,
        source,
        target,
        log: `${store.resource}/${source}`,
        synchronous: store.kind === 'dynamodb-global-table' && store.consistency === 'STRONG',
        ...paceOf(store, source, target),
        ...rest,
      })),
    ),
  );
}

/** A log for every region that takes writes of a store. */
export function buildLogs(workloads: readonly WorkloadDeclaration[]): FleetLog[] {
  return workloads.flatMap((workload) =>
    workload.stores.flatMap((store) => [
      ...writersOf(store).map((region) => ({ id: `${store.resource}/${region}`, workload, store, region })),
      ...dormantWritersOf(store).map((region) => ({
        id: `${store.resource}/${region}`,
        workload,
        store,
        region,
        dormant: true as const,
      })),
    ]),
  );
}

function paceOf(
  store: StoreDeclaration,
  source: string,
  target: string,
): Pick<ReplicationLink, 'calmSeconds' | 'mostWritesPerSecond'> {
  switch (store.kind) {
    case 'aurora-global':
      return { calmSeconds: 0.55, mostWritesPerSecond: 600 };
    case 'dynamodb-global-table':
      return { calmSeconds: 0.5 + (roundTripMs(source, target) / 1000) * 5, mostWritesPerSecond: 1500 };
    case 's3-replication':
      return { calmSeconds: store.timeControl ? 12 : 190, mostWritesPerSecond: 200 };
    case 'rds-replica':
      return { calmSeconds: 0.8, mostWritesPerSecond: 300 };
    case 'elasticache-global':
      return { calmSeconds: 0.25 + roundTripMs(source, target) / 1000, mostWritesPerSecond: 4000 };
  }
}

interface LagCourse {
  quick(second: number): number;
  slow(second: number): number;
}

function openCourse(seed: number, link: ReplicationLink): LagCourse {
  return {
    quick: openWave(streamKey(seed, `${link.id}:quick`), Math.max(8, link.calmSeconds * 2.5)),
    slow: openWave(streamKey(seed, `${link.id}:slow`), Math.max(150, link.calmSeconds * 5)),
  };
}

const courses = new WeakMap<ReplicationLink, Map<number, LagCourse>>();

function courseOf(seed: number, link: ReplicationLink): LagCourse {
  let bySeed = courses.get(link);
  if (bySeed === undefined) {
    bySeed = new Map();
    courses.set(link, bySeed);
  }
  const known = bySeed.get(seed);
  if (known !== undefined) return known;
  const course = openCourse(seed, link);
  bySeed.set(seed, course);
  return course;
}

/**
 * Lag of a link that nothing disturbs at a moment, in seconds. It changes by less than a second per second, so what has
 * arrived never un-arrives: the longer the lag, the slower its waves.
 */
export function calmLagSeconds(seed: number, link: ReplicationLink, second: number): number {
  return link.synchronous ? 0 : lagOn(courseOf(seed, link), link, second);
}

function lagOn(course: LagCourse, link: ReplicationLink, second: number): number {
  return Math.max(0.2, link.calmSeconds * (1 + 0.28 * course.quick(second) + 0.14 * course.slow(second)));
}

/** The calm lags of many links at one moment, in their order, for whoever lives from moment to moment. */
export function openCalmLags(seed: number, links: readonly ReplicationLink[]): (second: number) => Float64Array {
  const lives = links.map((link) => ({ link, course: link.synchronous ? undefined : openCourse(seed, link) }));
  const lags = new Float64Array(links.length);
  let known = Number.NaN;
  return (second) => {
    if (second === known) return lags;
    for (let index = 0; index < lives.length; index += 1) {
      const life = lives[index];
      lags[index] = life?.course === undefined ? 0 : lagOn(life.course, life.link, second);
    }
    known = second;
    return lags;
  };
}
