import type { Entity, RoutingEntity, WorkloadEntity } from '@/lib/domain/entities';
import { isCurrent } from '@/lib/domain/freshness';
import type { CurrentFacts, Execution, RecoveryClock } from '@/lib/domain/recovery/execution';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { DriverNotes } from '@/lib/persistence/executions';
import { readClock } from '../rules/clock/read-clock';
import { readFacts } from '../rules/clock/read-facts';

type Samples = DriverNotes['serviceSamples'];

/** Samples that are kept: more than half an hour of one every two seconds. */
const mostSamples = 1000;

export interface Progress {
  readonly clock: RecoveryClock;
  readonly facts: CurrentFacts;
  readonly samples: Samples;
}

/** How the run's users and data fare, by what the engine knows of its workload at `now`. */
export function readProgress(run: Execution, entities: readonly Entity[], before: Samples, now: EpochMs): Progress {
  const own = entities.filter((entity) => 'workloadId' in entity && entity.workloadId === run.workloadId);
  const routings = own.filter((entity) => entity.kind === 'routing');
  const workload = entities.find(
    (entity): entity is WorkloadEntity => entity.kind === 'workload' && entity.id === run.workloadId,
  );
  const samples = addSample(before, routings, now);
  const clock = readClock(run, {
    outage: workload?.outage ?? { state: 'none' },
    detectedAt: detectionOf(run, own),
    samples: samples.map(([at, servedShare]) => ({ at, servedShare })),
    holdSeconds: holdOf(routings),
  });
  return { clock, facts: readFacts(run, workload, own, now), samples };
}

/** One sample for each new round of probes of the workload's own names: the share of them that passed. */
function addSample(before: Samples, routings: readonly RoutingEntity[], now: EpochMs): Samples {
  const probes = routings.flatMap(({ probe, probeCadence }) =>
    probe.state === 'observed' && isCurrent(probe, probeCadence, now)
      ? [{ at: probe.measuredAt, passed: probe.value.outcome === 'pass' }]
      : [],
  );
  if (probes.length === 0 || probes.length < routings.length) return before;
  const at = Math.max(...probes.map((probe) => probe.at));
  const newest = before.at(-1)?.[0] ?? Number.NEGATIVE_INFINITY;
  if (at <= newest) return before;
  const share = probes.filter(({ passed }) => passed).length / probes.length;
  return [...before, [at, share] as const].slice(-mostSamples);
}

function holdOf(routings: readonly RoutingEntity[]): Seconds {
  return Math.max(2, ...routings.map(({ probeCadence: { cadenceSeconds: c, publishDelaySeconds: d } }) => d + 3 * c));
}

/** When the finding that users are not served was raised; what was once read stays, whatever becomes of the finding. */
function detectionOf(run: Execution, own: readonly Entity[]): EpochMs | 'unknown' {
  const known = run.clock.phases.find(({ phase }) => phase === 'detect')?.to;
  if (typeof known === 'number') return known;
  const { impactAt } = run.clock;
  const raised = own.flatMap((entity) => {
    if (entity.kind !== 'finding' || entity.openedAt === undefined) return [];
    const isIt = entity.code === 'entry-point-down' || entity.code === 'endpoint-down';
    return isIt && (impactAt === 'none' || entity.openedAt >= impactAt) ? [entity.openedAt] : [];
  });
  return raised.length === 0 ? 'unknown' : Math.min(...raised);
}
