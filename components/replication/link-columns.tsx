import type { LinkRow } from '@/lib/domain/replication-page/types';
import { nameStoreKind } from '@/lib/domain/store-kind-name';
import type { Seconds } from '@/lib/domain/time';
import { complianceStates } from '@/lib/domain/vocabulary';
import { formatCount, formatDuration } from '@/lib/format';
import { SourceLink } from '../charts/source-link';
import { atMostWords, measuredWords } from '../overview/workload-objectives';
import { workloadAddress } from '../shell/addresses';
import { AgedValue } from '../status/aged-value';
import { BulletBar } from '../status/bullet-bar';
import { ComplianceStatus } from '../status/compliance-status';
import { FlowStatus, flowLooks, ResyncStatus } from '../status/flow-status';
import { linkLook, rankOfTone } from '../status/link-look';
import { tones } from '../status/tones';
import { defineTable } from '../table/define-table';
import { NameLink } from '../ui/name-link';

/** A link with what the past tells of it. */
export interface ListedLink extends LinkRow {
  readonly worstSeconds: Seconds | 'unknown';
  readonly simulated: boolean;
}

/** What needs a look first comes first: the look's tone, then the verdict, then how near the objective it is. */
function attentionRank({ link, objectiveSeconds }: LinkRow): number {
  const tone = tones.length - rankOfTone(linkLook(link).tone);
  const verdict = complianceStates.length - complianceStates.indexOf(link.verdict.state);
  const { measured } = link.loss;
  const used =
    measured.state === 'known' && objectiveSeconds !== 'none' ? measured.seconds / Math.max(objectiveSeconds, 1) : 0;
  return tone * 100 + verdict * 10 + Math.min(9, used);
}

const stateWords: Readonly<Record<string, string>> = {
  breached: 'Breached',
  'at-risk': 'At risk',
  'not-measured': 'Not measured',
  met: 'Met',
  'no-objective': 'No objective',
};

/** Every direction of replication of the fleet. */
export const linkTable = defineTable<ListedLink>({
  name: 'links',
  caption: 'Links with lag, potential data loss, objective and evidence',
  noun: ['link', 'links'],
  lines: 2,
  order: { by: 'verdict', direction: 'descending' },
  rowId: ({ link }) => link.id,
  textOf: ({ link, workloadName, accountId, pair, evidence, consistency }) =>
    [
      link.id,
      workloadName,
      link.resource,
      nameStoreKind(link.storeKind),
      accountId,
      pair,
      evidence.metric,
      consistency,
    ].join(' '),
  toneOf: ({ link }) => linkLook(link).tone,
  marksOf: ({ link, resync }) => ({
    'data-testid': `link-${link.id.replaceAll('/', '-').replaceAll('>', '-')}`,
    'data-compliance': link.verdict.state,
    'data-provable': link.verdict.provableNow,
    'data-flow': link.flow,
    'data-resync': resync === 'none' ? 'none' : resync.phase,
  }),
  columns: [
    {
      id: 'store',
      head: 'Store',
      width: 'w-40',
      sortBy: ({ link }) => `${link.storeId} ${link.workloadId}`,
      cell: ({ link, workloadName }) => (
        <>
          <bdi className="text-ink">{link.storeId}</bdi>
          <span className="block truncate text-ink-faint text-note">
            <NameLink href={workloadAddress(link.workloadId)}>{workloadName}</NameLink>
          </span>
        </>
      ),
    },
    {
      id: 'pair',
      head: 'From → to',
      width: 'w-56',
      sortBy: ({ pair }) => pair,
      cell: ({ pair, link, consistency }) => (
        <>
          <span className="whitespace-nowrap">{pair}</span>
          <span className="block truncate text-ink-faint text-note">
            {nameStoreKind(link.storeKind)}, {consistency}
          </span>
        </>
      ),
    },
    {
      id: 'verdict',
      head: 'Verdict',
      width: 'w-60',
      sortBy: attentionRank,
      cell: ({ link }) => <ComplianceStatus {...link.verdict} />,
    },
    {
      id: 'lag',
      head: 'Measured, and at most',
      width: 'w-52',
      sortBy: ({ link }) => (link.loss.measured.state === 'known' ? link.loss.measured.seconds : null),
      cell: ({ link }, now) => (
        <>
          <span className="block truncate">{measuredWords(link.loss, now)}</span>
          <span className="block truncate text-ink-muted text-note">
            {link.loss.atMost.state === 'unbounded' ? '' : 'at most '}
            {atMostWords(link.loss)}
          </span>
        </>
      ),
    },
    {
      id: 'objective',
      head: 'Against the objective',
      width: 'w-52',
      sortBy: ({ objectiveSeconds }) => (objectiveSeconds === 'none' ? null : objectiveSeconds),
      cell: (row) => <Against row={row} />,
    },
    {
      id: 'flow',
      head: 'Flow',
      width: 'w-44',
      sortBy: ({ link }) => rankOfTone(flowLooks[link.flow].tone),
      cell: ({ link, resync }) =>
        resync === 'none' || resync.phase === 'caught-up' ? (
          <FlowStatus flow={link.flow} />
        ) : (
          <>
            <ResyncStatus phase={resync.phase} isKnownNow={resync.isKnownNow} />
            <span className="block truncate text-ink-muted text-note">{resync.end.sentence}</span>
          </>
        ),
    },
    {
      id: 'backlog',
      head: 'Backlog',
      width: 'w-36',
      sortBy: ({ backlog }) =>
        backlog === 'not-told' || backlog.pendingOperations.observation.state === 'missing'
          ? null
          : backlog.pendingOperations.observation.value,
      cell: ({ backlog }, now) =>
        backlog === 'not-told' ? (
          <span className="text-ink-muted" title="This kind of store does not tell what waits">
            not told by its kind
          </span>
        ) : (
          <>
            <AgedValue
              name="waiting"
              {...backlog.pendingOperations}
              now={now}
              show={(count) => `${formatCount(count)} waiting`}
            />
            {backlog.failed !== 'none' && <span className="block text-ink text-note">{backlog.failed}</span>}
          </>
        ),
    },
    {
      id: 'evidence',
      head: 'Evidence',
      width: 'w-60',
      sortBy: ({ evidence }) => evidence.metric,
      cell: ({ evidence, accountId, simulated }) => (
        <>
          <span className="block truncate text-ink-muted">
            {evidence.metric} in {evidence.publishedIn}
          </span>
          <span className="block truncate text-ink-faint text-note">
            {evidence.quality}{' '}
            {evidence.metricSource !== 'none' && (
              <SourceLink source={evidence.metricSource} accountId={accountId} simulated={simulated} brief />
            )}
          </span>
        </>
      ),
    },
  ],
  facets: [
    {
      id: 'verdict',
      label: 'Verdict',
      valuesOf: ({ link }) => [link.verdict.state],
      words: (value) => stateWords[value] ?? value,
    },
    {
      id: 'flow',
      label: 'Flow',
      valuesOf: ({ link }) => [link.flow],
      words: (value) => flowLooks[value as keyof typeof flowLooks]?.word ?? value,
    },
    { id: 'workload', label: 'Workload', valuesOf: ({ link }) => [link.workloadId] },
    { id: 'kind', label: 'Kind', valuesOf: ({ link }) => [link.storeKind], words: nameStoreKind },
    { id: 'region', label: 'Region', valuesOf: ({ link }) => [link.source, link.target] },
    { id: 'consistency', label: 'Consistency', valuesOf: ({ consistency }) => [consistency] },
    { id: 'account', label: 'Account', valuesOf: ({ accountId }) => [accountId] },
  ],
  groupings: [
    { id: 'pair', label: 'pair', of: ({ pair }) => pair, summary: stateCounts },
    { id: 'workload', label: 'workload', of: ({ workloadName }) => workloadName, summary: stateCounts },
    { id: 'kind', label: 'kind', of: ({ link }) => nameStoreKind(link.storeKind), summary: stateCounts },
    { id: 'state', label: 'state', of: ({ link }) => stateWords[link.verdict.state] ?? link.verdict.state },
  ],
});

/** How many of a group are in which state, worst first; what is not measured is never left out. */
function stateCounts(rows: readonly ListedLink[]): string {
  return complianceStates
    .map((state) => [state, rows.filter(({ link }) => link.verdict.state === state).length] as const)
    .filter(([state, count]) => count > 0 || state === 'not-measured')
    .map(([state, count]) => `${count} ${(stateWords[state] ?? state).toLowerCase()}`)
    .join(', ');
}

function Against({ row }: { readonly row: ListedLink }) {
  const { objectiveSeconds, worstSeconds, link } = row;
  if (objectiveSeconds === 'none') return <span className="text-ink-muted">No objective set</span>;
  const { measured, atMost } = link.loss;
  return (
    <>
      <BulletBar
        measuredSeconds={measured.state === 'known' ? measured.seconds : 'not-measured'}
        atMostSeconds={atMost.state === 'unbounded' ? 'unbounded' : atMost.seconds}
        objectiveSeconds={objectiveSeconds}
        worstSeconds={worstSeconds}
      />
      <span className="block truncate text-ink-faint text-note">
        of {formatDuration(objectiveSeconds, 'down')}
        {worstSeconds === 'unknown' ? ', worst of 24 h not known' : `, worst of 24 h ${formatDuration(worstSeconds)}`}
      </span>
    </>
  );
}
