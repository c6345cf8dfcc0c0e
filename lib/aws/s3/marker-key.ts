import type { RegionCode } from '../../domain/fleet';

/** The object that holds the marker of a source region. */
export function toMarkerObjectKey(source: RegionCode): string {
  return `.antipode/marker/${source}`;
}
