import type { WorkloadDeclaration } from './fleet-declaration';
import type { SimulatedQueue } from './types';
import type { QueuedFacts } from './world-state';

/** A queue as the world keeps it. */
export interface FleetQueue extends SimulatedQueue {
  /** What the world's state remembers it by. */
  readonly id: string;
  /** The store that it is, as the fleet names it. */
  readonly store: string;
}

/** The queues of workloads: one in each of their regions, and nothing copies a message from one to the other. */
export function buildQueues(workloads: readonly WorkloadDeclaration[]): FleetQueue[] {
  // States of worlds with one such store name its queues by region alone.
  const alone = workloads.filter(({ queue }) => queue !== undefined).length === 1;
  return workloads.flatMap(({ id: workload, accountId, queue }) =>
    (queue?.regions ?? []).map((region) => ({
      id: alone ? region : `${workload}/${region}`,
      store: queue?.store ?? '',
      region,
      workload,
      name: queue?.name ?? '',
      arn: `arn:aws:sqs:${region}:${accountId}:${queue?.name}`,
    })),
  );
}

/** Messages sent for each order-like request that is answered. */
const messagesPerRequest = 0.35;
/** A canary sends one message a minute, so that a queue without customers is measured too. */
const canaryMessages = 1;

/** Messages sent to a region's queue when its targets take so many requests, of which so many fail; all in one time. */
export function messagesSent(requests: number, errors: number): number {
  return Math.round((requests - errors) * messagesPerRequest) + canaryMessages;
}

/** Messages that consumers take in a minute: all that are sent, less what piles up, more while they work that off. */
export function messagesTaken(minute: {
  readonly requests: number;
  readonly errors: number;
  readonly queued: QueuedFacts | undefined;
}): number {
  const sent = messagesSent(minute.requests, minute.errors);
  return minute.queued === undefined ? sent : Math.max(0, sent - minute.queued.left);
}
