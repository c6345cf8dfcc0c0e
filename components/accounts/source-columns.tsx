import { accessStates, type SourceRow } from '@/lib/domain/accounts-page/types';
import { formatAge, formatMoment } from '@/lib/format';
import { regionAddress } from '../shell/addresses';
import { AccessStatus, accessLooks } from '../status/access-status';
import { defineTable } from '../table/define-table';
import { NameLink } from '../ui/name-link';

/** Every API of every account and region: how the last attempt ended and what AWS said. */
export const sourceTable = defineTable<SourceRow>({
  name: 'sources',
  caption: 'Sources by account and region, with how the last attempt ended',
  noun: ['source', 'sources'],
  prefix: 's-',
  lines: 2,
  order: { by: 'state', direction: 'ascending' },
  rowId: ({ source }) => source.id,
  textOf: ({ source, accountName, state }) =>
    [source.id, source.call, accountName, accessLooks[state].word, source.message].join(' '),
  toneOf: ({ state }) => accessLooks[state].tone,
  marksOf: ({ source, state }) => ({ 'data-testid': `source-${source.id}`, 'data-access': state }),
  columns: [
    {
      id: 'call',
      head: 'Call',
      width: 'w-72',
      sortBy: ({ source }) => source.call,
      cell: ({ source }) => <span className="font-mono text-note [overflow-wrap:anywhere]">{source.call}</span>,
    },
    {
      id: 'state',
      head: 'State',
      width: 'w-40',
      sortBy: ({ state, source }) => `${String(accessStates.indexOf(state)).padStart(2, '0')} ${source.id}`,
      cell: ({ state, source }, now) => (
        <>
          <AccessStatus state={state} />
          {state !== 'answered' && (
            <span className="block truncate text-ink-faint text-note">
              since {formatMoment(source.stateSince, now, 'second')}
            </span>
          )}
        </>
      ),
    },
    {
      id: 'region',
      head: 'Region',
      width: 'w-36',
      sortBy: ({ source }) => source.region,
      cell: ({ source }) => <NameLink href={regionAddress(source.region)}>{source.region}</NameLink>,
    },
    {
      id: 'account',
      head: 'Account',
      width: 'w-40',
      sortBy: ({ accountName }) => accountName,
      cell: ({ source, accountName }) => (
        <>
          <bdi className="block truncate">{accountName}</bdi>
          <span className="block truncate text-ink-faint text-note">
            {accountName === source.accountId ? 'no name' : source.accountId}
          </span>
        </>
      ),
    },
    {
      id: 'answer',
      head: 'Last answer',
      width: 'w-32',
      sortBy: ({ source }) => (source.lastAnswerAt === 'never' ? null : source.lastAnswerAt),
      cell: ({ source }, now) => (
        <>
          <span className="block truncate">
            {source.lastAnswerAt === 'never' ? 'none yet' : formatAge(source.lastAnswerAt, now)}
          </span>
          <span className="block truncate text-ink-faint text-note">
            next {source.nextAttemptAt > now ? `in ${Math.ceil((source.nextAttemptAt - now) / 1000)} s` : 'due'}
          </span>
        </>
      ),
    },
    {
      id: 'message',
      head: 'What happened',
      width: 'w-96',
      cell: ({ source }) => <span className="text-ink-muted text-note">{source.message}</span>,
    },
  ],
  facets: [
    {
      id: 'state',
      label: 'State',
      valuesOf: ({ state }) => [state],
      words: (value) => accessLooks[value as keyof typeof accessLooks]?.word ?? value,
    },
    { id: 'account', label: 'Account', valuesOf: ({ source }) => [source.accountId] },
    { id: 'region', label: 'Region', valuesOf: ({ source }) => [source.region] },
    { id: 'api', label: 'API', valuesOf: ({ source }) => [source.api] },
  ],
  groupings: [
    { id: 'state', label: 'state', of: ({ state }) => accessLooks[state].word },
    { id: 'account', label: 'account', of: ({ accountName }) => accountName, order: 'name', summary: troubleCount },
    { id: 'region', label: 'region', of: ({ source }) => source.region, order: 'name', summary: troubleCount },
    { id: 'api', label: 'API', of: ({ source }) => source.api, order: 'name', summary: troubleCount },
  ],
});

function troubleCount(rows: readonly SourceRow[]): string {
  const well = rows.filter(({ state }) => state === 'answered').length;
  return well === rows.length ? 'all answer' : `${rows.length - well} do not answer`;
}
