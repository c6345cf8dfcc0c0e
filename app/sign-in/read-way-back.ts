import type { Route } from 'next';

/**
 * Where a person goes once they have signed in: back to the wall that sent them, else to the overview. An address of
 * another place, or of any page but a wall, is not followed.
 */
export function readWayBack(back: string | readonly string[] | undefined): Route {
  const isWall =
    typeof back === 'string' && back.length <= 500 && /^\/wall\/[\w%~-][\w%.~-]*(\?[\w%.~=&+:-]*)?$/.test(back);
  return (isWall ? back : '/') as Route;
}
