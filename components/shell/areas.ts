/** A part of the console with a page of its own. */
export interface Area {
  readonly id: string;
  readonly name: string;
  readonly href: `/${string}`;
  /** `g` and then this key goes there; each key once. */
  readonly key: string;
  /** Its page takes a time range, which is then carried along. */
  readonly ranged?: true;
}

/**
 * Where the navigation, the palette and the shortcuts lead, in their order. A new page is one line here; a test refuses
 * a line without a page.
 */
export const areas = [
  { id: 'overview', name: 'Overview', href: '/', key: 'o' },
  { id: 'regions', name: 'Regions', href: '/regions', key: 'r' },
  { id: 'workloads', name: 'Workloads', href: '/workloads', key: 'w' },
  { id: 'recovery', name: 'Recovery', href: '/recovery', key: 'e' },
  { id: 'replication', name: 'Replication', href: '/replication', key: 'l' },
  { id: 'routing', name: 'Routing', href: '/routing', key: 'd' },
  { id: 'events', name: 'Events', href: '/events', key: 'v', ranged: true },
  { id: 'accounts', name: 'Accounts', href: '/accounts', key: 'a' },
  { id: 'objectives', name: 'Objectives', href: '/objectives', key: 'b', ranged: true },
  { id: 'costs', name: 'Costs', href: '/costs', key: 'c' },
  { id: 'reports', name: 'Reports', href: '/reports', key: 'p' },
  { id: 'settings', name: 'Settings', href: '/settings', key: 's' },
] as const satisfies readonly Area[];

export type AreaId = (typeof areas)[number]['id'];

export const allAreas: readonly Area[] = areas;
