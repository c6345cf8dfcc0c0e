import { KeptItemError } from '../world';
import type { KeptItemWrite, World } from '../world/types';

/** Keeps an item; where its store takes it not, throws what `refuse` makes of the sentence that says so. */
export function keepOrRefuse(
  world: World,
  write: KeptItemWrite,
  refuse: (message: string, code: KeptItemError['code']) => Error,
): ReturnType<World['keepItem']> {
  try {
    return world.keepItem(write);
  } catch (error) {
    throw error instanceof KeptItemError ? refuse(error.message, error.code) : error;
  }
}
