import type { ExecutiveVariant } from '@/lib/domain/reports/executive/testing/sample-executive-report';

/** A state every page is looked at in, and how the gallery calls it. */
export interface SheetState {
  readonly name: string;
  /** Of the gallery; pages with pictures of their own say which in `statesOfPage`. */
  readonly state: string;
}

export const sheetStates = [
  { name: 'calm', state: 'calm' },
  { name: 'one region down', state: 'region-down' },
  { name: 'one unknown', state: 'unreachable' },
  { name: 'all stale', state: 'engine-stopped' },
  { name: 'denied', state: 'denied' },
  { name: '30 regions', state: 'thirty-regions-down' },
  { name: '100 workloads in 20 regions', state: 'hundred-workloads-down' },
  { name: 'long names', state: 'long' },
  { name: 'empty account', state: 'empty' },
] as const satisfies readonly SheetState[];

export const sheetPages = [
  'overview',
  'region',
  'workload',
  'replication',
  'routing',
  'objectives',
  'recovery',
  'accounts',
  'report',
] as const;

export type SheetPage = (typeof sheetPages)[number];
type StateName = (typeof sheetStates)[number]['name'];

/** Where a page has pictures that show more of it in a state than the ones all pages have. */
const picturesOf: Partial<Record<SheetPage, Partial<Record<StateName, string>>>> = {
  routing: { calm: 'routed', 'one region down': 'routed-region-down' },
  recovery: {
    calm: 'recovery-calm',
    'one region down': 'recovery-down',
    'one unknown': 'recovery-one-vantage',
    'all stale': 'recovery-silent',
    'long names': 'run:long-names',
  },
};

/** The past that objectives are kept or missed in, by the state. */
const pasts: Partial<Record<StateName, string>> = {
  calm: '30d-calm',
  'all stale': '30d-young',
  'empty account': '30d-empty',
};

/** The executive report is made of the record: its states are what is on record, whatever the fleet does. */
const reports: Readonly<Record<StateName, ExecutiveVariant>> = {
  calm: 'closed',
  'one region down': 'second-edition',
  'one unknown': 'nothing-measured',
  'all stale': 'missing-days',
  denied: 'no-bills',
  '30 regions': 'two-currencies',
  '100 workloads in 20 regions': 'hundred-workloads',
  'long names': 'long-names',
  'empty account': 'empty-fleet',
};

/** The address of a picture in the gallery. */
export function pictureAddress(page: SheetPage, { name, state }: (typeof sheetStates)[number]): string {
  if (page === 'report') return `/gallery?${new URLSearchParams({ page, subject: reports[name] })}`;
  const query = new URLSearchParams({ page, state: picturesOf[page]?.[name] ?? state });
  if (page === 'objectives') query.set('subject', pasts[name] ?? '30d-breached');
  return `/gallery?${query}`;
}
