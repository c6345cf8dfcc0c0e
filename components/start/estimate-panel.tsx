import type { Workload } from '@/lib/domain/fleet';
import type { RecoveryTimeEstimate } from '@/lib/domain/recovery/decision';
import { formatDuration } from '@/lib/format';
import { type EstimateView, viewEstimate } from '@/lib/recovery/pages/view-estimate';
import { useLiveFleet } from '../shell/live-entities';
import { ClockMark } from '../status/decision-status';
import { EstimateBar } from '../status/estimate-bar';

const verdictWords: Readonly<Record<EstimateView['verdict'], string>> = {
  within: 'Within the objective, if people are quick',
  'at-risk': 'The slow case is past the objective',
  breached: 'Past the objective already',
  'no-objective': 'No objective set',
};

export interface EstimatePanelProps {
  readonly expected: RecoveryTimeEstimate;
  readonly workload: Workload;
}

/** How long until users are served: spread and source, with people's time as a gap and never as zero. */
export default function EstimatePanel({ expected, workload }: EstimatePanelProps) {
  const { entities, now } = useLiveFleet();
  const estimate = viewEstimate(expected, workload, entities, now);
  const { p50Seconds, p90Seconds, undecided, because, objectiveSeconds, elapsedSeconds, verdict } = estimate;
  const words = verdict === 'within' && undecided.length === 0 ? 'Within the objective' : verdictWords[verdict];
  return (
    <div className="grid gap-2 text-table" data-testid="estimate" data-verdict={verdict}>
      <p className="text-body">
        Users served after <strong className="font-semibold">{formatDuration(p50Seconds)}</strong>, slow case{' '}
        <strong className="font-semibold">{formatDuration(p90Seconds)}</strong>
        {undecided.length > 0 && <>, and as long as people take for: {undecided.join('; ')}</>}
      </p>
      <EstimateBar estimate={estimate} />
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <ClockMark verdict={verdict} word={words} />
        {objectiveSeconds !== 'none' && (
          <span className="text-ink-muted">Objective {formatDuration(objectiveSeconds, 'down')}</span>
        )}
        {elapsedSeconds !== 'none' && (
          <span className="text-ink">Users without service for {formatDuration(elapsedSeconds)} already</span>
        )}
      </p>
      <p className="text-ink-muted text-note">{because}.</p>
    </div>
  );
}
