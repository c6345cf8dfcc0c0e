import { type Execution, type RecoveryPhase, recoveryPhases } from '@/lib/domain/recovery/execution';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { estimateRemaining } from '../rules/estimate-recovery-time';
import { hasEnded } from '../rules/execution/reading';

/** A phase of recovery on the clock of a run. */
export interface PhaseView {
  readonly phase: RecoveryPhase;
  /** `gap`: it went by and nobody measured when; `open`: it goes on. */
  readonly state: 'not-yet' | 'open' | 'done' | 'gap' | 'not-part';
  readonly from: EpochMs | 'none';
  readonly to: EpochMs | 'none';
  /** Length so far; `none` where no end of it is known. */
  readonly seconds: Seconds | 'none';
}

/** The RTO clock of a run as people read it. */
export interface ClockView {
  /** What it counts: users without service, or, where they never noticed, the run alone. */
  readonly counts: 'outage' | 'run';
  readonly startsAt: EpochMs;
  /** Where it stands still: users are served again, or the run has ended without that being proven. */
  readonly stopsAt: EpochMs | 'running';
  readonly elapsedSeconds: Seconds;
  readonly objectiveSeconds: Seconds | 'none';
  /** Until the objective is used up; negative once it is. */
  readonly leftSeconds: Seconds | 'none';
  /**
   * `at-risk`: what has passed and the slow case of what remains are more than the objective; `not-proven`: the run has
   * ended and nobody saw users served for three minutes; `no-outage`: users never noticed.
   */
  readonly verdict: 'within' | 'at-risk' | 'breached' | 'not-proven' | 'no-outage' | 'no-objective';
  /** What the run is still expected to take until users are served; `none` once it is over. */
  readonly remaining: ReturnType<typeof estimateRemaining> | 'none';
  readonly phases: readonly PhaseView[];
}

/** The clock of a run at `now`, live or for the record. Rounded against us: what has passed up, what is left down. */
export function viewClock(execution: Execution, now: EpochMs): ClockView {
  const { clock, createdAt, endedAt } = execution;
  const counts = clock.impactAt === 'none' ? 'run' : 'outage';
  const startsAt = clock.impactAt === 'none' ? createdAt : clock.impactAt;
  const ends = [clock.recoveredAt, endedAt].filter((at) => at !== 'not-yet');
  const stopsAt = clock.recoveredAt !== 'not-yet' ? clock.recoveredAt : (ends[0] ?? 'running');
  const elapsedSeconds = Math.max(0, Math.ceil(((stopsAt === 'running' ? now : stopsAt) - startsAt) / 1000));
  const { objectiveSeconds } = clock;
  const remaining = stopsAt === 'running' && !hasEnded(execution) ? estimateRemaining(execution, now) : 'none';
  const view = { counts, startsAt, stopsAt, elapsedSeconds, objectiveSeconds, remaining } as const;
  return {
    ...view,
    leftSeconds: objectiveSeconds === 'none' ? 'none' : objectiveSeconds - elapsedSeconds,
    verdict: verdictOf(execution, view),
    phases: recoveryPhases.map((phase) => viewPhase(execution, phase, now)),
  };
}

function verdictOf(
  { clock, dryRun }: Execution,
  view: Pick<ClockView, 'counts' | 'elapsedSeconds' | 'objectiveSeconds' | 'remaining'>,
): ClockView['verdict'] {
  const { counts, elapsedSeconds, objectiveSeconds, remaining } = view;
  if (counts === 'run') return 'no-outage';
  if (objectiveSeconds === 'none') return 'no-objective';
  if (elapsedSeconds > objectiveSeconds) return 'breached';
  if (remaining !== 'none') return elapsedSeconds + remaining.p90Seconds > objectiveSeconds ? 'at-risk' : 'within';
  return clock.recoveredAt === 'not-yet' || dryRun ? 'not-proven' : 'within';
}

function viewPhase({ clock, endedAt }: Execution, phase: RecoveryPhase, now: EpochMs): PhaseView {
  const found = clock.phases.find((each) => each.phase === phase);
  const nothing = { phase, from: 'none', to: 'none', seconds: 'none' } as const;
  if (found === undefined) return { ...nothing, state: clock.phases.length === 0 ? 'not-yet' : 'not-part' };
  const { from, to } = found;
  if (from === 'not-yet') return { ...nothing, state: endedAt === 'not-yet' ? 'not-yet' : 'not-part' };
  const known = { from: from === 'unknown' ? ('none' as const) : from };
  if (from === 'unknown' || to === 'unknown') {
    return { ...nothing, ...known, to: to === 'unknown' || to === 'not-yet' ? 'none' : to, state: 'gap' };
  }
  if (to !== 'not-yet') return { phase, from, to, state: 'done', seconds: secondsBetween(from, to) };
  // A run that has ended leaves no phase open; what had not ended then never did.
  const until = endedAt === 'not-yet' ? now : endedAt;
  return {
    phase,
    from,
    to: 'none',
    state: endedAt === 'not-yet' ? 'open' : 'gap',
    seconds: secondsBetween(from, until),
  };
}

function secondsBetween(from: EpochMs, to: EpochMs): Seconds {
  return Math.max(0, Math.ceil((to - from) / 1000));
}
