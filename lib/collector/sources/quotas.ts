import type { QuotaReading } from '@/lib/aws';
import type { Cadence, QuotaEntity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import { isLimitedBy, type WatchedQuota, watchedQuotas } from '@/lib/domain/watched-quotas';
import { carry, neverAsked, type Reading } from '../carry';
import { awsDeadlineMs, type Merge, type MergeContext, type SourceKind, toAskedCadence, toSourceId } from '../source';
import { joinOutcomes } from './join-outcomes';
import { everyPlace, type Place, runsIn } from './places';

/** They change by the hand of a person, and AWS takes hours to days for it. */
const periodSeconds = 14_400;

const api = 'servicequotas';
const call = 'servicequotas:GetServiceQuota';

/** The quotas that decide whether workloads could be carried by the regions they may be taken to. */
export const quotas: SourceKind = (fleet, settings) =>
  everyPlace(fleet).flatMap((place) => {
    const there = fleet.workloads.filter(
      // Where a workload has one region, there is nothing to compare.
      (workload) =>
        workload.accountId === place.accountId && runsIn(workload, place.region) && workload.regions.length > 1,
    );
    const wanted = watchedQuotas.filter((quota) => there.some((workload) => isLimitedBy(workload, quota)));
    if (wanted.length === 0) return [];
    const cadence = toAskedCadence(periodSeconds, awsDeadlineMs, settings);
    return {
      id: toSourceId(place.accountId, place.region, api),
      ...place,
      api,
      call,
      rhythm: { periodSeconds, phaseSeconds: 0 },
      deadlineMs: awsDeadlineMs,
      ask: async ({ ports, scope, counters }) =>
        joinOutcomes(
          await Promise.all(
            wanted.map(async (quota) => {
              counters.countCall(call);
              const answer = await ports.aws.quota(scope, quota.serviceCode, quota.quotaCode);
              const merge: Merge = (context) =>
                answer.state === 'answered'
                  ? mergeQuota(place, quota, answer.value, cadence, context)
                  : loseQuota(place, quota, { state: 'missing', reason: answer.state }, cadence, context);
              return { answer, merge };
            }),
          ),
        ),
      lose: (reason) => (context) => {
        for (const quota of wanted) loseQuota(place, quota, { state: 'missing', reason }, cadence, context);
      },
    };
  });

function mergeQuota(
  place: Place,
  quota: WatchedQuota,
  reading: QuotaReading | 'absent',
  cadence: Cadence,
  context: MergeContext,
): void {
  const { askedAt, receivedAt } = context;
  const value = reading === 'absent' ? reading : reading.value;
  const name = reading === 'absent' ? undefined : reading.name;
  put(place, quota, toObserved(value, askedAt, receivedAt, 'aws-api'), cadence, context, name);
}

function loseQuota(
  place: Place,
  quota: WatchedQuota,
  reading: Reading<number | 'absent'>,
  cadence: Cadence,
  context: MergeContext,
): void {
  put(place, quota, reading, cadence, context);
}

function put(
  place: Place,
  { serviceCode, quotaCode }: WatchedQuota,
  reading: Reading<number | 'absent'>,
  cadence: Cadence,
  { snapshot, receivedAt }: MergeContext,
  name?: string,
): void {
  const id = `${place.accountId}/${place.region}/${serviceCode}/${quotaCode}`;
  const before = snapshot.find('quota', id);
  const entity: QuotaEntity = {
    kind: 'quota',
    id,
    ...place,
    serviceCode,
    quotaCode,
    name: name ?? before?.name ?? quotaCode,
    value: carry(before?.value ?? neverAsked(receivedAt), reading, cadence, receivedAt),
    cadence,
  };
  snapshot.put(entity);
}
