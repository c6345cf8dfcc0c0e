import type { Entity } from '../entities';
import { usualWall, type WallDeclaration } from './types';

/** The walls of the fleet in the order of their ids; the usual one where it declares none. Never empty. */
export function wallsOf(entities: readonly Entity[]): readonly WallDeclaration[] {
  const declared = entities
    .flatMap((entity) => (entity.kind === 'wall' ? [entity.wall] : []))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return declared.length === 0 ? [usualWall] : declared;
}
