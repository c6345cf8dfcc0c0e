import type { Cadence, EndpointReading } from '@/lib/domain/entities';
import type { Fleet } from '@/lib/domain/fleet';
import type { Observation } from '@/lib/domain/observation';
import { toObserved } from '@/lib/domain/observe';
import { carry } from '../carry';
import {
  type Failure,
  type Merge,
  type MergeContext,
  probeDeadlineMs,
  type SourceKind,
  type SourceTask,
  toAskedCadence,
  toSourceId,
} from '../source';
import { noRegion, type Place, placesWith } from './places';

const periodSeconds = 2;

/** One name that is probed, and the entity that its reading belongs to. */
interface ProbedName {
  readonly kind: 'endpoint' | 'routing';
  readonly id: string;
  readonly hostname: string;
  readonly path: string;
}

/** The console's own requests: to every regional endpoint, and through every entry point's own name. */
export const probes: SourceKind = (fleet, settings) => {
  const cadence = toAskedCadence(periodSeconds, probeDeadlineMs, settings);
  const regional = placesWith(fleet, (workload, region) =>
    workload.entryPoints.some((entry) => entry.endpoints.some((endpoint) => endpoint.region === region)),
  );
  const global = fleet.accounts.map((account) => ({ accountId: account.id, region: noRegion }));
  return [
    ...regional.map((place) => toProbeTask(place, endpointNames(fleet, place), cadence)),
    ...global.map((place) => toProbeTask(place, entryPointNames(fleet, place), cadence)),
  ].filter((task) => task !== 'nothing');
};

function toProbeTask(place: Place, names: readonly ProbedName[], cadence: Cadence): SourceTask | 'nothing' {
  const [first] = names;
  if (first === undefined) return 'nothing';
  return {
    id: toSourceId(place.accountId, place.region, 'probe'),
    ...place,
    api: 'probe',
    call: `GET ${first.path}`,
    rhythm: { periodSeconds, phaseSeconds: 0 },
    deadlineMs: probeDeadlineMs,
    ask: async ({ ports, scope }) => {
      const readings = await Promise.all(
        names.map(async (name) => {
          const { hostname, path } = name;
          const { reading } = await ports.prober.probeHttp({ hostname, path, deadlineMs: scope.deadlineMs });
          return { name, reading };
        }),
      );
      // A probe that was not served is an answer: it says what users get.
      return { state: 'answered', message: '', merge: mergeReadings(readings, cadence) };
    },
    lose: (reason) => loseReadings(names, reason, cadence),
  };
}

function mergeReadings(
  readings: readonly { readonly name: ProbedName; readonly reading: EndpointReading }[],
  cadence: Cadence,
): Merge {
  return (context) => {
    for (const { name, reading } of readings) {
      const { snapshot, askedAt, receivedAt } = context;
      const observed = toObserved(reading, askedAt, receivedAt, 'console-probe');
      if (name.kind === 'routing') {
        const routing = snapshot.find('routing', name.id);
        if (routing) snapshot.put({ ...routing, probe: carry(routing.probe, observed, cadence, receivedAt) });
        continue;
      }
      const endpoint = snapshot.find('endpoint', name.id);
      if (endpoint === undefined) continue;
      const probe = carry(endpoint.probe, observed, cadence, receivedAt);
      if (probe === endpoint.probe) continue;
      const goesOn = isSameOutcome(endpoint.probe, reading);
      snapshot.put({
        ...endpoint,
        probe,
        probeStreak: goesOn ? endpoint.probeStreak + 1 : 1,
        probeStreakStartedAt: goesOn ? (endpoint.probeStreakStartedAt ?? askedAt) : askedAt,
      });
    }
  };
}

function isSameOutcome(before: Observation<EndpointReading>, reading: EndpointReading): boolean {
  return before.state === 'observed' && before.value.outcome === reading.outcome;
}

function loseReadings(names: readonly ProbedName[], reason: Failure, cadence: Cadence): Merge {
  return ({ snapshot, receivedAt }: MergeContext) => {
    for (const name of names) {
      const entity = snapshot.find(name.kind, name.id);
      if (entity === undefined) continue;
      const probe = carry(entity.probe, { state: 'missing', reason }, cadence, receivedAt);
      snapshot.put({ ...entity, probe });
    }
  };
}

function endpointNames(fleet: Fleet, place: Place): readonly ProbedName[] {
  return entryPointsOf(fleet, place).flatMap(({ workload, entryPoint }) =>
    entryPoint.endpoints
      .filter((endpoint) => endpoint.region === place.region)
      .map((endpoint) => ({
        kind: 'endpoint' as const,
        id: `${workload.id}/${entryPoint.id}/${endpoint.region}`,
        hostname: endpoint.hostname,
        path: entryPoint.path,
      })),
  );
}

function entryPointNames(fleet: Fleet, place: Place): readonly ProbedName[] {
  return entryPointsOf(fleet, place).map(({ workload, entryPoint }) => ({
    kind: 'routing' as const,
    id: `${workload.id}/${entryPoint.id}`,
    hostname: entryPoint.hostname,
    path: entryPoint.path,
  }));
}

function entryPointsOf(fleet: Fleet, { accountId }: Place) {
  return fleet.workloads
    .filter((workload) => workload.accountId === accountId)
    .flatMap((workload) => workload.entryPoints.map((entryPoint) => ({ workload, entryPoint })));
}
