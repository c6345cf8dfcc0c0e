import { type AccountRow, accessStates, type PlaceView } from '@/lib/domain/accounts-page/types';
import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import { formatAge, formatMoment } from '@/lib/format';
import { AccessStatus, accessLooks } from '../status/access-status';
import { type Column, defineTable, type TableDefinition } from '../table/define-table';
import { NameLink } from '../ui/name-link';
import { sourceTable } from './source-columns';

/** Where the sources of an account in a region are listed. */
export function placeAddress(accountId: AccountId, region: RegionCode): string {
  return `${sourceTable.queryOf({ facets: { account: [accountId], region: [region] } })}#sources-title`;
}

/** Accounts by regions: one column for each region of the fleet. */
export function accountTable(regions: readonly RegionCode[]): TableDefinition<AccountRow> {
  return defineTable<AccountRow>({
    name: 'accounts',
    caption: 'Accounts by regions, with how the engine fares in each',
    noun: ['account', 'accounts'],
    lines: 2,
    order: { by: 'worst', direction: 'ascending' },
    rowId: ({ accountId }) => accountId,
    textOf: ({ accountId, name, sentence, places }) =>
      [accountId, name, sentence, ...Object.values(places).map((place) => accessLooks[place.worst].word)].join(' '),
    toneOf: ({ worst }) => accessLooks[worst].tone,
    marksOf: ({ accountId, worst }) => ({ 'data-testid': `account-${accountId}`, 'data-access': worst }),
    columns: [
      {
        id: 'account',
        head: 'Account',
        width: 'w-44',
        sortBy: ({ name }) => name,
        cell: ({ accountId, name }) => (
          <>
            <bdi className="block truncate text-ink">{name}</bdi>
            <span className="block truncate text-ink-faint text-note">
              {name === accountId ? 'no name' : accountId}
            </span>
          </>
        ),
      },
      {
        id: 'worst',
        head: 'Worst',
        width: 'w-64',
        sortBy: ({ worst, accountId }) => `${String(accessStates.indexOf(worst)).padStart(2, '0')} ${accountId}`,
        cell: ({ worst, sentence, since, remedyCount }, now) => (
          <>
            <AccessStatus state={worst} />
            <span className="block truncate text-ink-muted text-note">
              {sentence}
              {since !== 'none' && `, since ${formatMoment(since, now)}`}
              {remedyCount > 0 && (
                <>
                  {'. '}
                  <a href="#remedies-title" className="text-link hover:underline">
                    What to allow
                  </a>
                </>
              )}
            </span>
          </>
        ),
      },
      ...regions.map(regionColumn),
      {
        id: 'age',
        head: 'Oldest answer',
        width: 'w-28',
        sortBy: ({ oldestAnswerAt }) => (oldestAnswerAt === 'never' ? null : oldestAnswerAt),
        cell: ({ oldestAnswerAt }, now) => (
          <span className="text-ink-muted">
            {oldestAnswerAt === 'never' ? 'none yet' : formatAge(oldestAnswerAt, now)}
          </span>
        ),
      },
      {
        id: 'workloads',
        head: 'Workloads',
        align: 'figure',
        width: 'w-24',
        sortBy: ({ workloadCount }) => workloadCount,
        cell: ({ workloadCount, accountId }) => (
          <NameLink href={`/workloads?account=${encodeURIComponent(accountId)}`}>{workloadCount}</NameLink>
        ),
      },
    ],
    facets: [
      {
        id: 'access',
        label: 'State',
        valuesOf: ({ places }) => [...new Set(Object.values(places).flatMap(({ counts }) => Object.keys(counts)))],
        words: accessWord,
      },
      {
        id: 'in',
        label: 'Trouble in',
        valuesOf: ({ places }) =>
          Object.entries(places)
            .filter(([, { worst }]) => worst !== 'answered' && worst !== 'no-support-plan')
            .map(([region]) => region),
      },
    ],
    groupings: [{ id: 'worst', label: 'state', of: ({ worst }) => accessLooks[worst].word }],
  });
}

export function accessWord(value: string): string {
  return accessLooks[value as keyof typeof accessLooks]?.word ?? value;
}

function regionColumn(region: RegionCode): Column<AccountRow> {
  return {
    id: `in-${region}`,
    head: region,
    width: 'w-32',
    sortBy: ({ places }) => {
      const place = places[region];
      return place === undefined ? null : accessStates.indexOf(place.worst);
    },
    cell: ({ accountId, places }) => {
      const place = places[region];
      if (place === undefined) return <span className="text-ink-faint">not asked here</span>;
      return <Place accountId={accountId} region={region} place={place} />;
    },
  };
}

interface PlaceProps {
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly place: PlaceView;
}

function Place({ accountId, region, place }: PlaceProps) {
  const { worst, asked, counts, sentence } = place;
  return (
    <span data-testid={`place-${accountId}-${region}`} data-access={worst} title={sentence}>
      <AccessStatus state={worst} />
      <a href={placeAddress(accountId, region)} className="block truncate text-ink-faint text-note hover:underline">
        {worst === 'answered' ? `${asked} APIs` : `${counts[worst] ?? asked} of ${asked} APIs`}
      </a>
    </span>
  );
}
