import type { AccountId, RegionCode } from '../domain/fleet';
import { type RecoveryDeclaration, usualTransactionPath } from '../domain/recovery/declaration';
import { shortRegionName } from './default-regions';

/** The switches of an account that decide which region answers for a workload. Any one of five endpoints turns them. */
export function routingOf(
  accountId: AccountId,
  workloadId: string,
  regionCodes: readonly RegionCode[],
): RecoveryDeclaration['routing'] {
  const controlPanel = `arn:aws:route53-recovery-control::${accountId}:controlpanel/0f1e2d3c4b5a69788796a5b4c3d2e1f0`;
  const endpoints = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-northeast-1', 'ap-southeast-2'];
  return {
    cluster: {
      arn: `arn:aws:route53-recovery-control::${accountId}:cluster/5d2f8a1c-acme`,
      endpoints: endpoints.map((region) => ({
        region,
        url: `https://5d2f8a1c.route53-recovery-cluster.${region}.amazonaws.com/v1`,
      })),
    },
    controls: regionCodes.map((region) => ({
      region,
      controlArn: `${controlPanel}/routingcontrol/${workloadId}-${shortRegionName(region)}`,
    })),
  };
}

/** Applications that keep what they were told take a transaction under this path and tell it again. */
export const transaction = { entryPointId: 'web', path: usualTransactionPath };
