import { defaultFleet } from '../../fleet/default-fleet';
import type {
  Cadence,
  DistributionDescription,
  DistributionEntity,
  KeyDescription,
  KeyEntity,
  SecretDescription,
  SecretEntity,
  SecretReplica,
} from '../entities';
import type { Workload } from '../fleet';
import type { Observation } from '../observation';
import { toObserved } from '../observe';
import type { EpochMs } from '../time';

/** The rhythm in which secrets, keys and distributions are described. */
export const needsCadence: Cadence = { cadenceSeconds: 300, publishDelaySeconds: 4 };

/** A workload of the default fleet with everything it declares. */
export function declaredWorkload(id: string): Workload {
  const found = defaultFleet.workloads.find((workload) => workload.id === id);
  if (!found) throw new Error(`The default fleet has no workload ${id}`);
  return found;
}

/** What a region answered a minute before `now`. */
export function answeredAt<T>(value: T, now: EpochMs): Observation<T> {
  return toObserved(value, now - 60_000, now - 60_000, 'aws-api');
}

const owner = { workloadId: 'checkout', accountId: '111122223333' } as const;

/** A secret of checkout as a region describes it. */
export function secretIn(
  region: string,
  described: Observation<SecretDescription | 'absent'>,
  name = 'checkout/database',
): SecretEntity {
  return { kind: 'secret', id: `checkout/${name}/${region}`, ...owner, name, region, described, cadence: needsCadence };
}

/** What the primary in us-east-1 says of its copy in us-west-2. */
export function secretPrimary(status: SecretReplica['status'], message = ''): SecretDescription {
  return { primaryRegion: 'us-east-1', replicas: [{ region: 'us-west-2', status, message }] };
}

export const secretReplica: SecretDescription = { primaryRegion: 'us-east-1', replicas: [] };

/** The key of checkout as a region describes it. */
export function keyIn(
  region: string,
  described: Observation<KeyDescription | 'absent'>,
  alias = 'alias/checkout',
): KeyEntity {
  return { kind: 'key', id: `checkout/${alias}/${region}`, ...owner, alias, region, described, cadence: needsCadence };
}

export const enabledKey: KeyDescription = {
  keyId: 'mrk-1',
  state: 'Enabled',
  multiRegion: { primary: 'us-east-1', replicas: ['us-west-2'] },
};

/** The distribution of the storefront. */
export function distributionWith(described: Observation<DistributionDescription | 'absent'>): DistributionEntity {
  return {
    kind: 'distribution',
    id: 'storefront/E1STOREFRONT01',
    workloadId: 'storefront',
    accountId: '111122223333',
    distributionId: 'E1STOREFRONT01',
    askedIn: 'us-east-1',
    described,
    cadence: needsCadence,
  };
}

export const deployedDistribution: DistributionDescription = {
  status: 'Deployed',
  enabled: true,
  domainName: 'd1storefront01.cloudfront.net',
  aliases: ['static.acme.example'],
  origins: ['use1.storefront.acme.example', 'usw2.storefront.acme.example'],
  originFailover: true,
};
