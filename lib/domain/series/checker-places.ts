import type { RegionCode } from '../fleet';

export const continents = ['North America', 'South America', 'Europe', 'Asia', 'Oceania', 'Africa'] as const;
export type Continent = (typeof continents)[number];

/** Where Route 53's checkers stand, and on which continent that is. */
const places: Readonly<Record<RegionCode, Continent>> = {
  'us-east-1': 'North America',
  'us-west-1': 'North America',
  'us-west-2': 'North America',
  'sa-east-1': 'South America',
  'eu-west-1': 'Europe',
  'ap-southeast-1': 'Asia',
  'ap-northeast-1': 'Asia',
  'ap-southeast-2': 'Oceania',
};

/** The regions in which Route 53 has checkers; an account cannot add any. */
export const checkerRegions: readonly RegionCode[] = Object.keys(places);

/** The checker regions of a continent; none of Africa, where Route 53 has none. */
export function checkersOn(continent: Continent): readonly RegionCode[] {
  return checkerRegions.filter((region) => places[region] === continent);
}

/** The continent of a checker region; `elsewhere` for one that is not known here. */
export function continentOf(checkerRegion: RegionCode): Continent | 'elsewhere' {
  return places[checkerRegion] ?? 'elsewhere';
}
