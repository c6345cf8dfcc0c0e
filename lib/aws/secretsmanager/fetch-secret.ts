import {
  DescribeSecretCommand,
  type ReplicationStatusType,
  ResourceNotFoundException,
} from '@aws-sdk/client-secrets-manager';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { toEach } from '../notices';
import type { Answer, CallScope } from '../types';
import type { SecretReading, SecretReplica } from './readings';

const call: AwsCall<'secretsmanager'> = {
  service: 'secretsmanager',
  action: 'secretsmanager:DescribeSecret',
  shows: 'Replication states of secrets',
};

/** Reads where a secret is replicated and whether its copies are in sync; `absent` when the region has no such secret. */
export function fetchSecret(edge: AwsEdge, scope: CallScope, name: string): Promise<Answer<SecretReading | 'absent'>> {
  return ask<'secretsmanager', SecretReading | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    try {
      const output = await client.send(new DescribeSecretCommand({ SecretId: name }), { abortSignal: signal });
      const wire = output.ReplicationStatus ?? [];
      const replicas = toEach(wire, toReplica, (sentence) => notices.push(sentence), 'replicas of secrets');
      // A secret that is not replicated names no primary region: it is its own.
      const primaryRegion = output.PrimaryRegion ?? scope.region;
      return { value: { name: output.Name ?? name, primaryRegion, replicas }, notices };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return { value: 'absent', notices };
      throw error;
    }
  });
}

const statuses = { InSync: 'in-sync', InProgress: 'in-progress', Failed: 'failed' } as const;

function toReplica(wire: ReplicationStatusType): SecretReplica | 'incomplete' {
  if (!wire.Region) return 'incomplete';
  const status = wire.Status === undefined ? 'unknown' : (statuses[wire.Status] ?? 'unknown');
  return { region: wire.Region, status, message: wire.StatusMessage ?? '' };
}
