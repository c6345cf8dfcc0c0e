import type { Entity } from '../entities';
import { usualWall, type WallDeclaration } from './types';

/** The walls of the fleet in the order of their ids; the usual one where it declares none. Never empty. */
export function wallsOf(entities: readonly Entity[]): readonly WallDeclaration[] {
  const declared = entities
    .flatMap((entity) => (entity.kind === 'wall' ? [entity.wall] : []))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return declared.length === 0 ? [usualWall] : declared;
}

/** Whether two declarations say the same of a wall, in whichever order their fields were kept. */
export function isSameWall(one: WallDeclaration, other: WallDeclaration): boolean {
  return (
    one.id === other.id &&
    one.title === other.title &&
    one.distanceMetres === other.distanceMetres &&
    one.theme === other.theme &&
    one.sound === other.sound &&
    one.scenes.length === other.scenes.length &&
    one.scenes.every(({ scene, seconds }, place) => {
      const against = other.scenes[place];
      return against?.scene === scene && against.seconds === seconds;
    })
  );
}
