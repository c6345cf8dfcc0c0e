import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import type { WayHomeView } from '@/lib/recovery/pages/view-ways-home';
import type { Command } from '../executions/command';
import { runAddress, wayHomeAddress, workloadAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { CopiesBack } from './copies-back';
import { QuarantineList } from './quarantine-list';

export interface AwayPanelProps {
  readonly away: readonly WayHomeView[];
  readonly own: Command | 'not-allowed';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** Workloads that were moved and have not returned. Nobody is brought home by itself: a person looks and begins it. */
export function AwayPanel({ away, own, now, simulated }: AwayPanelProps) {
  if (away.length === 0) return null;
  return (
    <Panel id="away-title" title="Away from home" simulated={simulated} aside="nothing returns by itself">
      <ul className="divide-y divide-line text-table">
        {away.map((way) => (
          <li key={way.workloadId} data-testid={`away-${way.workloadId}`}>
            <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2">
              <NameLink href={workloadAddress(way.workloadId)}>{way.workloadName}</NameLink>
              <a href={runAddress(way.runId)} className="text-link underline">
                in {way.away}
              </a>
              <span className="text-ink-muted">moved {formatAge(way.movedAt, now)}</span>
              <a href={wayHomeAddress(way)} className="ml-auto text-link underline">
                Look at the way home to {way.home} …
              </a>
            </div>
            <QuarantineList workloadName={way.workloadName} quarantines={way.quarantines} own={own} now={now} />
            <CopiesBack home={way.home} copies={way.copies} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
