import { findPlannedActivity, type PlannedActivity } from '@/lib/domain/costs/planned-anomaly';
import type { CostReport } from '@/lib/domain/costs/report/types';
import type { AnomalyFeedback, CostAnomaly } from '@/lib/domain/costs/types';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { formatAmount } from '@/lib/format';
import { runAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

const feedbackWords: Readonly<Record<AnomalyFeedback, string>> = {
  none: 'nobody has said',
  anomaly: 'a real one',
  'no-anomaly': 'none',
  'planned-activity': 'planned',
};

export interface AnomalyTableProps {
  readonly report: Pick<CostReport, 'anomalies' | 'accounts'>;
  readonly runs: readonly Execution[];
  readonly now: EpochMs;
}

/** Spending that AWS finds unusual, with our own runs and drills that fall together with it. */
export function AnomalyTable({ report: { anomalies, accounts }, runs, now }: AnomalyTableProps) {
  if (anomalies.length === 0) {
    const unread = accounts.filter(({ parts }) => parts.anomalies.asOf === 'never').map(({ accountId }) => accountId);
    return (
      <p className="px-4 py-3 text-ink-muted text-table">
        {unread.length === 0
          ? 'AWS finds nothing unusual on any bill.'
          : `We can’t say: anomalies of account ${unread.join(', ')} were never read.`}
      </p>
    );
  }
  return (
    <ScrollArea label="Unusual spending">
      <table data-testid="anomalies" className="w-full border-collapse text-left text-table tabular-nums">
        <TableHead names={['From', 'Beyond what was expected', 'Where', 'Ours at that time', 'Said in AWS']} />
        <tbody>
          {anomalies.map(({ accountId, currency, anomaly }) => (
            <tr key={`${accountId} ${anomaly.id}`} className="border-line border-t align-top">
              <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
                {anomaly.from}
                <span className="block text-ink-muted text-note">
                  {anomaly.lastDay === 'goes-on' ? 'goes on' : `to ${anomaly.lastDay}`}; account {accountId}
                </span>
              </th>
              <td className="whitespace-nowrap px-3 py-1.5">{formatAmount(anomaly.impact.total, currency)}</td>
              <td className="min-w-48 px-3 py-1.5">{whereWords(anomaly)}</td>
              <td className="min-w-48 px-3 py-1.5">
                <Ours activities={findPlannedActivity(anomaly, runs, now)} />
              </td>
              <td className="whitespace-nowrap px-3 py-1.5">{feedbackWords[anomaly.feedback]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function Ours({ activities }: { readonly activities: readonly PlannedActivity[] }) {
  if (activities.length === 0) return <span className="text-ink-muted">no run or drill of ours</span>;
  return activities.map(({ runId, drill, workloadId, source, target }) => (
    <span key={runId} className="block">
      Planned activity: <NameLink href={runAddress(runId)}>{`${drill ? 'drill' : 'run'} of ${workloadId}`}</NameLink>,{' '}
      {source} → {target}
    </span>
  ));
}

function whereWords({ rootCauses }: CostAnomaly): string {
  if (rootCauses.length === 0) return 'AWS does not say';
  return rootCauses
    .map((cause) => {
      const { service, region, usageType } = cause;
      return [service, region, usageType].filter((one) => one !== 'not-told').join(', ') || 'AWS does not say';
    })
    .join('; ');
}
