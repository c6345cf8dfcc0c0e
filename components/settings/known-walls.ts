import type { Entity } from '@/lib/domain/entities';

/** The wall every console has while its fleet declares none. */
const usualWall = 'noc';

/** Ids of the walls a link can open, in their order. Never empty. */
export function knownWalls(entities: readonly Entity[]): readonly string[] {
  const declared = entities.flatMap(({ kind, id }) => (String(kind) === 'wall' ? [id] : []));
  return declared.length === 0 ? [usualWall] : declared.sort();
}
