import type { WorkloadDeclaration } from './fleet-declaration';
import { hexOf } from './seeded-random';
import type { SimulatedKey, SimulatedSecret } from './types';

/** The secrets of a workload. */
export function buildSecrets({ id: workload, secrets = [] }: WorkloadDeclaration): SimulatedSecret[] {
  return secrets.map(({ name, description, primaryRegion, replicas }) => ({
    workload,
    name,
    // Six characters behind the name, the same in every region.
    arnName: `${name}-${hexOf(`secret:${name}`, 6)}`,
    description,
    primaryRegion,
    replicas,
  }));
}

/** The multi-region keys of a workload. */
export function buildKeys({ id: workload, keys = [] }: WorkloadDeclaration): SimulatedKey[] {
  return keys.map(({ alias, description, primaryRegion, replicaRegions }) => ({
    workload,
    alias,
    id: `mrk-${hexOf(`key:${alias.replace('alias/', '')}`, 32)}`,
    description,
    primaryRegion,
    replicaRegions,
  }));
}

/** ARN of a secret in one of its regions. */
export function secretArn(secret: SimulatedSecret, region: string, accountId: string): string {
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:${secret.arnName}`;
}

/** ARN of a key in one of its regions. */
export function keyArn(key: SimulatedKey, region: string, accountId: string): string {
  return `arn:aws:kms:${region}:${accountId}:key/${key.id}`;
}
