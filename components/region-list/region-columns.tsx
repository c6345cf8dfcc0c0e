import type { RegionView } from '@/lib/domain/overview/types';
import { healthStates } from '@/lib/domain/vocabulary';
import { regionAddress } from '../shell/addresses';
import { HealthStatus, healthLooks } from '../status/health-status';
import { defineTable } from '../table/define-table';
import { Moment } from '../time/moment';
import { NameLink } from '../ui/name-link';

/** Every region with what its users get and what each vantage says. */
export const regionTable = defineTable<RegionView>({
  name: 'regions',
  caption: 'Regions with health and what each vantage says',
  noun: ['region', 'regions'],
  lines: 2,
  order: { by: 'health', direction: 'descending' },
  rowId: ({ code }) => code,
  hrefOf: ({ code }) => regionAddress(code),
  textOf: ({ code, place }) => `${code} ${place}`,
  toneOf: ({ health }) => healthLooks[health.state].tone,
  marksOf: ({ code, health }) => ({ 'data-testid': `region-row-${code}`, 'data-health': health.state }),
  columns: [
    {
      id: 'region',
      head: 'Region',
      width: 'w-40',
      sortBy: ({ code }) => code,
      cell: ({ code, place }) => (
        <>
          <NameLink href={regionAddress(code)}>{code}</NameLink>
          <bdi className="block truncate text-ink-faint text-note">{place}</bdi>
        </>
      ),
    },
    {
      id: 'health',
      head: 'Health',
      width: 'w-56',
      sortBy: ({ health }) => healthStates.length - healthStates.indexOf(health.state),
      cell: ({ health }) => <HealthStatus verdict={health} />,
    },
    {
      id: 'vantages',
      head: 'What each vantage says',
      width: 'w-80',
      cell: ({ vantages }) => (
        <span className="text-ink-muted text-note">
          {vantages.length === 0
            ? 'No vantage on a user path: no workload here.'
            : vantages.map(({ sentence }) => sentence).join(' ')}
        </span>
      ),
    },
    {
      id: 'api',
      head: 'AWS API from here',
      width: 'w-64',
      sortBy: ({ api }) => api.state,
      cell: ({ api }) => (
        <span className={`text-note ${api.state === 'reachable' ? 'text-ink-muted' : ''}`}>{api.sentence}</span>
      ),
    },
    {
      id: 'workloads',
      head: 'Workloads',
      align: 'figure',
      width: 'w-24',
      sortBy: ({ workloadCount }) => workloadCount,
      cell: ({ workloadCount }) => workloadCount,
    },
    {
      id: 'newest',
      head: 'Newest data',
      align: 'figure',
      width: 'w-32',
      sortBy: ({ newestMeasuredAt }) => (newestMeasuredAt === 'never' ? null : newestMeasuredAt),
      cell: ({ newestMeasuredAt }, now) =>
        newestMeasuredAt === 'never' ? 'No data yet' : <Moment at={newestMeasuredAt} now={now} inRow />,
    },
  ],
  facets: [
    { id: 'health', label: 'Health', valuesOf: ({ health }) => [health.state] },
    { id: 'api', label: 'AWS API', valuesOf: ({ api }) => [api.state] },
  ],
});
