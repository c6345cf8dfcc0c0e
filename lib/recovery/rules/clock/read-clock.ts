import type { Outage } from '@/lib/domain/entities';
import { changesSomething } from '@/lib/domain/recovery/changed-something';
import type { Execution, RecoveryClock, RecoveryPhase, StepProgress } from '@/lib/domain/recovery/execution';
import type { PlanStep } from '@/lib/domain/recovery/plan';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { findProgress, plannedSteps } from '../execution/reading';
import { findServedAgain, type ServiceSample } from './find-served-again';

/** What the clock of a run is read from. */
export interface ClockReading {
  /** The outage clock of the workload, as the engine keeps it. */
  readonly outage: Outage;
  /** When it was noticed that users are not served, e.g. when the finding was raised; `unknown` is a gap, never zero. */
  readonly detectedAt: EpochMs | 'unknown';
  /** Probes of the workload's own names since the impact, or since the run began. */
  readonly samples: readonly ServiceSample[];
  /** How long one of them may stand for what follows it: d + 3c of the probe. */
  readonly holdSeconds: Seconds;
}

type Phase = RecoveryClock['phases'][number];
type Moment = Phase['from'];

/**
 * The RTO clock of a run: from the first failure of the user path that persisted to the start of the first three minutes
 * with 95 % of the baseline served and the transaction proof passed. What was once read stays: an impact is not
 * forgotten with its outage, and a recovery is not taken back. Users who are led by stale DNS are the `propagate`
 * phase's to show, apart from the time itself.
 */
export function readClock(execution: Execution, reading: ClockReading): RecoveryClock {
  const { clock } = execution;
  const impactAt = clock.impactAt === 'none' ? findImpact(execution, reading.outage) : clock.impactAt;
  const recoveredAt = clock.recoveredAt === 'not-yet' ? findRecovery(execution, impactAt, reading) : clock.recoveredAt;
  return {
    impactAt,
    phases: phasesOf(execution, impactAt, reading.detectedAt),
    recoveredAt,
    actualSeconds: actualOf(impactAt, recoveredAt),
    objectiveSeconds: clock.objectiveSeconds,
  };
}

/** An outage that was over before the run began is none of it. */
function findImpact({ createdAt }: Execution, outage: Outage): RecoveryClock['impactAt'] {
  if (outage.state === 'running') return outage.startedAt;
  return outage.state === 'ended' && outage.endedAt > createdAt ? outage.startedAt : 'none';
}

/** Rounded up; users who never noticed had no outage. */
function actualOf(impactAt: RecoveryClock['impactAt'], recoveredAt: EpochMs | 'not-yet'): Seconds | 'not-yet' {
  if (recoveredAt === 'not-yet') return 'not-yet';
  return impactAt === 'none' ? 0 : Math.ceil((recoveredAt - impactAt) / 1000);
}

/**
 * Three minutes can only count once the writer is proven and, where users noticed nothing, once the move is over: before
 * that they were served by the region that was left.
 */
function findRecovery(
  execution: Execution,
  impactAt: RecoveryClock['impactAt'],
  { outage, samples, holdSeconds }: ClockReading,
): EpochMs | 'not-yet' {
  const proofs = stepsWhere(execution, ({ spec }) => spec.kind === 'transaction-proof');
  const moves = impactAt === 'none' ? stepsWhere(execution, ({ phase }) => phase === 'execute') : [];
  if (execution.dryRun || proofs.length === 0) return 'not-yet';
  const ends = [...proofs.map(storedAt), ...moves.map(({ endedAt }) => endedAt)];
  if (ends.includes('not-yet')) return 'not-yet';
  const from = Math.max(
    ...ends.filter((end) => end !== 'not-yet'),
    impactAt === 'none' ? execution.createdAt : impactAt,
  );
  // The engine's own clock of the outage ends by the same three minutes, and survives a restart.
  if (outage.state === 'ended' && impactAt !== 'none' && outage.endedAt >= from) {
    const seen = findServedAgain(samples, from, holdSeconds);
    return seen === 'not-yet' ? outage.endedAt : Math.min(seen, outage.endedAt);
  }
  return findServedAgain(samples, from, holdSeconds);
}

function phasesOf(
  execution: Execution,
  impactAt: RecoveryClock['impactAt'],
  detectedAt: EpochMs | 'unknown',
): readonly Phase[] {
  const begun = firstStart(stepsWhere(execution, changesSomething));
  const noticed = impactAt === 'none' ? execution.createdAt : detectedAt;
  return [
    ...(impactAt === 'none' ? [] : [{ phase: 'detect' as const, from: impactAt, to: detectedAt }]),
    { phase: 'decide', from: noticed, to: begun },
    ...(['execute', 'verify', 'propagate'] as const).map((phase) => phaseOf(execution, phase)),
  ];
}

function phaseOf(execution: Execution, phase: Exclude<RecoveryPhase, 'detect' | 'decide'>): Phase {
  const steps = stepsWhere(execution, (planned) => planned.phase === phase);
  const ends = steps.map(({ endedAt }) => endedAt);
  const to =
    ends.length === 0 || ends.includes('not-yet') ? 'not-yet' : Math.max(...ends.filter((end) => end !== 'not-yet'));
  return { phase, from: firstStart(steps), to };
}

function firstStart(steps: readonly StepProgress[]): Moment {
  const starts = steps.flatMap(({ startedAt }) => (startedAt === 'not-yet' ? [] : [startedAt]));
  return starts.length === 0 ? 'not-yet' : Math.min(...starts);
}

function stepsWhere(execution: Execution, is: (planned: PlanStep) => boolean): readonly StepProgress[] {
  return plannedSteps(execution)
    .filter(is)
    .flatMap(({ id }) => findProgress(execution, id) ?? []);
}

/**
 * When the transaction of a proof was stored: what reads it back comes after, and proves that it was. A step that was left
 * out proved nothing, and where the answer to the write was not heard it counts from when it was found stored.
 */
function storedAt({ state, startedAt, endedAt, calls }: StepProgress): EpochMs | 'not-yet' {
  if (state !== 'done' || startedAt === 'not-yet') return 'not-yet';
  const stored = calls.findLast((call) => call.action === 'http:POST' && call.outcome === 'answered');
  return stored !== undefined && stored.at >= startedAt ? stored.at : endedAt;
}
