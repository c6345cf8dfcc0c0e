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
