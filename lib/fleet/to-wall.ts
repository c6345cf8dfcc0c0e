import type { WallDeclaration } from '../domain/wall/types';
import type { WallEntry } from './wall-schema';

/** A wall of the file as the console knows it. */
export function toWall({ id, title, scenes, metres, theme, sound }: WallEntry): WallDeclaration {
  return {
    id,
    ...(title === undefined ? {} : { title }),
    scenes: scenes.map(({ scene, stay }) => ({ scene, seconds: stay })),
    distanceMetres: metres,
    theme,
    sound,
  };
}
