import { defaultWorkloads } from './default-fleet';
import { roundTripMs } from './geography';
import { streamKey, waveAt } from './seeded-random';

/** One direction of replication of a store. */
export interface ReplicationLink {
  /** `${store resource}/${source}>${target}` */
  readonly id: string;
  readonly workload: string;
  readonly store: string;
  readonly resource: string;
  readonly kind: 'aurora-global' | 'dynamodb-global-table';
  readonly source: string;
  readonly target: string;
  /** Commit log it reads: `${store resource}/${source}`. */
  readonly log: string;
  /** Writes a second it applies at most; far above what is committed, so it binds only while a backlog drains. */
  readonly mostWritesPerSecond: number;
}

export const fleetLinks: readonly ReplicationLink[] = defaultWorkloads.flatMap(({ id: workload, store }) => {
  const pairs =
    store.kind === 'aurora-global'
      ? store.secondaries.map((target) => ({ source: store.writer, target }))
      : store.replicas.flatMap((source) =>
          store.replicas.filter((target) => target !== source).map((target) => ({ source, target })),
        );
  return pairs.map(({ source, target }) => ({
    id: `${store.resource}/${source}>${target}`,
    workload,
    store: store.id,
    resource: store.resource,
    kind: store.kind,
    source,
    target,
    log: `${store.resource}/${source}`,
    mostWritesPerSecond: store.kind === 'aurora-global' ? 600 : 1500,
  }));
});

/** Commit logs of the fleet: one per store and region that takes writes. */
export const fleetLogs: readonly { readonly id: string; readonly workload: string; readonly region: string }[] =
  defaultWorkloads.flatMap(({ id: workload, store }) =>
    (store.kind === 'aurora-global' ? [store.writer] : store.replicas).map((region) => ({
      id: `${store.resource}/${region}`,
      workload,
      region,
    })),
  );

interface LagCourse {
  readonly quick: number;
  readonly slow: number;
  readonly baseSeconds: number;
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
  const distance = roundTripMs(link.source, link.target) / 1000;
  const course = {
    quick: streamKey(seed, `${link.id}:quick`),
    slow: streamKey(seed, `${link.id}:slow`),
    baseSeconds: link.kind === 'aurora-global' ? 0.55 : 0.5 + distance * 5,
  };
  bySeed.set(seed, course);
  return course;
}

/**
 * Lag of a link that nothing disturbs at a moment, in seconds: 0.25 to 1 for Aurora, 0.4 to 2.5 by distance for
 * DynamoDB. It changes by less than a second per second, so what has arrived never un-arrives.
 */
export function calmLagSeconds(seed: number, link: ReplicationLink, second: number): number {
  const course = courseOf(seed, link);
  const shape = 1 + 0.28 * waveAt(course.quick, second, 8) + 0.14 * waveAt(course.slow, second, 150);
  return Math.min(2.5, Math.max(0.2, course.baseSeconds * shape));
}
