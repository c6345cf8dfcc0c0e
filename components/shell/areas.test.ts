import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { allAreas } from './areas';

const app = path.resolve(import.meta.dirname, '../../app');

/** Addresses of all pages without parameters; a folder in brackets `( )` is no part of an address. */
function addresses(folder: string, address: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'page.tsx') return [address === '' ? '/' : address];
    if (!entry.isDirectory() || entry.name.startsWith('[')) return [];
    const part = entry.name.startsWith('(') ? '' : `/${entry.name}`;
    return addresses(path.join(folder, entry.name), `${address}${part}`);
  });
}

test('the navigation leads to pages that exist, and to nothing else', () => {
  const existing = addresses(app, '');
  expect(existing).toContain('/sign-in');
  for (const { name, href } of allAreas) expect(existing, name).toContain(href);
});

test('every page of the console that needs no parameter can be reached by the navigation, or is led to by its area', () => {
  const isReached = (address: string) =>
    allAreas.some(({ href }) => href === address || (href !== '/' && address.startsWith(`${href}/`)));
  for (const address of addresses(path.join(app, '(console)'), '')) expect(isReached(address), address).toBe(true);
});

test('each area has a name, an id and a key of its own', () => {
  for (const part of ['id', 'name', 'key', 'href'] as const) {
    expect(new Set(allAreas.map((area) => area[part])).size).toBe(allAreas.length);
  }
});
