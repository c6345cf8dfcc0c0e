import type { HeldFlip } from '../held-flip';

/** A health check that keeps the users of checkout away from us-east-1; nothing was published of its metric yet. */
export const sampleHeldFlip: HeldFlip = {
  workloadId: 'checkout',
  executionId: 'run-1',
  flip: {
    accountId: '111122223333',
    healthCheck: 'c1',
    region: 'us-east-1',
    standby: 'us-west-2',
    alarm: 'given-up',
    metric: { namespace: 'Acme/Recovery', name: 'GivenUp', dimensions: {}, away: 1, back: 0 },
    to: 'away',
    entryPointId: 'web',
    hostname: 'checkout.acme.example',
    statusHostname: 'status.usw2.checkout.acme.example',
  },
  since: 0,
  publishedAt: 0,
  trouble: '',
};
