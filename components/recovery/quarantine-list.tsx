import { seenInQuarantine } from '@/lib/domain/recovery/quarantine';
import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/format';
import type { QuarantineView } from '@/lib/recovery/pages/view-ways-home';
import type { Command } from '../executions/command';
import { QuarantineStatus } from '../status/residue-status';
import { OwnForm } from './own-form';

export interface QuarantineListProps {
  readonly workloadName: string;
  readonly quarantines: readonly QuarantineView[];
  readonly own: Command | 'not-allowed';
  readonly now: EpochMs;
}

/** Regions that were given up and answer again: what is there, and that no traffic is expected. */
export function QuarantineList({ workloadName, quarantines, own, now }: QuarantineListProps) {
  if (quarantines.length === 0) return null;
  return (
    <ul aria-label={`Regions in quarantine for ${workloadName}`} className="border-line border-t">
      {quarantines.map(({ region, since, isUsed, evidence, runId, key }) => (
        <li
          key={region}
          className="grid items-start gap-x-4 gap-y-1 px-4 py-2 md:grid-cols-[13rem_minmax(0,1fr)_minmax(0,16rem)]"
          data-testid={`quarantine-${region}`}
          data-used={isUsed}
        >
          <QuarantineStatus isUsed={isUsed} />
          <div className="min-w-0">
            {region} answers again since {formatMoment(since, now)}; no traffic is expected there
            <ul className="text-ink-muted text-note">
              {evidence.map((sentence) => (
                <li key={sentence} className="[overflow-wrap:anywhere]">
                  {sentence}
                </li>
              ))}
            </ul>
          </div>
          <OwnForm
            own={own}
            runId={runId}
            lineKey={key}
            saw={seenInQuarantine}
            about={`${region} for ${workloadName}`}
          />
        </li>
      ))}
    </ul>
  );
}
