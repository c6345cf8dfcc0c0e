import type { RecoveryResult } from '@/lib/domain/recovery/recovery-result';
import { coverageWords } from '@/lib/domain/recovery/recovery-time-evidence';
import { complianceStates } from '@/lib/domain/vocabulary';
import { formatDuration } from '@/lib/format';
import type { EvidenceRow } from '@/lib/recovery/pages/build-evidence';
import { runAddress, workloadAddress } from '../shell/addresses';
import { ComplianceStatus, complianceLooks } from '../status/compliance-status';
import { defineTable } from '../table/define-table';
import { Moment } from '../time/moment';
import { NameLink } from '../ui/name-link';

/** What was measured of each workload's recovery, by runs and by drills apart, and how far it reaches. */
export const evidenceTable = defineTable<EvidenceRow>({
  name: 'recovery-time',
  caption: 'How long each workload took to recover from the loss of a region',
  prefix: 'proof-',
  noun: ['workload', 'workloads'],
  lines: 2,
  order: { by: 'workload', direction: 'ascending' },
  rowId: ({ workloadId }) => workloadId,
  hrefOf: ({ workloadId }) => workloadAddress(workloadId),
  textOf: ({ workloadId, workloadName, evidence }) => [workloadId, workloadName, evidence.state].join(' '),
  toneOf: ({ evidence }) => (evidence.state === 'breached' ? complianceLooks.breached.tone : 'inactive'),
  marksOf: ({ workloadId, evidence }) => ({
    'data-testid': `recovery-time-${workloadId}`,
    'data-compliance': evidence.state,
  }),
  columns: [
    {
      id: 'workload',
      head: 'Workload',
      width: 'w-44',
      sortBy: ({ workloadName, tier }) => `${tier} ${workloadName}`,
      cell: ({ workloadId, workloadName, tier }) => (
        <>
          <NameLink href={workloadAddress(workloadId)}>{workloadName}</NameLink>
          <span className="block text-ink-faint text-note">Tier {tier}</span>
        </>
      ),
    },
    {
      id: 'verdict',
      head: 'Verdict',
      width: 'w-96',
      sortBy: ({ evidence }) => complianceStates.indexOf(evidence.state),
      cell: ({ evidence }) => (
        <span title={evidence.sentence}>
          <ComplianceStatus state={evidence.state} sentence={evidence.sentence} provableNow />
        </span>
      ),
    },
    {
      id: 'coverage',
      head: 'Proven',
      width: 'w-32',
      sortBy: ({ evidence: { provenCount, losses } }) => (losses.length === 0 ? null : provenCount / losses.length),
      cell: ({ evidence }) => (
        <>
          {coverageWords(evidence)}
          <span className="block text-ink-faint text-note">within {evidence.freshDays} d</span>
        </>
      ),
    },
    {
      id: 'drill',
      head: 'Last drill',
      width: 'w-40',
      sortBy: ({ drill }) => (drill === 'none' ? null : drill.seconds),
      cell: ({ drill }, now) => <Result result={drill} now={now} nothing="no drill" />,
    },
    {
      id: 'run',
      head: 'Last run',
      width: 'w-40',
      sortBy: ({ run }) => (run === 'none' ? null : run.seconds),
      cell: ({ run }, now) => <Result result={run} now={now} nothing="no run" />,
    },
    {
      id: 'single',
      head: 'Without a move',
      width: 'w-44',
      sortBy: ({ withoutMove }) => (withoutMove.state === 'unknown' ? null : withoutMove.seconds),
      cell: ({ withoutMove, run, drill }) => (
        <WithoutMove outage={withoutMove} isAny={run !== 'none' || drill !== 'none'} />
      ),
    },
  ],
  facets: [
    {
      id: 'proof',
      label: 'Recovery time',
      valuesOf: ({ evidence }) => [evidence.state],
      words: (value) => value.replaceAll('-', ' '),
    },
  ],
});

interface ResultProps {
  readonly result: RecoveryResult | 'none';
  readonly now: number;
  readonly nothing: string;
}

function Result({ result, now, nothing }: ResultProps) {
  if (result === 'none') return <span className="text-ink-muted">{nothing}</span>;
  return (
    <>
      <NameLink href={runAddress(result.runId)}>
        {result.isProven ? '' : 'at least '}
        {formatDuration(result.seconds)}
      </NameLink>
      <span className="block text-ink-faint text-note">
        <Moment at={result.at} now={now} inRow />
      </span>
    </>
  );
}

/** What users of one region alone would have got instead. */
function WithoutMove({ outage, isAny }: { readonly outage: EvidenceRow['withoutMove']; readonly isAny: boolean }) {
  if (outage.state === 'unknown')
    return <span className="text-ink-muted">{isAny ? 'not known' : 'nothing to compare'}</span>;
  return (
    <>
      {formatDuration(outage.seconds, 'down')}
      <span className="block text-ink-faint text-note">
        {outage.state === 'so-far' ? 'so far, the region is not back' : 'at most, until it was back'}
      </span>
    </>
  );
}
