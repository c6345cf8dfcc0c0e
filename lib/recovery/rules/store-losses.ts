import type { BackupEntity, LinkEntity, QueueEntity } from '@/lib/domain/entities';
import type { StoreDeclaration, StoreKind, Workload } from '@/lib/domain/fleet';
import type { FleetEvidence } from '@/lib/domain/fleet-evidence';
import { ageSeconds, isCurrent } from '@/lib/domain/freshness';
import { newestValue } from '@/lib/domain/observe';
import { potentialLossOf } from '@/lib/domain/potential-loss';
import type { StoreLoss } from '@/lib/domain/recovery/decision';
import type { PlanMode } from '@/lib/domain/recovery/plan';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { isKeptDatastore } from './kept-datastores';
import type { RoutePair } from './route-pairs';
import { writerMoveOf } from './writer-moves';

/**
 * What becomes of writes that have not arrived. A new writer goes its own way, and what the old one had beyond it is
 * gone; stores whose copies all take writes keep it where it is until the region returns.
 */
const fates: Readonly<Record<StoreKind, 'lost' | 'stranded'>> = {
  'aurora-global': 'lost',
  'rds-replica': 'lost',
  'elasticache-global': 'lost',
  backup: 'lost',
  'dynamodb-global-table': 'stranded',
  's3-replication': 'stranded',
  'sqs-queue': 'stranded',
};

/** What would be lost in a kind of store, not only out of reach. */
export function isLosing(kind: StoreKind): boolean {
  return fates[kind] === 'lost';
}

/**
 * What a run would cost each store of a workload at `now`, worst first not implied: in the order they are declared. A
 * graceful run costs nothing, but where no switchover ends the old writer: of a read replica, and of a cache that is kept. What
 * is not known is `unknown`, never zero; a figure that rests on an estimate says so.
 *
 * @param rebuilt stores that the plan promotes only once all has arrived that was written
 */
export function measureLosses(
  workload: Workload,
  pair: RoutePair,
  mode: PlanMode,
  evidence: FleetEvidence,
  now: EpochMs,
  rebuilt: readonly string[] = [],
): readonly StoreLoss[] {
  return workload.stores.map((store) => {
    if (store.stays === true) return lossOfWhatStays(workload, store, pair, evidence);
    const loss = lossOf(workload, store, pair, evidence, now);
    const figures =
      mode === 'graceful' && (isSwitched(store) || rebuilt.includes(store.id)) ? { ...loss, ...nothing } : loss;
    return store.rebuildable === true ? { ...figures, rebuildable: true } : figures;
  });
}

/** Whether a graceful move ends the old writer of a store before the new one begins, where there is one writer. */
function isSwitched(store: StoreDeclaration): boolean {
  const move = writerMoveOf(store);
  return move === 'none' || (move.graceful !== 'none' && !isKeptDatastore(store));
}

const nothing = { fate: 'none', atMostSeconds: 0, atMostWrites: 0, estimate: false } as const;

function lossOf(
  workload: Workload,
  store: StoreDeclaration,
  { source, target }: RoutePair,
  evidence: FleetEvidence,
  now: EpochMs,
): StoreLoss {
  const isOwn = (entity: { readonly workloadId: string; readonly storeId: string }) =>
    entity.workloadId === workload.id && entity.storeId === store.id;
  if (store.kind === 'sqs-queue') {
    return lossOfQueue(
      store,
      evidence.queues.find((queue) => isOwn(queue) && queue.region === source),
      now,
    );
  }
  if (store.kind === 'backup') {
    return lossOfBackup(
      store,
      evidence.backups.find((backup) => isOwn(backup) && backup.region === target),
      now,
    );
  }
  const links = evidence.links.filter(isOwn);
  const link = links.find((candidate) => candidate.source === source && candidate.target === target);
  if (link !== undefined) return lossOfLink(store, link, now);
  // The target writes already: nothing of it is behind anybody.
  const isWriter = isLosing(store.kind) && links.some((each) => each.source === target && each.target === source);
  return isWriter ? { ...unknownLoss(store), ...nothing } : unknownLoss(store);
}

/** All of it is out of reach for as long as its region is, whatever has arrived elsewhere; where the target writes it, nothing. */
function lossOfWhatStays(
  workload: Workload,
  store: StoreDeclaration,
  { target }: RoutePair,
  { links }: FleetEvidence,
): StoreLoss {
  const own = links.filter((link) => link.workloadId === workload.id && link.storeId === store.id);
  const isAtTarget = own.length > 0 && own.every(({ source }) => source === target);
  return { ...unknownLoss(store), ...(isAtTarget ? nothing : { fate: 'stranded' }) };
}

function lossOfLink(store: StoreDeclaration, link: LinkEntity, now: EpochMs): StoreLoss {
  const copy = newestValue(link.copyState);
  if (link.consistency === 'strong') {
    // No write is acknowledged before a second region has it.
    const measured = copy === 'none' ? {} : { measuredSeconds: 0, measuredAt: copy.measuredAt };
    return copy !== 'none' && copy.value === 'replicating'
      ? { ...unknownLoss(store), ...measured, ...nothing }
      : unknownLoss(store);
  }
  const { measured, atMost, estimate } = potentialLossOf(link, now);
  const atMostSeconds = atMost.state === 'unbounded' ? 'unknown' : roundUp(atMost.seconds);
  return {
    storeId: store.id,
    fate: fates[store.kind],
    measuredSeconds: measured.state === 'known' ? measured.seconds : 'unknown',
    measuredAt: measured.state === 'known' ? measured.measuredAt : 'never',
    atMostSeconds,
    estimate,
    atMostWrites: writesBehind(link, atMostSeconds, now),
  };
}

/**
 * By the newest rate known, but for a rate of zero, which says nothing once it is old. What will never be copied is behind
 * whatever the lag says.
 */
function writesBehind(link: LinkEntity, seconds: StoreLoss['atMostSeconds'], now: EpochMs): StoreLoss['atMostWrites'] {
  const rate = newestValue(link.writesPerSecond);
  if (seconds === 'unknown' || rate === 'none' || !(rate.value >= 0)) return 'unknown';
  if (rate.value === 0 && !isCurrent(link.writesPerSecond, link.writesCadence, now)) return 'unknown';
  const failed = link.backlog === undefined || link.backlog.failed === 'none' ? 0 : link.backlog.failed.operations;
  return Math.ceil(rate.value * seconds + failed - 1e-9);
}

/** What waits in a queue is as old as its oldest message; how much waits is known only while the region tells. */
function lossOfQueue(store: StoreDeclaration, queue: QueueEntity | undefined, now: EpochMs): StoreLoss {
  if (queue === undefined) return unknownLoss(store);
  const messages = newestValue(queue.messages);
  if (messages !== 'none' && messages.value === 'absent') {
    return { ...unknownLoss(store), ...nothing, measuredAt: messages.measuredAt };
  }
  const age = newestValue(queue.oldestMessageAgeSeconds);
  const isCounted = isCurrent(queue.messages, queue.messagesCadence, now);
  return {
    ...unknownLoss(store),
    ...(age === 'none'
      ? {}
      : {
          measuredSeconds: age.value,
          measuredAt: age.measuredAt,
          atMostSeconds: roundUp(age.value + ageSeconds(age.measuredAt, now)),
        }),
    atMostWrites: isCounted && messages !== 'none' && messages.value !== 'absent' ? messages.value : 'unknown',
  };
}

/** Everything since the newest complete point in the target's vault. */
function lossOfBackup(store: StoreDeclaration, backup: BackupEntity | undefined, now: EpochMs): StoreLoss {
  const newest = backup === undefined ? 'none' : newestValue(backup.newest);
  if (newest === 'none' || newest.value === 'none' || newest.value === 'absent') return unknownLoss(store);
  const { createdAt } = newest.value;
  return {
    ...unknownLoss(store),
    measuredSeconds: ageSeconds(createdAt, newest.measuredAt),
    measuredAt: newest.measuredAt,
    atMostSeconds: roundUp(ageSeconds(createdAt, now)),
  };
}

function unknownLoss({ id, kind }: StoreDeclaration): StoreLoss {
  return {
    storeId: id,
    fate: fates[kind],
    measuredSeconds: 'unknown',
    measuredAt: 'never',
    atMostSeconds: 'unknown',
    estimate: false,
    atMostWrites: 'unknown',
  };
}

/** To tenths, against us; a hair of binary noise does not count. */
function roundUp(seconds: Seconds): Seconds {
  return Number((Math.ceil(seconds * 10 - 1e-6) / 10).toFixed(1));
}
