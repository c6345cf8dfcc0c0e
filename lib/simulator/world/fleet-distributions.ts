import { defaultAccountId, hostedZoneName } from './default-fleet';
import { regionalHostname } from './default-zone';
import type { SimulatedDistribution } from './types';

/** The static files and pictures of the storefront, from the edge; Oregon answers what Virginia cannot. */
export const fleetDistributions: readonly SimulatedDistribution[] = [
  {
    workload: 'storefront',
    id: 'E1STOREFRONT01',
    arn: `arn:aws:cloudfront::${defaultAccountId}:distribution/E1STOREFRONT01`,
    domainName: 'd1storefront01.cloudfront.net',
    aliases: [`static.${hostedZoneName}`],
    origins: ['us-east-1', 'us-west-2'].map((region) => ({
      id: `storefront-${region}`,
      region,
      domainName: regionalHostname('storefront', region),
    })),
  },
];
