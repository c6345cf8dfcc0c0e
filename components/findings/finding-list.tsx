import type { FindingView, FleetOverview } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatMoment } from '@/lib/format';
import { deliveriesAddress, findingAnchor, startAddress } from '../shell/addresses';
import { SeverityMark, severityLooks } from '../status/severity-mark';
import { edgeTone } from '../status/tones';
import { Panel } from '../ui/panel';
import { AcknowledgeControl } from './acknowledge-control';
import type { Acknowledge, Acknowledgement } from './acknowledgement';

export interface FindingListProps {
  readonly overview: FleetOverview;
  /** Those of the page, where it is not about the whole fleet. */
  readonly only?: readonly FindingView[];
  readonly acknowledgements: readonly Acknowledgement[];
  /** Absent for a role that may not. */
  readonly acknowledge: Acknowledge | 'not-allowed';
}

/** What is wrong, worst first: the sentence, since when, how sure we are and how it clears. */
export function FindingList({ overview, only, acknowledgements, acknowledge }: FindingListProps) {
  const { now } = overview;
  const findings = only ?? overview.findings;
  return (
    <Panel
      id="findings-title"
      title="Findings"
      simulated={overview.console.simulated}
      aside={findings.length === 0 ? undefined : `${findings.length} open`}
      className="min-h-0"
    >
      {findings.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-table">{nothingFound(overview)}</p>
      ) : (
        <ul className="divide-y divide-line overflow-y-auto text-table" aria-labelledby="findings-title">
          {findings.map((finding) => (
            <Finding
              key={finding.id}
              finding={finding}
              now={now}
              seen={acknowledgements.find(
                ({ findingId, since }) => findingId === finding.id && since === finding.since,
              )}
              acknowledge={acknowledge}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface FindingProps {
  readonly finding: FindingView;
  readonly now: EpochMs;
  readonly seen: Acknowledgement | undefined;
  readonly acknowledge: Acknowledge | 'not-allowed';
}

function Finding({ finding, now, seen, acknowledge }: FindingProps) {
  const edge = finding.severity === 'critical' && seen === undefined ? edgeTone[severityLooks.critical.tone] : '';
  return (
    <li
      id={findingAnchor(finding.id)}
      data-testid={`finding-${finding.code}`}
      className={`relative px-4 py-2 target:bg-raised ${edge}`}
    >
      <details>
        <summary className="block">
          <span className="flex min-h-6 items-center gap-3">
            <SeverityMark severity={finding.severity} />
            <span className="text-ink-muted text-note">since {formatMoment(finding.since, now)}</span>
          </span>
          <span className="block text-ink [overflow-wrap:anywhere]">{finding.sentence}</span>
          {finding.unconfirmedSince !== undefined ? (
            <span className="block text-ink-muted text-note">
              Not confirmed since {formatMoment(finding.unconfirmedSince, now)}: its evidence is missing
            </span>
          ) : (
            finding.freshness !== 'live' &&
            finding.saidBy === 'engine' && (
              <span className="block text-ink-faint text-note">Last checked {formatAge(finding.seenAt, now)}</span>
            )
          )}
          <span className="text-link text-note">Evidence and how it clears</span>
        </summary>
        <ul className="mt-1 list-disc pl-4 text-ink-muted text-note [overflow-wrap:anywhere]">
          {finding.evidence.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="mt-1 text-ink-muted text-note">
          <span className="font-medium text-ink">Clears when:</span> {finding.clear}
        </p>
      </details>
      <MoveLink finding={finding} />
      {finding.code === 'report-not-delivered' && (
        <a href={deliveriesAddress} className="text-link text-note underline" data-testid={`look-${finding.code}`}>
          Look at deliveries and reports …
        </a>
      )}
      <div className="absolute top-2 right-4">
        <AcknowledgeControl
          finding={finding}
          seen={seen}
          acknowledge={finding.saidBy === 'engine' ? acknowledge : 'not-allowed'}
          now={now}
        />
      </div>
    </li>
  );
}

/** Findings that make people think of leaving a region lead to where that is looked at. */
const thinkOfMoving: readonly FindingView['code'][] = [
  'region-down',
  'entry-point-down',
  'endpoint-down',
  'endpoint-failing-one-vantage',
  'aws-health-issue',
];

function MoveLink({ finding: { code, region, workloadId } }: { readonly finding: FindingView }) {
  if (region === 'none' || !thinkOfMoving.includes(code)) return null;
  const move = workloadId === 'none' ? { source: region } : { workload: workloadId, source: region };
  return (
    <a href={startAddress(move)} className="text-link text-note underline" data-testid={`move-${code}`}>
      {workloadId === 'none' ? `Look at moves out of ${region} …` : `Look at moving it out of ${region} …`}
    </a>
  );
}

/** A claim with its evidence and time, or the admission that there is none. */
function nothingFound({ console, regions, freshness, now }: FleetOverview): string {
  if (console.state === 'starting') return 'The first checks are under way; nothing can be said yet.';
  if (console.state !== 'polling') return 'We can’t say: nothing is being checked.';
  if (freshness.failed > 0) return `We can’t say: ${freshness.failed} of ${freshness.sources} sources did not answer.`;
  return `No open findings. Checked ${regions.length} regions at ${formatMoment(now, now, 'second')}.`;
}
