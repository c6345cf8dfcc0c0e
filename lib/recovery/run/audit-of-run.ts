import { acceptedAct, buildAuditEntry, refusedAct } from '@/lib/audit/build-audit-entry';
import { type Execution, endedStates } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import type { AuditEntry } from '@/lib/persistence';
import type { RecoveryCommand } from '@/lib/persistence/recovery-commands';
import type { DriverEvent } from '../rules/execution/events';

/** What of a driver's events belongs into the audit trail: calls, results, who drives, how it ended. */
export function auditOfEvents(
  engineId: string,
  before: Execution,
  after: Execution,
  events: readonly DriverEvent[],
  at: EpochMs,
): readonly AuditEntry[] {
  const entries = events.flatMap((event) => auditOfEvent(engineId, after, event, at));
  return [...entries, ...auditOfEnd(engineId, before, after, at)];
}

/** The end of a run, once it has ended. */
export function auditOfEnd(engineId: string, before: Execution, after: Execution, at: EpochMs): readonly AuditEntry[] {
  if (endedStates.includes(before.state) || !endedStates.includes(after.state)) return [];
  const { clock, timeline } = after;
  const details = {
    state: after.state,
    sentence: timeline.at(-1)?.sentence,
    actualSeconds: clock.actualSeconds,
    recoveredAt: clock.recoveredAt,
    drill: after.drill,
  };
  return [acceptedAct({ ...subject(engineId, after.id, at), action: 'execution-ended', details })];
}

/** What became of a command that a person gave. */
export function auditOfRefusedCommand(
  { verb, executionId, actor, role, stepId }: RecoveryCommand,
  because: string,
  at: EpochMs,
): AuditEntry {
  return refusedAct(
    { actor: { name: actor, role }, action: verb, target: executionId, at, details: { step: stepId } },
    because,
  );
}

function auditOfEvent(engineId: string, run: Execution, event: DriverEvent, at: EpochMs): readonly AuditEntry[] {
  const { id } = run;
  switch (event.kind) {
    case 'claimed':
      return [acceptedAct({ ...subject(engineId, id, at), action: 'drive-execution' })];
    case 'step-called': {
      const { call, stepId } = event;
      const { action, endpointRegion, requestId, outcome, before, after, detail } = call;
      const { dryRun, drill } = run;
      const details = { step: stepId, endpointRegion, requestId, outcome, before, after, detail, dryRun, drill };
      const isKnown = outcome !== 'unknown' && outcome !== 'timed-out';
      const ending = outcome === 'answered' ? 'accepted' : isKnown ? 'refused' : 'unknown';
      return [buildAuditEntry({ ...subject(engineId, id, call.at), action: `call ${action}`, details }, ending)];
    }
    case 'step-started':
    case 'step-waits':
    case 'step-done':
    case 'step-failed':
    case 'step-unknown':
    case 'step-read-back': {
      const step = run.steps.find(({ stepId }) => stepId === event.stepId);
      const details = {
        step: event.stepId,
        attempt: step?.attempt,
        sentence: 'sentence' in event ? event.sentence : undefined,
        fence: 'fence' in event ? event.fence : undefined,
        verdict: 'verdict' in event ? event.verdict : undefined,
      };
      const about = { ...subject(engineId, id, at), action: event.kind, details };
      const isUnknown =
        event.kind === 'step-unknown' || (event.kind === 'step-read-back' && event.verdict === 'unknown');
      return [buildAuditEntry(about, isUnknown ? 'unknown' : event.kind === 'step-failed' ? 'refused' : 'accepted')];
    }
    default:
      return [];
  }
}

function subject(engineId: string, target: string, at: EpochMs) {
  return { actor: { name: engineId, role: 'engine' }, target, at };
}
