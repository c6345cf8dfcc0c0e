import type { WorkloadView } from '@/lib/domain/overview/types';
import type { Seconds } from '@/lib/domain/time';
import type { Frame } from '../harness/frame';
import { broken, excused, type FrameRule, type Remark } from './rule';

/** From here on the tail of users that the design leaves out is no tail: RTO is served when 95 % are. */
const servedShare = 0.95;
/** A minute's figures: the minute, its publication, the poll, and the probes' own time. */
const figuresSeconds: Seconds = 2 * 60 + 90 + 60 + 8;

/**
 * Users whose resolvers still hold the address of a region that is gone are served by nobody until they ask again; no
 * vantage sees them, and design §9.13 reports them apart. They are excused only while, or for an hour after, a region
 * is or was out of reach.
 */
const staleNames = 'resolvers still hold the address of a lost region; no vantage sees their users';
/** Errors behind a health check that passes are told by the load balancer's minute alone. */
const figuresUnderWay = 'its errors have not been published yet: their minute is under way';
/** Health rests on two vantages that answer; figures that cannot be read can make it worse and not better. */
const figuresUnread = 'the figures of its load balancer cannot be read, while both vantages pass';

/** Users who are said to be well are served. */
export const healthyUsersAreServed: FrameRule = {
  says: 'users who are `healthy` are served: 95 % of their requests of the last minute got their answer',
  check: (frame) => frame.overview.workloads.flatMap((workload) => checkWorkload(workload, frame)),
};

function checkWorkload({ id, userHealth }: WorkloadView, frame: Frame): readonly Remark[] {
  const { truth, now } = frame;
  const users = truth.now.users.find(({ workload }) => workload === id);
  if (users === undefined || userHealth.state !== 'healthy' || users.servedShareOfLastMinute >= servedShare) return [];
  if (isAskedByNobody(id, frame)) return [];
  const wasLost = truth
    .faultsSince(now - 3_600_000)
    .some(({ fault }) => fault.kind === 'region-outage' || fault.kind === 'region-cut-off');
  if (wasLost) return [excused(id, staleNames)];
  if (!truth.wasServedBadlyThroughout(id, servedShare, now - figuresSeconds * 1000, now)) {
    return [excused(id, figuresUnderWay)];
  }
  if (!readsFigures(id, frame)) return [excused(id, figuresUnread)];
  return [broken(id, `its users are healthy, and ${Math.round(users.servedShareOfLastMinute * 100)} % are served`)];
}

/** Where nobody asks, nobody is left unserved: a share of nothing is no share. */
function isAskedByNobody(workloadId: string, { truth, now }: Frame): boolean {
  return truth
    .faultsSince(now - figuresSeconds * 1000)
    .some(
      ({ fault }) =>
        fault.kind === 'traffic-surge' && fault.factor === 0 && (fault.workload ?? workloadId) === workloadId,
    );
}

function readsFigures(workloadId: string, { entities, now }: Frame): boolean {
  return entities.every(
    (one) =>
      one.kind !== 'endpoint' ||
      one.workloadId !== workloadId ||
      (one.errorPercent.state === 'observed' && now - one.errorPercent.measuredAt <= figuresSeconds * 1000),
  );
}
