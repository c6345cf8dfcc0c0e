import type { FleetOverview } from '@/lib/domain/overview/types';
import { healthStates } from '@/lib/domain/vocabulary';
import { healthLooks } from '../status/health-status';
import { StatusIcon } from '../status/status-icon';

/** The one line at the top: the worst, and the counts beside it with unknown always listed. */
export function Headline({ overview }: { readonly overview: FleetOverview }) {
  const { headline } = overview;
  const look = healthLooks[headline.health];
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
      <h1 className="flex min-w-0 items-center gap-2.5 font-semibold text-title" data-testid="headline">
        <StatusIcon shape={look.shape} tone={look.tone} size={24} />
        <span className="min-w-0 [overflow-wrap:anywhere]">{headline.sentence}</span>
      </h1>
      <ul className="flex flex-wrap gap-x-4 text-ink-muted text-table" aria-label="Workloads and regions by health">
        {healthStates.map((state) => (
          <li key={state} className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <StatusIcon
              shape={healthLooks[state].shape}
              tone={headline.counts[state] === 0 ? 'inactive' : healthLooks[state].tone}
              size={14}
            />
            {headline.counts[state]} {healthLooks[state].word.toLowerCase()}
          </li>
        ))}
      </ul>
    </div>
  );
}
