import { newestValue } from '@/lib/domain/observe';
import { type EntryPointRow, routingStates } from '@/lib/domain/routing-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatList } from '@/lib/domain/wording/list';
import { currentValue } from '@/lib/domain/workload-page/signal-view';
import { formatAge, formatDuration } from '@/lib/format';
import { workloadAddress } from '../shell/addresses';
import { RoutingStatus, routingLooks } from '../status/routing-status';
import { defineTable } from '../table/define-table';
import { NameLink } from '../ui/name-link';

const moveWords: Readonly<Record<EntryPointRow['move']['how'], string>> = {
  'by-itself': 'by itself',
  'by-hand': 'by hand, a routing control',
  'by-records': 'by a change of records',
  unknown: 'not known',
};

const wayOutRank = { none: 2, unknown: 1, there: 0 } as const;

/** What needs a look first comes first; of equal ones those with nowhere to go. */
function attentionRank({ verdict, move, tier }: EntryPointRow): number {
  return (
    (routingStates.length - routingStates.indexOf(verdict.state)) * 100 +
    wayOutRank[move.wayOut.state] * 10 +
    (9 - tier)
  );
}

/** Every name users come by. */
export const entryPointTable = defineTable<EntryPointRow>({
  name: 'entry-points',
  caption: 'Entry points with what Route 53 answers, by which policy, and what a move takes',
  noun: ['entry point', 'entry points'],
  lines: 2,
  order: { by: 'state', direction: 'descending' },
  rowId: ({ id }) => id,
  textOf: ({ id, workloadName, view, accountId, answeredRegion, groups }) =>
    [
      id,
      workloadName,
      view.hostname,
      view.policy,
      accountId,
      answeredRegion,
      ...groups.flatMap(({ records }) => records.map(({ region }) => region)),
    ].join(' '),
  toneOf: ({ verdict }) => routingLooks[verdict.state].tone,
  marksOf: ({ id, verdict, answeredRegion, move }) => ({
    'data-testid': `entry-point-row-${id.replaceAll('/', '-')}`,
    'data-routing': verdict.state,
    'data-answer': answeredRegion,
    'data-way-out': move.wayOut.state,
  }),
  columns: [
    {
      id: 'name',
      head: 'Entry point',
      width: 'w-56',
      sortBy: ({ view }) => view.hostname,
      cell: ({ view, workloadId, workloadName, tier }) => (
        <>
          <bdi className="block truncate text-ink">{view.hostname}</bdi>
          <span className="block truncate text-ink-faint text-note">
            <NameLink href={workloadAddress(workloadId)}>{workloadName}</NameLink>, tier {tier}
          </span>
        </>
      ),
    },
    {
      id: 'state',
      head: 'State',
      width: 'w-36',
      sortBy: attentionRank,
      cell: ({ verdict }) => <RoutingStatus state={verdict.state} />,
    },
    {
      id: 'answer',
      head: 'Route 53 answers here',
      width: 'w-56',
      sortBy: ({ answeredRegion }) => (answeredRegion === 'unknown' ? null : answeredRegion),
      cell: (row, now) => <Answer row={row} now={now} />,
    },
    {
      id: 'policy',
      head: 'Policy',
      width: 'w-44',
      sortBy: ({ view }) => view.policy,
      cell: ({ view, groups }) => (
        <>
          <span className="block truncate">{view.policy}</span>
          <span className="block truncate text-ink-faint text-note">
            {view.records === 'not-read-yet' ? 'records not read yet' : recordWords(groups)}
          </span>
        </>
      ),
    },
    {
      id: 'checks',
      head: 'Records by their checks',
      width: 'w-44',
      sortBy: ({ groups }) => countConditions(groups).fail,
      cell: ({ groups, view }) =>
        view.records === 'not-read-yet' ? (
          <span className="text-ink-muted">not known yet</span>
        ) : (
          <span className="text-ink-muted">{conditionWords(groups)}</span>
        ),
    },
    {
      id: 'controls',
      head: 'Routing controls',
      width: 'w-44',
      sortBy: ({ controls }) => controls.length,
      cell: ({ controls }) =>
        controls.length === 0 ? (
          <span className="text-ink-faint">none</span>
        ) : (
          <span className="text-ink-muted">
            {formatList(
              controls.map(({ region, state }) => {
                const current = currentValue(state);
                return `${region} ${current === 'none' ? 'not known' : current}`;
              }),
            )}
          </span>
        ),
    },
    {
      id: 'ttl',
      head: 'TTL',
      align: 'figure',
      width: 'w-20',
      sortBy: ({ move }) => (move.ttlSeconds === 'unknown' ? null : move.ttlSeconds),
      cell: ({ move }) =>
        move.ttlSeconds === 'unknown' ? (
          <span className="text-ink-muted">not known</span>
        ) : (
          formatDuration(move.ttlSeconds)
        ),
    },
    {
      id: 'move',
      head: 'A move',
      width: 'w-56',
      sortBy: ({ move }) => (move.atMostSeconds === 'unknown' ? null : move.atMostSeconds),
      cell: ({ move }) => (
        <>
          <span className="block truncate">
            {moveWords[move.how]}
            {move.atMostSeconds !== 'unknown' && `, up to ${formatDuration(move.atMostSeconds)}`}
          </span>
          <span className={`block truncate text-note ${move.wayOut.state === 'there' ? 'text-ink-faint' : 'text-ink'}`}>
            {move.wayOut.sentence}
          </span>
        </>
      ),
    },
    {
      id: 'served',
      head: 'Requests served by',
      width: 'w-64',
      cell: ({ served }) => <span className="text-ink-muted">{served.sentence}</span>,
    },
  ],
  facets: [
    {
      id: 'leads',
      label: 'State',
      valuesOf: ({ verdict }) => [verdict.state],
      words: (value) => routingLooks[value as keyof typeof routingLooks]?.word ?? value,
    },
    { id: 'region', label: 'Answers', valuesOf: ({ answeredRegion }) => [answeredRegion] },
    { id: 'policy', label: 'Policy', valuesOf: ({ groups }) => [...new Set(groups.map(({ chosenBy }) => chosenBy))] },
    {
      id: 'move',
      label: 'Moves',
      valuesOf: ({ move }) => [move.how],
      words: (value) => moveWords[value as keyof typeof moveWords] ?? value,
    },
    { id: 'workload', label: 'Workload', valuesOf: ({ workloadId }) => [workloadId] },
    { id: 'account', label: 'Account', valuesOf: ({ accountId }) => [accountId] },
  ],
  groupings: [
    { id: 'state', label: 'state', of: ({ verdict }) => routingLooks[verdict.state].word },
    { id: 'answer', label: 'answered region', of: ({ answeredRegion }) => answeredRegion, order: 'name' },
    { id: 'policy', label: 'policy', of: ({ view }) => view.policy, order: 'name' },
    { id: 'account', label: 'account', of: ({ accountId }) => accountId, order: 'name' },
  ],
});

function Answer({ row, now }: { readonly row: EntryPointRow; readonly now: EpochMs }) {
  const { answer } = row.view;
  const newest = answer === 'never-asked' ? 'none' : newestValue(answer.observation);
  if (newest === 'none') return <span className="text-ink-muted">No answer seen yet</span>;
  const { region, addresses } = newest.value;
  const where = region === 'unrecognised' ? 'an address of nobody here' : region;
  const age = formatAge(newest.measuredAt, now);
  if (row.answeredRegion === 'unknown') {
    return (
      <span className="text-ink-faint underline decoration-dashed underline-offset-2">
        ({where}) {age}
      </span>
    );
  }
  return (
    <>
      <span className="block truncate">{where}</span>
      <span className="block truncate text-ink-faint text-note">
        {age}, {addresses.join(', ')}
      </span>
    </>
  );
}

function recordWords(groups: EntryPointRow['groups']): string {
  const count = groups.reduce((sum, { records }) => sum + records.length, 0);
  return `${count} ${count === 1 ? 'record' : 'records'}${groups.length > 1 ? ` of ${groups.length} names` : ''}`;
}

function countConditions(groups: EntryPointRow['groups']) {
  const states = groups.flatMap(({ records }) => records.map(({ condition }) => condition.state));
  const count = (wanted: (typeof states)[number]) => states.filter((state) => state === wanted).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    unknown: count('unknown'),
    always: count('always') + count('follows'),
  };
}

function conditionWords(groups: EntryPointRow['groups']): string {
  const { pass, fail, unknown, always } = countConditions(groups);
  const parts = [
    `${pass} pass`,
    fail > 0 ? `${fail} out` : '',
    `${unknown} unknown`,
    always > 0 ? `${always} unchecked` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
