import type { QueueReading } from '@/lib/aws';
import type { Cadence, QueueEntity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import { toObserved } from '@/lib/domain/observe';
import { storeAdapters } from '@/lib/stores/registry';
import { carry, neverAsked, type Reading } from '../carry';
import { assumedSignalCadence } from '../metric-cadence';
import { standingFor } from '../polling/standing';
import type { Snapshot } from '../snapshot';
import { awsDeadlineMs, type Merge, type MergeContext, type SourceKind, toAskedCadence, toSourceId } from '../source';
import { joinOutcomes } from './join-outcomes';
import { type Place, placesWith, runsIn } from './places';
import { type PlacedStore, storesOfKind } from './stores-of-kind';

const usualSeconds = 60;
const { api, call, kind } = storeAdapters['sqs-queue'];

/** How much waits in the queues of every region; how long, their metrics tell. */
export const queues: SourceKind = (fleet, settings) =>
  placesWith(fleet, (workload, region) => runsIn(workload, region) && hasQueue(workload)).map((place) => {
    const placed = storesOfKind(fleet, place, kind);
    const id = toSourceId(place.accountId, place.region, api);
    const periodSeconds = settings.periodOf(id, usualSeconds);
    const cadence = toAskedCadence(periodSeconds, awsDeadlineMs, settings);
    return {
      id,
      ...place,
      api,
      call,
      rhythm: { periodSeconds, phaseSeconds: 0 },
      deadlineMs: awsDeadlineMs,
      bills: ({ snapshot }) => {
        // Its address and its attributes; what is not there has no address to ask.
        const requests = placed.reduce((sum, one) => sum + (isKnownAbsent(snapshot, place, one) ? 1 : 2), 0);
        const standing = standingFor(placed.map(({ workload }) => workload));
        return [{ id, ...standing, usualSeconds, requests, units: { 'sqs-requests': requests } }];
      },
      ask: async ({ ports, scope, counters }) =>
        joinOutcomes(
          await Promise.all(
            placed.map(async (one) => {
              counters.countCall(call);
              const answer = await ports.aws.queue(scope, one.store.resource);
              const reading = (context: MergeContext): Reading<number | 'absent'> =>
                answer.state === 'answered'
                  ? toReading(answer.value, context)
                  : { state: 'missing', reason: answer.state };
              return { answer, merge: mergeQueue(place, one, reading, cadence) };
            }),
          ),
        ),
      lose: (reason) => (context) => {
        for (const one of placed) mergeQueue(place, one, () => ({ state: 'missing', reason }), cadence)(context);
      },
    };
  });

function isKnownAbsent(snapshot: Snapshot, { region }: Place, { workload, store }: PlacedStore): boolean {
  const messages = snapshot.find('queue', `${workload.id}/${store.id}/${region}`)?.messages;
  return messages?.state === 'observed' && messages.value === 'absent';
}

function hasQueue(workload: Workload): boolean {
  return workload.stores.some((store) => store.kind === kind);
}

/** Messages that are being worked on or delayed are in the queue as well; without all three there is no count. */
function toReading(value: QueueReading | 'absent', { askedAt, receivedAt }: MergeContext): Reading<number | 'absent'> {
  if (value === 'absent') return toObserved(value, askedAt, receivedAt, 'aws-api');
  const { visible, inFlight, delayed } = value;
  if (visible === 'unknown' || inFlight === 'unknown' || delayed === 'unknown') {
    return { state: 'missing', reason: 'no-data' };
  }
  return toObserved(visible + inFlight + delayed, askedAt, receivedAt, 'aws-api');
}

function mergeQueue(
  place: Place,
  { workload, store }: PlacedStore,
  toMessages: (context: MergeContext) => Reading<number | 'absent'>,
  cadence: Cadence,
): Merge {
  return (context) => {
    const { snapshot, receivedAt } = context;
    const id = `${workload.id}/${store.id}/${place.region}`;
    const before: QueueEntity = snapshot.find('queue', id) ?? {
      kind: 'queue',
      id,
      workloadId: workload.id,
      storeId: store.id,
      ...place,
      resource: store.resource,
      messages: neverAsked(receivedAt),
      messagesCadence: cadence,
      oldestMessageAgeSeconds: neverAsked(receivedAt),
      ageCadence: assumedSignalCadence,
    };
    const messages = carry(before.messages, toMessages(context), cadence, receivedAt);
    snapshot.put({ ...before, resource: store.resource, messages, messagesCadence: cadence });
  };
}
