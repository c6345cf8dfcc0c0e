import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import type { WayHomeView } from '@/lib/recovery/pages/view-ways-home';
import { runAddress, startAddress, workloadAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';

export interface AwayPanelProps {
  readonly away: readonly WayHomeView[];
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** Workloads that were moved and have not returned. Nobody is brought home by itself: a person looks and begins it. */
export function AwayPanel({ away, now, simulated }: AwayPanelProps) {
  if (away.length === 0) return null;
  return (
    <Panel id="away-title" title="Away from home" simulated={simulated} aside="nothing returns by itself">
      <ul className="divide-y divide-line text-table">
        {away.map(({ workloadId, workloadName, home, away: region, movedAt, runId }) => (
          <li
            key={workloadId}
            className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2"
            data-testid={`away-${workloadId}`}
          >
            <NameLink href={workloadAddress(workloadId)}>{workloadName}</NameLink>
            <a href={runAddress(runId)} className="text-link underline">
              in {region}
            </a>
            <span className="text-ink-muted">moved {formatAge(movedAt, now)}</span>
            <a href={wayHomeAddress({ workloadId, home, away: region })} className="ml-auto text-link underline">
              Look at the way home to {home} …
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The page before the button of a return. */
export function wayHomeAddress({ workloadId, home, away }: Pick<WayHomeView, 'workloadId' | 'home' | 'away'>): string {
  return startAddress({ workload: workloadId, source: away, target: home, mode: 'graceful' });
}
