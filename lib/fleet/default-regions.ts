import type { FleetRegion, RegionCode } from '../domain/fleet';

const databaseClass = 'db.r6g.large';

/** Where the default fleet runs. */
export const defaultRegions: readonly (FleetRegion & { readonly short: string })[] = [
  {
    code: 'us-east-1',
    short: 'use1',
    place: 'N. Virginia',
    latitude: 38.9,
    longitude: -77.4,
    role: 'primary',
    vpcRange: '10.20.0.0/16',
    databaseClass,
    gdpr: false,
  },
  {
    code: 'us-west-2',
    short: 'usw2',
    place: 'Oregon',
    latitude: 45.8,
    longitude: -119.7,
    role: 'standby',
    vpcRange: '10.21.0.0/16',
    databaseClass,
    gdpr: false,
  },
  {
    code: 'eu-central-1',
    short: 'euc1',
    place: 'Frankfurt',
    latitude: 50.1,
    longitude: 8.7,
    role: 'active',
    vpcRange: '10.22.0.0/16',
    databaseClass,
    gdpr: true,
  },
  {
    code: 'ap-southeast-1',
    short: 'apse1',
    place: 'Singapore',
    latitude: 1.35,
    longitude: 103.8,
    role: 'active',
    vpcRange: '10.23.0.0/16',
    databaseClass,
    gdpr: false,
  },
  {
    code: 'eu-west-1',
    short: 'euw1',
    place: 'Ireland',
    latitude: 53.3,
    longitude: -6.3,
    role: 'active',
    vpcRange: '10.24.0.0/16',
    databaseClass,
    gdpr: true,
  },
];

/** Short code of a region as resource names carry it; throws on a region the fleet does not have. */
export function shortRegionName(code: RegionCode): string {
  const region = defaultRegions.find((candidate) => candidate.code === code);
  if (!region) throw new Error(`Region ${code} is not part of the default fleet`);
  return region.short;
}
