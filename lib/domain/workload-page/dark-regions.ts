import type { RegionCode } from '../fleet';
import type { FleetOverview } from '../overview/types';

/** Regions whose own trouble means that nothing from them may be read as current. */
export function darkRegions({ regions }: FleetOverview): ReadonlySet<RegionCode> {
  return new Set(regions.filter(({ reach }) => reach === 'dark').map(({ code }) => code));
}
