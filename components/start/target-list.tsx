import type { Workload } from '@/lib/domain/fleet';
import { formatDuration } from '@/lib/format';
import type { TargetView } from '@/lib/recovery/pages/build-start-page';
import { worstLossWords } from '@/lib/recovery/pages/view-loss';
import { modeWords } from '../plans/words';
import { InTheWay } from '../status/decision-status';
import { Panel } from '../ui/panel';

export interface TargetListProps {
  readonly targets: readonly TargetView[];
  readonly onChoose: (target: TargetView) => void;
  readonly simulated: boolean;
  readonly workload: Workload;
}

/** Where the workload could go, best first, refusals included. One of them is looked at below. */
export default function TargetList({ targets, onChoose, simulated, workload }: TargetListProps) {
  return (
    <Panel id="targets-title" title="Where to" simulated={simulated} aside="best first">
      <ul className="divide-y divide-line" aria-label="Targets, best first">
        {targets.map((view) => (
          <li key={view.key}>
            <TargetChoice view={view} workload={workload} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function TargetChoice({
  view,
  workload,
  onChoose,
}: {
  readonly view: TargetView;
  readonly workload: Workload;
  readonly onChoose: (view: TargetView) => void;
}) {
  const { ranked, rank, planName, hard, overridable, isChosen } = view;
  const worstLoss = worstLossWords(ranked.losses, workload);
  const { estimate } = ranked;
  return (
    <label
      className={`grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] gap-x-3 px-4 py-2 text-table hover:bg-raised ${isChosen ? 'bg-raised' : ''}`}
      data-testid={`target-${ranked.target}-${ranked.mode}`}
      data-hard={hard}
      data-overridable={overridable}
    >
      <input
        type="radio"
        name="target-of-the-move"
        className="mt-0.5 size-4"
        checked={isChosen}
        onChange={() => onChoose(view)}
        aria-label={`${ranked.target}, ${ranked.mode}, ${planName}`}
      />
      <span className="grid min-w-0 gap-0.5">
        <span className="flex flex-wrap items-baseline gap-x-3">
          <span className={isChosen ? 'font-semibold' : 'font-medium'}>
            {rank}. {ranked.target}, {modeWords[ranked.mode].toLowerCase()}
          </span>
          <InTheWay hard={hard} overridable={overridable} />
        </span>
        <span className="text-ink-muted [overflow-wrap:anywhere]">{ranked.because}</span>
        <span className="text-ink-muted text-note [overflow-wrap:anywhere]">
          {worstLoss === 'none' ? 'Nothing lost' : worstLoss}
          {estimate === 'none'
            ? '. No plan leads there'
            : `. Users served after ${formatDuration(estimate.p50Seconds)}, slow case ${formatDuration(estimate.p90Seconds)}${estimate.undecided.length > 0 ? ', and as long as people take' : ''}`}
        </span>
      </span>
    </label>
  );
}
