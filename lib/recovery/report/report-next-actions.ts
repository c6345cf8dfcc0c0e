import { hasChangedSomething } from '@/lib/domain/recovery/changed-something';
import { traceChanges } from '@/lib/domain/recovery/residue/trace-changes';
import type { RecoveryReport } from '@/lib/domain/reports/recovery-report/report';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatCount, formatList } from '@/lib/domain/wording/list';
import type { RecordOfRun } from './record-of-run';

type Told = Pick<RecoveryReport, 'recoveryTime' | 'recoveryPoint' | 'exceptions'>;

/** What is left for people to do by what the run shows, the most urgent first; sentences. */
export function reportNextActions(record: RecordOfRun, told: Told): readonly string[] {
  const { execution } = record;
  if (execution.dryRun) return ofDryRun(record);
  return [
    ...ofUsers(record),
    ...ofWriters(record),
    ...ofData(record, told),
    ...ofLeftBehind(record),
    ...ofWayHome(record),
    ...ofObjective(told),
  ];
}

function ofDryRun({ execution: { steps } }: RecordOfRun): readonly string[] {
  const failed = steps.filter(({ state }) => state === 'failed').map(({ stepId }) => stepId);
  if (failed.length === 0) return [];
  return [`Mend what kept ${formatList(failed)} from passing, and rehearse the plan again.`];
}

function ofUsers({ execution }: RecordOfRun): readonly string[] {
  const { state, clock, target } = execution;
  const hasEndedEarly = state === 'failed' || state === 'cancelled' || state === 'timed-out';
  if (hasEndedEarly && hasChangedSomething(execution)) {
    return [
      'Find out who serves users and who writes each store: the run ended on its way, after it had changed something.',
    ];
  }
  if (hasEndedEarly) return ['Decide anew: the run ended before it had changed anything.'];
  if (clock.recoveredAt !== 'not-yet') return [];
  return [`Prove that users are served from ${target}: nobody saw them served for three minutes before the run ended.`];
}

function ofWriters({ execution: { steps, source } }: RecordOfRun): readonly string[] {
  const unfenced = steps.some(({ fence }) => fence === 'unproven' || fence === 'routing-only');
  const unproven = steps.filter(({ isUnproven }) => isUnproven === true).map(({ stepId }) => stepId);
  return [
    ...(unfenced
      ? [`Keep users and writers out of ${source} when it comes back: that nothing writes there is not proven.`]
      : []),
    ...(unproven.length > 0 ? [`Look at what ${formatList(unproven)} could not see to be so.`] : []),
  ];
}

function ofData({ execution: { source, losses } }: RecordOfRun, { recoveryPoint }: Told): readonly string[] {
  const named = (fate: 'lost' | 'stranded') =>
    losses.filter((loss) => loss.fate === fate && loss.rebuildable !== true).map(({ storeId }) => storeId);
  const [lost, stranded] = [named('lost'), named('stranded')];
  const isCounted = recoveryPoint.counted.state === 'counted';
  return [
    ...(lost.length > 0
      ? [
          `Reconcile ${formatList(lost)}: what was written last in ${source} may be lost${isCounted ? '' : ', and how much was not counted'}.`,
        ]
      : []),
    ...(stranded.length > 0
      ? [`Bring in what ${formatList(stranded)} still holds in ${source}, once that can be reached.`]
      : []),
  ];
}

function ofLeftBehind({ execution }: RecordOfRun): readonly string[] {
  const changes = traceChanges([execution]);
  if (changes.length === 0) return [];
  return [
    `Review what the run left behind, ${formatCount(changes.length, 'line')} on its page, and set it back or own it.`,
  ];
}

function ofWayHome({ execution }: RecordOfRun): readonly string[] {
  const { action, state, source, target, workloadId } = execution;
  const isDone = state === 'completed' || state === 'completed-with-exceptions';
  if (action === 'failback' || !isDone || !hasChangedSomething(execution)) return [];
  return [`Prepare the way home of ${workloadId} from ${target} to ${source}; nothing returns by itself.`];
}

function ofObjective({ recoveryTime }: Told): readonly string[] {
  const { verdict, objectiveSeconds, actual, phases } = recoveryTime;
  const gaps = phases.filter(({ state }) => state === 'gap').map(({ phase }) => phase);
  const longest = phases
    .flatMap(({ phase, length }) => (length.state === 'measured' ? [{ phase, seconds: length.seconds }] : []))
    .sort((a, b) => b.seconds - a.seconds)[0];
  const isOver = verdict === 'breached' && objectiveSeconds !== 'none' && actual.state !== 'not-measured';
  const most = longest === undefined ? '' : `; of the phases that were measured ${longest.phase} took longest`;
  return [
    ...(isOver
      ? [
          `Shorten recovery: the objective of ${formatDuration(objectiveSeconds, 'down')} was exceeded by ${formatDuration(actual.seconds - objectiveSeconds)}${actual.state === 'at-least' ? ' at least' : ''}${most}.`,
        ]
      : []),
    ...(gaps.length > 0 ? [`Find out how long ${formatList(gaps)} took: it was not measured to its end.`] : []),
  ];
}
