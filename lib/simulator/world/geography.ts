import { findRegion, lookUpRegion } from './aws-regions';

const earthRadiusKm = 6371;
const radians = Math.PI / 180;

/** Great-circle distance between two regions, in kilometres. */
export function distanceKm(from: string, to: string): number {
  const a = findRegion(from);
  const b = findRegion(to);
  const latitude = Math.sin(((b.latitude - a.latitude) * radians) / 2) ** 2;
  const longitude = Math.sin(((b.longitude - a.longitude) * radians) / 2) ** 2;
  const chord = latitude + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * longitude;
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Round trip between two regions in milliseconds: the way fibre runs adds about two fifths to the straight line. */
export function roundTripMs(from: string, to: string): number {
  return 2 + (distanceKm(from, to) / 100) * 1.4;
}

const continents: Readonly<Record<string, string>> = { us: 'NA', ca: 'NA', sa: 'SA', eu: 'EU', ap: 'AS', af: 'AF' };

/** Where a resolver near a region stands, in Route 53's codes; undefined where that is unknown. */
export function placeOfResolver(region: string): {
  readonly continent: string | undefined;
  readonly country: string | undefined;
} {
  const known = lookUpRegion(region);
  return { continent: known?.continent ?? continents[region.slice(0, 2)], country: known?.country };
}
