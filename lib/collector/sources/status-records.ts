import type { Cadence, EndpointReading } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import type { StatusReading } from '@/lib/probes';
import { carry, type Reading } from '../carry';
import {
  type Failure,
  type Merge,
  type MergeContext,
  type Outcome,
  probeDeadlineMs,
  type SourceKind,
  toAskedCadence,
  toSourceId,
} from '../source';
import { placesWith } from './places';

const periodSeconds = 2;

interface StatusName {
  readonly endpointId: string;
  readonly hostname: string;
}

/**
 * What Route 53's health checkers think of every regional endpoint, as its status record answers over DNS: a vantage
 * that needs no API and survives the loss of any region.
 */
export const statusRecords: SourceKind = (fleet, settings) => {
  const cadence = toAskedCadence(periodSeconds, probeDeadlineMs, settings);
  return placesWith(fleet, (workload, region) =>
    workload.entryPoints.some((entry) => entry.endpoints.some((endpoint) => endpoint.region === region)),
  ).map((place) => {
    const names = fleet.workloads
      .filter((workload) => workload.accountId === place.accountId)
      .flatMap((workload) =>
        workload.entryPoints.flatMap((entry) =>
          entry.endpoints
            .filter((endpoint) => endpoint.region === place.region)
            .map((endpoint) => ({
              endpointId: `${workload.id}/${entry.id}/${endpoint.region}`,
              hostname: endpoint.statusHostname,
            })),
        ),
      );
    return {
      id: toSourceId(place.accountId, place.region, 'dns'),
      ...place,
      api: 'dns',
      call: 'TXT status record',
      rhythm: { periodSeconds, phaseSeconds: 0 },
      deadlineMs: probeDeadlineMs,
      ask: async ({ ports, scope }) => {
        const readings = await Promise.all(
          names.map(async (name) => ({
            name,
            reading: await ports.prober.readStatusRecord(name.hostname, scope.deadlineMs),
          })),
        );
        return toStatusOutcome(readings, cadence);
      },
      lose: (reason) => mergeAll(names, { state: 'missing', reason }, cadence),
    };
  });
};

type NamedReading = { readonly name: StatusName; readonly reading: StatusReading };

/** The source has answered if any of its names did; what one name lacks is said at its own endpoint. */
function toStatusOutcome(readings: readonly NamedReading[], cadence: Cadence): Outcome {
  const merge: Merge = (context) => {
    for (const { name, reading } of readings) mergeOne(name, toReading(reading, context), cadence, context);
  };
  const unreadable = readings.flatMap(({ reading }) => (reading.outcome === 'unreadable' ? [reading] : []));
  const [first] = unreadable;
  if (first === undefined || unreadable.length < readings.length) return { state: 'answered', message: '', merge };
  return { state: first.reason === 'timed-out' ? 'timed-out' : 'failed', message: first.detail, merge };
}

function toReading(status: StatusReading, { askedAt, receivedAt }: MergeContext): Reading<EndpointReading> {
  switch (status.outcome) {
    case 'healthy':
      return toObserved({ outcome: 'pass', latencyMs: status.latencyMs }, askedAt, receivedAt, 'route53-answer');
    case 'unhealthy':
      return toObserved(
        { outcome: 'fail', detail: 'the status record answers unhealthy' },
        askedAt,
        receivedAt,
        'route53-answer',
      );
    case 'unreadable':
      return { state: 'missing', reason: reasons[status.reason] };
  }
}

const reasons = {
  'no-such-name': 'not-published',
  'timed-out': 'timed-out',
  failed: 'failed',
  unrecognised: 'failed',
} as const;

function mergeAll(
  names: readonly StatusName[],
  reading: { readonly state: 'missing'; readonly reason: Failure },
  cadence: Cadence,
): Merge {
  return (context) => {
    for (const name of names) mergeOne(name, reading, cadence, context);
  };
}

function mergeOne(
  { endpointId }: StatusName,
  reading: Reading<EndpointReading>,
  cadence: Cadence,
  { snapshot, receivedAt }: MergeContext,
): void {
  const endpoint = snapshot.find('endpoint', endpointId);
  if (endpoint) snapshot.put({ ...endpoint, route53: carry(endpoint.route53, reading, cadence, receivedAt) });
}
