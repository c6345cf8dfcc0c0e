import type { CellView, WorkloadView } from '@/lib/domain/overview/types';
import type { Seconds } from '@/lib/domain/time';
import type { Fault } from '@/lib/simulator/world/types';
import { type Frame, frameSeconds } from '../harness/frame';
import { broken, excused, type FrameRule, type Remark } from './rule';

/** One probe interval, and one for the second probe without which a failure is not believed. */
const probesSeconds: Seconds = 2 * frameSeconds;
/** Route 53's checkers ask every 10 s and change their minds after three answers; the record follows at once. */
const checkersSeconds: Seconds = 3 * 10 + 10;
const bothVantagesSeconds = probesSeconds + checkersSeconds + frameSeconds;
/** Figures of load balancers come minutes late: the console may still know of errors that are over. */
const figuresSeconds: Seconds = 600;

/**
 * Faults that change nothing for users: they are AWS's APIs, its figures, or the console itself. Only while there are no
 * others must health be exactly `healthy`.
 */
const harmless: readonly Fault['kind'][] = [
  'metrics-lost',
  'metrics-late',
  'control-planes-down',
  'clock-skew',
  'region-not-opted-in',
  'credentials-expired',
  'access-denied',
  'no-support-plan',
  'throttled',
  'repeated-token',
  'partial-pages',
  'values-missing',
  'endpoint-hangs',
  'replication-stalled',
  'objects-failing',
  'capacity-short',
];

const cutOff = 'the console itself is cut off, or was until a moment ago: it says that it does not know';

/** Whether users of a region are served is said as it is, as soon as the two vantages can tell. */
export const healthEqualsTheTruth: FrameRule = {
  says: 'user health equals the truth within one probe interval and two vantages',
  check: (frame) =>
    frame.overview.workloads
      .filter(({ hasUsers }) => hasUsers)
      .flatMap((workload) => [
        ...workload.cells.flatMap((cell) => checkCell(workload, cell, frame)),
        ...checkUsers(workload, frame),
      ]),
};

function checkCell({ id }: WorkloadView, { region, health }: CellView, frame: Frame): readonly Remark[] {
  const { truth, now } = frame;
  const entity = `${id} in ${region}`;
  const since = (seconds: Seconds) => now - seconds * 1000;
  const wasLost = (seconds: Seconds) => truth.wasUnreachableThroughout(region, since(seconds), now);
  const wasEverLost = (seconds: Seconds) => truth.wasEverUnreachable(region, since(seconds), now);
  const wasCutOff = truth.wasConsoleCutOffSince(since(bothVantagesSeconds));
  if (health.state === 'healthy' && wasLost(probesSeconds)) {
    return [broken(entity, `healthy, and nobody outside it has been served for ${probesSeconds} s`)];
  }
  if (health.state === 'down' && !wasEverLost(probesSeconds)) {
    return [broken(entity, `down, and it has been there all of the last ${probesSeconds} s`)];
  }
  if (wasLost(bothVantagesSeconds) && health.state !== 'down') {
    if (wasCutOff) return [excused(entity, cutOff)];
    return [broken(entity, `${health.state} (${health.reason}), and it has been lost for ${bothVantagesSeconds} s`)];
  }
  const isAtPeace =
    !wasEverLost(bothVantagesSeconds) &&
    truth.faultsSince(since(figuresSeconds)).every(({ fault }) => harmless.includes(fault.kind));
  if (isAtPeace && health.state !== 'healthy') {
    return [
      broken(entity, `${health.state} (${health.reason}), and nothing has troubled its users for ${figuresSeconds} s`),
    ];
  }
  return [];
}

/** What all users of a workload get follows from its regions: some of those that serve lost is degraded, all is down. */
function checkUsers({ id, userHealth, cells, strategy }: WorkloadView, { truth, now }: Frame): readonly Remark[] {
  const lost = cells.filter(({ region }) => truth.wasUnreachableThroughout(region, now - probesSeconds * 1000, now));
  const everLost = cells.filter(({ region }) => truth.wasEverUnreachable(region, now - probesSeconds * 1000, now));
  const serving = strategy === 'active-active' ? cells.filter(({ role }) => role === 'active') : cells;
  if (userHealth.state === 'healthy' && strategy === 'active-active' && lost.length > 0) {
    return [broken(id, `its users are healthy, and ${lost.map(({ region }) => region).join(', ')} is lost`)];
  }
  if (userHealth.state === 'healthy' && lost.length === serving.length) {
    return [broken(id, 'its users are healthy, and all of its regions are lost')];
  }
  const allCouldBeLost = strategy === 'active-active' ? everLost.length === serving.length : everLost.length > 0;
  if (userHealth.state === 'down' && !allCouldBeLost) {
    return [broken(id, `its users get nothing, and only ${everLost.length} of ${serving.length} regions were lost`)];
  }
  return [];
}
