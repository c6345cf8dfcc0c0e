import type { Entity, EntityKind, EntityOf } from './entities';
import { preferMarker } from './prefer-marker';
import type { EpochMs } from './time';

/** The entities of a fleet by kind, each in the order of its ids: the order they came in changes nothing. */
export interface FleetEvidence {
  readonly engine: EntityOf<'engine'> | 'none';
  readonly regions: readonly EntityOf<'region'>[];
  readonly sources: readonly EntityOf<'source'>[];
  readonly workloads: readonly EntityOf<'workload'>[];
  readonly endpoints: readonly EntityOf<'endpoint'>[];
  readonly routings: readonly EntityOf<'routing'>[];
  readonly links: readonly EntityOf<'link'>[];
  readonly queues: readonly EntityOf<'queue'>[];
  readonly backups: readonly EntityOf<'backup'>[];
  readonly secrets: readonly EntityOf<'secret'>[];
  readonly keys: readonly EntityOf<'key'>[];
  readonly distributions: readonly EntityOf<'distribution'>[];
  readonly healthChecks: readonly EntityOf<'health-check'>[];
  readonly costs: readonly EntityOf<'cost'>[];
  readonly budgets: readonly EntityOf<'budget'>[];
  readonly alarms: readonly EntityOf<'alarm'>[];
  readonly healthEvents: readonly EntityOf<'health-event'>[];
  readonly quotas: readonly EntityOf<'quota'>[];
  readonly findings: readonly EntityOf<'finding'>[];
  readonly executions: readonly EntityOf<'execution'>[];
  readonly residueReadings: readonly EntityOf<'residue-reading'>[];
  readonly residueOwners: readonly EntityOf<'residue-owner'>[];
}

/**
 * Sorts entities by kind and id. The lag of every link is the best evidence of it there is at `now` (fleet time): its
 * recovery-point marker where that is fresh, so that everything built on it says the same.
 */
export function toFleetEvidence(entities: readonly Entity[], now: EpochMs): FleetEvidence {
  const of = <K extends EntityKind>(kind: K): EntityOf<K>[] =>
    entities.filter((entity): entity is EntityOf<K> => entity.kind === kind).sort(byId);
  return {
    engine: of('engine')[0] ?? 'none',
    regions: of('region'),
    sources: of('source'),
    workloads: of('workload').sort((a, b) => a.workload.tier - b.workload.tier || byId(a, b)),
    endpoints: of('endpoint'),
    routings: of('routing'),
    links: of('link').map((link) => preferMarker(link, now)),
    queues: of('queue'),
    backups: of('backup'),
    secrets: of('secret'),
    keys: of('key'),
    distributions: of('distribution'),
    healthChecks: of('health-check'),
    costs: of('cost'),
    budgets: of('budget'),
    alarms: of('alarm'),
    healthEvents: of('health-event'),
    quotas: of('quota'),
    findings: of('finding'),
    executions: of('execution'),
    residueReadings: of('residue-reading'),
    residueOwners: of('residue-owner'),
  };
}

/** Plain code-unit order: the same on every machine and in every locale. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
