import { type Distribution, GetDistributionCommand, NoSuchDistribution } from '@aws-sdk/client-cloudfront';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { UnusableAnswer } from '../classify-failure';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import type { DistributionReading } from './readings';

const call: AwsCall<'cloudfront'> = {
  service: 'cloudfront',
  action: 'cloudfront:GetDistribution',
  shows: 'States of CloudFront distributions',
};

/** Reads a distribution; its control plane is in us-east-1 whatever region the scope names. `absent`: there is none. */
export function fetchDistribution(
  edge: AwsEdge,
  scope: CallScope,
  id: string,
): Promise<Answer<DistributionReading | 'absent'>> {
  return ask<'cloudfront', DistributionReading | 'absent'>(edge, scope, call, async ({ client, signal }) => {
    try {
      const output = await client.send(new GetDistributionCommand({ Id: id }), { abortSignal: signal });
      if (!output.Distribution?.Id) {
        throw new UnusableAnswer('gave a distribution without an id', 'It is asked again on its next turn.');
      }
      return { value: toDistribution(output.Distribution), notices: [] };
    } catch (error) {
      if (error instanceof NoSuchDistribution) return { value: 'absent', notices: [] };
      throw error;
    }
  });
}

function toDistribution(wire: Distribution): DistributionReading {
  const config = wire.DistributionConfig;
  return {
    id: wire.Id ?? '',
    status: wire.Status ?? 'unknown',
    enabled: config?.Enabled === true,
    domainName: wire.DomainName ?? '',
    aliases: config?.Aliases?.Items ?? [],
    origins: (config?.Origins?.Items ?? []).flatMap(({ DomainName }) => DomainName ?? []),
    originFailover: (config?.OriginGroups?.Items ?? []).length > 0,
  };
}
