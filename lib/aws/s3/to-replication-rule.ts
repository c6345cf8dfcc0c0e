import type { ReplicationRule as WireRule } from '@aws-sdk/client-s3';
import { parseArn } from '../arn';
import type { ReplicationRule } from './readings';

/** A rule without what its metrics are named by, or without a destination, is incomplete. */
export function toReplicationRule(wire: WireRule): Omit<ReplicationRule, 'destinationRegion'> | 'incomplete' {
  const arn = wire.Destination?.Bucket;
  const parts = arn === undefined ? 'not-an-arn' : parseArn(arn);
  if (!wire.ID || parts === 'not-an-arn' || parts.resource === '') return 'incomplete';
  const timeControl = wire.Destination?.ReplicationTime?.Status === 'Enabled';
  return {
    id: wire.ID,
    enabled: wire.Status === 'Enabled',
    destinationBucket: parts.resource,
    destinationAccountId: wire.Destination?.Account ?? 'same',
    metricsEnabled: wire.Destination?.Metrics?.Status === 'Enabled',
    timeControl,
  };
}
