import type { Entity } from '@/lib/domain/entities';
import type { RegionCode } from '@/lib/domain/fleet';

/** The regions of the fleet, by their codes. */
export function regionsOf(entities: readonly Entity[]): readonly RegionCode[] {
  return entities.flatMap((entity) => (entity.kind === 'region' ? [entity.code] : [])).sort();
}
