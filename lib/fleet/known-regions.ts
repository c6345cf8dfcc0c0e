import type { RegionCode } from '../domain/fleet';

export interface KnownRegion {
  readonly place: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Where AWS's regions are, to a tenth of a degree: what a fleet file need not say. */
const knownRegions: Readonly<Record<RegionCode, KnownRegion>> = {
  'af-south-1': { place: 'Cape Town', latitude: -33.9, longitude: 18.4 },
  'ap-east-1': { place: 'Hong Kong', latitude: 22.3, longitude: 114.2 },
  'ap-northeast-1': { place: 'Tokyo', latitude: 35.7, longitude: 139.7 },
  'ap-northeast-2': { place: 'Seoul', latitude: 37.6, longitude: 127.0 },
  'ap-northeast-3': { place: 'Osaka', latitude: 34.7, longitude: 135.5 },
  'ap-south-1': { place: 'Mumbai', latitude: 19.1, longitude: 72.9 },
  'ap-south-2': { place: 'Hyderabad', latitude: 17.4, longitude: 78.5 },
  'ap-southeast-1': { place: 'Singapore', latitude: 1.35, longitude: 103.8 },
  'ap-southeast-2': { place: 'Sydney', latitude: -33.9, longitude: 151.2 },
  'ap-southeast-3': { place: 'Jakarta', latitude: -6.2, longitude: 106.8 },
  'ap-southeast-4': { place: 'Melbourne', latitude: -37.8, longitude: 145.0 },
  'ca-central-1': { place: 'Montreal', latitude: 45.5, longitude: -73.6 },
  'ca-west-1': { place: 'Calgary', latitude: 51.0, longitude: -114.1 },
  'eu-central-1': { place: 'Frankfurt', latitude: 50.1, longitude: 8.7 },
  'eu-central-2': { place: 'Zurich', latitude: 47.4, longitude: 8.5 },
  'eu-north-1': { place: 'Stockholm', latitude: 59.3, longitude: 18.1 },
  'eu-south-1': { place: 'Milan', latitude: 45.5, longitude: 9.2 },
  'eu-south-2': { place: 'Zaragoza', latitude: 41.6, longitude: -0.9 },
  'eu-west-1': { place: 'Ireland', latitude: 53.3, longitude: -6.3 },
  'eu-west-2': { place: 'London', latitude: 51.5, longitude: -0.1 },
  'eu-west-3': { place: 'Paris', latitude: 48.9, longitude: 2.4 },
  'il-central-1': { place: 'Tel Aviv', latitude: 32.1, longitude: 34.8 },
  'me-central-1': { place: 'UAE', latitude: 24.5, longitude: 54.4 },
  'me-south-1': { place: 'Bahrain', latitude: 26.1, longitude: 50.6 },
  'sa-east-1': { place: 'São Paulo', latitude: -23.6, longitude: -46.6 },
  'us-east-1': { place: 'N. Virginia', latitude: 38.9, longitude: -77.4 },
  'us-east-2': { place: 'Ohio', latitude: 40.0, longitude: -83.0 },
  'us-gov-east-1': { place: 'GovCloud East', latitude: 40.0, longitude: -83.0 },
  'us-gov-west-1': { place: 'GovCloud West', latitude: 45.5, longitude: -122.7 },
  'us-west-1': { place: 'N. California', latitude: 37.4, longitude: -121.9 },
  'us-west-2': { place: 'Oregon', latitude: 45.8, longitude: -119.7 },
};

/** Place and position of a region AWS has had for a while; undefined for newer ones. */
export function findKnownRegion(code: RegionCode): KnownRegion | undefined {
  return Object.hasOwn(knownRegions, code) ? knownRegions[code] : undefined;
}
