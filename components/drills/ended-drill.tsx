import type { EpochMs } from '@/lib/domain/time';
import type { DrillView } from '@/lib/recovery/pages/drills/view-drill';
import { DrillStatus, drillLooks } from '../status/drill-status';
import { edgeTone } from '../status/tones';
import { Moment } from '../time/moment';
import { DrilledLines } from './drilled-lines';

/** A drill that has ended: its verdict with its figures, and why it is that. */
export function EndedDrill({ drill, now }: { readonly drill: DrillView; readonly now: EpochMs }) {
  const because = [...drill.sentences, ...drill.workloads.flatMap(({ sentences }) => sentences)];
  return (
    <li
      data-testid={`drill-${drill.id}`}
      className={`grid gap-x-6 gap-y-1 px-4 py-2.5 md:grid-cols-[minmax(0,3fr)_minmax(0,4fr)_minmax(0,3fr)] ${edgeTone[drillLooks[drill.look].tone]}`}
    >
      <div className="min-w-0">
        <span className="font-medium">Loss of {drill.region}</span>
        <span className="block text-ink-muted text-note [overflow-wrap:anywhere]">
          by <bdi>{drill.askedBy}</bdi>: {drill.reason}
        </span>
        {drill.endedAt !== 'not-yet' && (
          <span className="block text-ink-muted text-note">
            ended <Moment at={drill.endedAt} now={now} />
          </span>
        )}
      </div>
      <div className="min-w-0">
        <DrillStatus drill={drill} />
        {because.map((sentence) => (
          <span key={sentence} className="block text-ink-muted text-note [overflow-wrap:anywhere]">
            {sentence}
          </span>
        ))}
      </div>
      <div className="min-w-0 text-note">
        <DrilledLines workloads={drill.workloads} />
      </div>
    </li>
  );
}
