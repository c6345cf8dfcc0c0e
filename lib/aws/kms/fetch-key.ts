import { DescribeKeyCommand, type KeyMetadata, NotFoundException } from '@aws-sdk/client-kms';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { KeyReading } from './readings';

const call: AwsCall<'kms'> = { service: 'kms', action: 'kms:DescribeKey', shows: 'States of encryption keys' };

/** Reads a key by id, ARN or alias; `absent` when the region has no such key. */
export function fetchKey(edge: AwsEdge, scope: CallScope, keyId: string): Promise<Answer<KeyReading | 'absent'>> {
  return ask<'kms', KeyReading | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    try {
      const output = await client.send(new DescribeKeyCommand({ KeyId: keyId }), { abortSignal: signal });
      if (!output.KeyMetadata?.KeyId) {
        throw new UnusableAnswer('gave a key without an id', 'It is asked again on its next turn.');
      }
      return { value: toKey(output.KeyMetadata), notices: [] };
    } catch (error) {
      if (error instanceof NotFoundException) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}

function toKey(wire: KeyMetadata): KeyReading {
  const regions = wire.MultiRegionConfiguration;
  const primary = regions?.PrimaryKey?.Region;
  return {
    keyId: wire.KeyId ?? '',
    state: wire.KeyState ?? 'unknown',
    multiRegion:
      wire.MultiRegion !== true || primary === undefined
        ? 'none'
        : { primary, replicas: (regions?.ReplicaKeys ?? []).flatMap(({ Region }) => Region ?? []) },
  };
}
