import type { Entity } from '@/lib/domain/entities';
import { wallsOf } from '@/lib/domain/wall/find-wall';

/** Ids of the walls a link can open, in their order. Never empty. */
export function knownWalls(entities: readonly Entity[]): readonly string[] {
  return wallsOf(entities).map(({ id }) => id);
}
