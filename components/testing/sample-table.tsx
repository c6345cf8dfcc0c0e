import { complianceStates } from '@/lib/domain/vocabulary';
import { formatDuration } from '@/lib/format';
import { ComplianceStatus } from '../status/compliance-status';
import { defineTable } from '../table/define-table';
import type { SampleLink } from './sample-links';

/** The table of the gallery: what a page of replication links would define. */
export const sampleTable = defineTable<SampleLink>({
  name: 'links',
  caption: 'Links with their lag',
  noun: ['link', 'links'],
  order: { by: 'lag', direction: 'descending' },
  rowId: ({ id }) => id,
  textOf: ({ store, region, account }) => `${store} ${region} ${account}`,
  hrefOf: ({ id }) => `/gallery?page=primitives&row=${id}`,
  marksOf: ({ state }) => ({ 'data-compliance': state }),
  toneOf: ({ state }) => (state === 'breached' ? 'critical' : state === 'not-measured' ? 'unknown' : 'normal'),
  columns: [
    { id: 'store', head: 'Store', width: 'w-40', sortBy: ({ store }) => store, cell: ({ store }) => store },
    { id: 'region', head: 'Region', width: 'w-36', sortBy: ({ region }) => region, cell: ({ region }) => region },
    {
      id: 'lag',
      head: 'Lag',
      unit: 's',
      align: 'figure',
      width: 'w-24',
      sortBy: ({ lagSeconds }) => (lagSeconds === 'unknown' ? null : lagSeconds),
      cell: ({ lagSeconds }) => (lagSeconds === 'unknown' ? 'unknown' : lagSeconds.toFixed(1)),
    },
    {
      id: 'verdict',
      head: 'Verdict',
      width: 'w-48',
      sortBy: ({ state }) => complianceStates.length - complianceStates.indexOf(state),
      cell: ({ state, lagSeconds }) => (
        <ComplianceStatus
          state={state}
          sentence={lagSeconds === 'unknown' ? 'Not measured' : `${formatDuration(lagSeconds)} of 1 m`}
          provableNow
        />
      ),
    },
    { id: 'account', head: 'Account', width: 'w-36', sortBy: ({ account }) => account, cell: ({ account }) => account },
  ],
  facets: [
    { id: 'region', label: 'Region', valuesOf: ({ region }) => [region] },
    { id: 'account', label: 'Account', valuesOf: ({ account }) => [account] },
    { id: 'state', label: 'Verdict', valuesOf: ({ state }) => [state] },
  ],
  groupings: [
    { id: 'region', label: 'region', of: ({ region }) => region, summary: countStates },
    { id: 'tier', label: 'tier', of: ({ tier }) => `Tier ${tier}`, order: 'name' },
  ],
});

function countStates(rows: readonly SampleLink[]): string {
  const count = (wanted: string) => rows.filter(({ state }) => state === wanted).length;
  return `${count('breached')} breached, ${count('not-measured')} not measured`;
}
