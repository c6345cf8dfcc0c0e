import { defaultAccountId } from './default-fleet';
import { hexOf } from './seeded-random';
import type { SimulatedKey, SimulatedSecret } from './types';

const primaryRegion = 'us-east-1';
const replicaRegion = 'us-west-2';

function buildSecret(name: string, description: string, replicas: SimulatedSecret['replicas']): SimulatedSecret {
  return {
    workload: 'checkout',
    name,
    // Six characters behind the name, the same in every region.
    arnName: `${name}-${hexOf(`secret:${name}`, 6)}`,
    description,
    primaryRegion,
    replicas,
  };
}

/** The secrets of checkout. */
export const fleetSecrets: readonly SimulatedSecret[] = [
  buildSecret('checkout/database', 'Master credentials of checkout-global.', [
    { region: replicaRegion, status: 'InSync', statusMessage: null },
  ]),
  // Never replicated since it was created: a failover would find no such secret.
  buildSecret('checkout/payment-api', 'Key of the payment provider.', [
    {
      region: replicaRegion,
      status: 'Failed',
      statusMessage: 'Replication failed: Access to KMS is not allowed',
    },
  ]),
];

/** The multi-region key of checkout. */
export const fleetKeys: readonly SimulatedKey[] = [
  {
    workload: 'checkout',
    alias: 'alias/checkout',
    id: `mrk-${hexOf('key:checkout', 32)}`,
    description: 'Encrypts the data of checkout in both of its regions.',
    primaryRegion,
    replicaRegions: [replicaRegion],
  },
];

/** ARN of a secret in one of its regions. */
export function secretArn(secret: SimulatedSecret, region: string): string {
  return `arn:aws:secretsmanager:${region}:${defaultAccountId}:secret:${secret.arnName}`;
}

/** ARN of a key in one of its regions. */
export function keyArn(key: SimulatedKey, region: string): string {
  return `arn:aws:kms:${region}:${defaultAccountId}:key/${key.id}`;
}
