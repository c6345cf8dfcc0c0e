import type { RegionCode, Workload } from '../fleet';
import type { FleetEvidence } from '../fleet-evidence';
import { toMissing } from '../observe';
import type { EpochMs } from '../time';
import { strandedUnseen, viewQueue } from '../view-queue';
import { signalView } from './signal-view';
import type { QueueRow } from './types';

/** Every queue of a workload in every region it runs in: one that was not read yet is not an empty one. */
export function viewQueues(
  workload: Workload,
  { queues }: FleetEvidence,
  dark: ReadonlySet<RegionCode>,
  now: EpochMs,
): readonly QueueRow[] {
  return workload.stores
    .filter(({ kind }) => kind === 'sqs-queue')
    .flatMap((store) =>
      workload.regions.map(({ region, role }): QueueRow => {
        const id = `${workload.id}/${store.id}/${region}`;
        const row = { id, storeId: store.id, resource: store.resource, region, role };
        const queue = queues.find((candidate) => candidate.id === id);
        const isDark = dark.has(region);
        if (queue === undefined) {
          const never = { observation: toMissing<never>('not-asked-yet', now), freshness: 'never' as const };
          return { ...row, messages: never, oldestMessageAgeSeconds: never, stranded: strandedUnseen(region, isDark) };
        }
        return {
          ...row,
          messages: signalView(queue.messages, queue.messagesCadence, isDark, now),
          oldestMessageAgeSeconds: signalView(queue.oldestMessageAgeSeconds, queue.ageCadence, isDark, now),
          stranded: viewQueue(queue, now, isDark).stranded,
        };
      }),
    );
}
