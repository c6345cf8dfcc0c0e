import type { AlarmReading } from '@/lib/aws';
import type { AlarmEntity, Cadence } from '@/lib/domain/entities';
import type { Fleet } from '@/lib/domain/fleet';
import { toObserved } from '@/lib/domain/observe';
import { carry, neverAsked } from '../carry';
import { standingFor } from '../polling/standing';
import {
  awsDeadlineMs,
  type Failure,
  type Merge,
  type SourceKind,
  toAskedCadence,
  toOutcome,
  toSourceId,
} from '../source';
import { everyPlace, type Place, workloadsAt } from './places';

const usualSeconds = 60;
/** DescribeAlarms gives at most so many at a time. */
const alarmsPerPage = 100;
const call = 'cloudwatch:DescribeAlarms';

/** The alarms people have set in every account and region. */
export const alarms: SourceKind = (fleet, settings) =>
  everyPlace(fleet).map((place) => {
    const id = toSourceId(place.accountId, place.region, 'cloudwatch-alarms');
    const periodSeconds = settings.periodOf(id, usualSeconds);
    const cadence = toAskedCadence(periodSeconds, awsDeadlineMs, settings);
    return {
      id,
      ...place,
      api: 'cloudwatch-alarms',
      call,
      rhythm: { periodSeconds, phaseSeconds: 0 },
      deadlineMs: awsDeadlineMs,
      bills: ({ snapshot }) => {
        const known = snapshot.all('alarm').filter((alarm) => isAt(alarm, place)).length;
        const pages = Math.max(1, Math.ceil(known / alarmsPerPage));
        return [
          {
            id,
            ...standingFor(workloadsAt(fleet, place)),
            usualSeconds,
            requests: pages,
            units: { 'cloudwatch-requests': pages },
          },
        ];
      },
      ask: async ({ ports, scope, counters }) => {
        counters.countCall(call);
        return toOutcome(
          await ports.aws.alarms(scope),
          (readings) => mergeAlarms(place, readings, cadence),
          (reason) => loseAlarms(place, reason, cadence),
        );
      },
      lose: (reason) => loseAlarms(place, reason, cadence),
    };
  });

/** A complete list replaces what was known of the place: an alarm that was deleted is gone. */
function mergeAlarms(place: Place, readings: readonly AlarmReading[], cadence: Cadence): Merge {
  return ({ fleet, snapshot, askedAt, receivedAt }) => {
    const listed = new Set(readings.map((reading) => reading.arn));
    for (const alarm of snapshot.all('alarm')) {
      if (isAt(alarm, place) && !listed.has(alarm.id)) snapshot.remove('alarm', alarm.id);
    }
    for (const reading of readings) {
      const before = snapshot.find('alarm', reading.arn);
      snapshot.put({
        kind: 'alarm',
        id: reading.arn,
        ...place,
        name: reading.name,
        state: carry(
          before?.state ?? neverAsked(receivedAt),
          // An evaluation that AWS itself calls incomplete is no state.
          reading.evaluation === 'complete'
            ? toObserved(reading.state, askedAt, receivedAt, 'cloudwatch')
            : { state: 'missing', reason: 'no-data' },
          cadence,
          receivedAt,
        ),
        cadence,
        reason: reading.reason,
        changedAt: reading.changedAt === 'unknown' ? (before?.changedAt ?? receivedAt) : reading.changedAt,
        workloadId: workloadOf(fleet, place, reading),
        ...metricOf(reading, before),
      });
    }
  };
}

/** An answer with holes says nothing of the metric: what an alarm watches seldom changes. */
function metricOf({ metric, kind }: AlarmReading, before: AlarmEntity | undefined): Pick<AlarmEntity, 'metric'> {
  if (metric === 'none') return kind === 'metric' && before?.metric !== undefined ? { metric: before.metric } : {};
  const { namespace, name, dimensions } = metric;
  return { metric: { namespace, name, dimensions } };
}

function loseAlarms(place: Place, reason: Failure, cadence: Cadence): Merge {
  return ({ snapshot, receivedAt }) => {
    for (const alarm of snapshot.all('alarm')) {
      if (!isAt(alarm, place)) continue;
      snapshot.put({ ...alarm, state: carry(alarm.state, { state: 'missing', reason }, cadence, receivedAt) });
    }
  };
}

function isAt(alarm: AlarmEntity, place: Place): boolean {
  return alarm.accountId === place.accountId && alarm.region === place.region;
}

/**
 * The workload an alarm is about: by the name of a resource its metric watches, else by the alarm's own name, which
 * begins with the workload's by convention.
 */
function workloadOf(fleet: Fleet, place: Place, reading: AlarmReading): AlarmEntity['workloadId'] {
  const workloads = fleet.workloads.filter((workload) => workload.accountId === place.accountId);
  const watched = reading.metric === 'none' ? [] : Object.values(reading.metric.dimensions);
  const byResource = workloads.find((workload) =>
    [
      ...workload.capacity.flatMap((one) => [one.loadBalancerName, one.autoScalingGroupName]),
      ...workload.stores.map((store) => store.resource),
    ].some((name) => watched.some((value) => value === name || value.split('/').includes(name))),
  );
  return (byResource ?? workloads.find((workload) => reading.name.startsWith(`${workload.id}-`)))?.id ?? 'none';
}
