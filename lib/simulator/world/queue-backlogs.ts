import { commitWrites, emptyLog, oldestPending, pendingAfter, readWrites, trimLog } from './commit-log';
import { type FleetQueue, messagesSent } from './fleet-queues';
import type { WorkloadService } from './serving';
import type { QueueBacklog, QueuedFacts, WorldState } from './world-state';

/** Messages a second that the consumers of a queue work off, as long as there are any. */
const mostWorkedOffPerSecond = 90;
/** Four days: what nobody has worked off by then is thrown away. */
const retentionSeconds = 345_600;

/** How a second or a stride goes by for the queues. */
export interface QueueTimes {
  readonly queues: readonly FleetQueue[];
  /** First second. */
  readonly from: number;
  readonly seconds: number;
  readonly services: ReadonlyMap<string, WorkloadService>;
  readonly failed: ReadonlySet<string>;
  /** Ids of the queues whose consumers stand still. */
  readonly stopped: ReadonlySet<string>;
}

/** Lets messages pile up where consumers stand still, and be worked off where they go on. A queue at ease has no backlog. */
export function workQueues(state: WorldState, { queues, from, seconds, services, failed, stopped }: QueueTimes): void {
  for (const { id, region, workload } of queues) {
    if (failed.has(region)) continue;
    const backlog = stopped.has(id) ? openBacklog(state, id, from) : state.queues[id];
    if (backlog === undefined) continue;
    const service = services.get(workload)?.regions.find((each) => each.region === region);
    const sent = messagesSent(service?.requests ?? 0, service?.errors ?? 0);
    backlog.sent += commitWrites(backlog.log, from, seconds, sent);
    const now = from + seconds;
    if (stopped.has(id)) {
      backlog.position = Math.max(backlog.position, now - retentionSeconds);
      continue;
    }
    const most = mostWorkedOffPerSecond * seconds;
    const worked = readWrites(backlog.log, backlog.position, now, most, now, seconds);
    backlog.position = worked.position;
    backlog.workedOff += worked.count;
  }
}

function openBacklog(state: WorldState, queue: string, from: number): QueueBacklog {
  const known = state.queues[queue];
  if (known !== undefined) return known;
  const backlog = { log: emptyLog(from), position: from, sent: 0, workedOff: 0 };
  state.queues[queue] = backlog;
  return backlog;
}

/** Whether the queues would go on the same for ever: whatever is piled up is not being worked off. */
export function queuesSettled(
  state: WorldState,
  { queues, failed, stopped }: Pick<QueueTimes, 'queues' | 'failed' | 'stopped'>,
): boolean {
  return queues.every(({ id, region }) => state.queues[id] === undefined || stopped.has(id) || failed.has(region));
}

/** Notes how the queues with a backlog stand at the end of a minute, and closes those that are at ease again. */
export function closeQueues(state: WorldState, minute: number, stopped: ReadonlySet<string>): void {
  const queued: Record<string, QueuedFacts> = {};
  for (const [id, backlog] of Object.entries(state.queues)) {
    const { log, position } = backlog;
    const oldest = oldestPending(log, position);
    queued[id] = {
      visible: pendingAfter(log, position),
      ageSeconds: oldest === undefined ? 0 : state.second - oldest,
      left: backlog.sent - backlog.workedOff,
      idle: stopped.has(id),
    };
    backlog.sent = 0;
    backlog.workedOff = 0;
    trimLog(log, position);
    if (oldest === undefined && !stopped.has(id)) delete state.queues[id];
  }
  if (Object.keys(queued).length > 0) state.queued[minute] = queued;
}
