import type { CampaignScenario } from '../scenario/make-scenario';

/**
 * A database without a marker whose replication stands still for longer than its objective of five minutes, and drains
 * within seconds when it goes on: the least that a wrong rule about lag must be caught at.
 */
export const stalledDatabase: CampaignScenario = {
  seed: 1,
  number: 0,
  fleet: 'default',
  startAt: Date.UTC(2026, 10, 20, 12),
  seconds: 960,
  phases: [{ at: 120, until: 456, fault: { kind: 'replication-stalled', workload: 'eu-accounts', store: 'accounts' } }],
};

/** The same, while its lag is not published either. */
export const silentDatabase: CampaignScenario = {
  ...stalledDatabase,
  phases: [
    ...stalledDatabase.phases,
    { at: 120, fault: { kind: 'metrics-lost', region: 'eu-west-1', namespace: 'AWS/RDS' } },
  ],
};
