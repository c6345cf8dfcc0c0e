import { KeptItemError } from '../world';
import type { KeptItemWrite, World } from '../world/types';

/** Keeps an item; where its store keeps no more, throws what `refuse` makes of the sentence that says so. */
export function keepOrRefuse(
  world: World,
  write: KeptItemWrite,
  refuse: (message: string) => Error,
): ReturnType<World['keepItem']> {
  try {
    return world.keepItem(write);
  } catch (error) {
    throw error instanceof KeptItemError ? refuse(error.message) : error;
  }
}
