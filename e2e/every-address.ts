import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Closed in production: it shows what every other page is made of. */
const closed = new Set(['/gallery']);

/** What stands for a part of a route that is a name, and what a page needs besides to show all it has. */
export interface AddressExamples {
  /** By the part as it stands in `app/`, e.g. `[region]`. */
  readonly names: Readonly<Record<string, string>>;
  /** Query by route. */
  readonly queries: Readonly<Record<string, string>>;
}

/**
 * Every page of the console as an address, found in `app/` so that none can be forgotten.
 *
 * @throws when a route has a name nobody gave an example of
 */
export function everyAddress({ names, queries }: AddressExamples): readonly string[] {
  const routes = findRoutes(path.join(process.cwd(), 'app')).filter((route) => !closed.has(route));
  return routes.sort().map((route) => {
    const address = route.replace(/\[[^\]]+\]/g, (part) => {
      const name = names[part];
      if (name === undefined) throw new Error(`${route} is a page nobody looks at: give an example of ${part}.`);
      return encodeURIComponent(name);
    });
    return `${address}${queries[route] ?? ''}`;
  });
}

/** The routes of all pages below a folder; folders in parentheses are no part of an address. */
function findRoutes(folder: string, route = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'page.tsx') return [route === '' ? '/' : route];
    if (!entry.isDirectory()) return [];
    const part = /^\(.*\)$/.test(entry.name) ? '' : `/${entry.name}`;
    return findRoutes(path.join(folder, entry.name), `${route}${part}`);
  });
}
