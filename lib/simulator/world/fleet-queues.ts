import { defaultAccountId } from './default-fleet';
import type { SimulatedQueue } from './types';

const name = 'checkout-events';

/** The queues of checkout: one in each of its regions, and nothing copies a message from one to the other. */
export const fleetQueues: readonly SimulatedQueue[] = ['us-east-1', 'us-west-2'].map((region) => ({
  region,
  workload: 'checkout',
  name,
  arn: `arn:aws:sqs:${region}:${defaultAccountId}:${name}`,
}));

/** The store that these queues are, as the fleet names it. */
export const queueStore = { workload: 'checkout', store: 'events' } as const;

/** Messages sent for each order-like request that is answered. */
const messagesPerRequest = 0.35;
/** A canary sends one message a minute, so that a queue without customers is measured too. */
const canaryMessages = 1;

/** Messages sent to a region's queue when its targets take so many requests, of which so many fail; all in one time. */
export function messagesSent(requests: number, errors: number): number {
  return Math.round((requests - errors) * messagesPerRequest) + canaryMessages;
}
