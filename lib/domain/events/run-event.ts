import type { AccountId } from '../fleet';
import type { Execution, ExecutionState } from '../recovery/execution';
import type { Severity } from '../vocabulary';
import { type TimelineEvent, toEvent } from './event';

/** What the timeline needs of a run. */
export type RunRecord = Pick<
  Execution,
  | 'id'
  | 'workloadId'
  | 'mode'
  | 'source'
  | 'target'
  | 'dryRun'
  | 'drill'
  | 'state'
  | 'startedBy'
  | 'reason'
  | 'createdAt'
  | 'endedAt'
> & { readonly accountId: AccountId };

/** A run of a recovery plan, from the command that started it to its end. */
export function runEvent(run: RunRecord): TimelineEvent {
  const { id, workloadId, source, target, mode, state, startedBy, reason, createdAt, endedAt, accountId } = run;
  return toEvent({
    source: 'run',
    key: id,
    at: createdAt,
    begins: 'known',
    until: endedAt === 'not-yet' ? 'open' : endedAt,
    kind: 'run',
    severity: runSeverity(state),
    accountId,
    region: source,
    otherRegion: target,
    workloadId,
    sentence: `${nameOf(run)} of ${workloadId}, ${source} → ${target}, ${mode}: ${state.replaceAll('-', ' ')}`,
    detail: `Started by ${startedBy}${reason === '' ? '' : `: ${reason}`}`,
    links: [{ to: 'run', id }],
  });
}

/** Practice is called so, whatever it practises. */
function nameOf({ dryRun, drill }: RunRecord): string {
  if (dryRun) return 'Dry run';
  return drill ? 'Drill' : 'Run';
}

/** States of a run by how much they matter; the others are notices. */
export const runSeverities = {
  critical: ['failed', 'timed-out', 'paused-by-failed-step'],
  warning: ['completed-with-exceptions', 'awaiting-approval'],
} as const satisfies Readonly<Record<Exclude<Severity, 'notice'>, readonly ExecutionState[]>>;

function runSeverity(state: ExecutionState): Severity {
  if (runSeverities.critical.some((one) => one === state)) return 'critical';
  return runSeverities.warning.some((one) => one === state) ? 'warning' : 'notice';
}
