import type { Cadence, LinkState } from '../entities';
import { atRiskShare } from '../rpo-verdict';
import type { EpochMs, Seconds } from '../time';
import { minuteMs } from './resolution';
import { type MinuteState, minuteStates } from './types';

/** What is known of a link in one minute once the minute is closed. */
export interface LinkMinuteEvidence {
  /** Start of the minute. */
  readonly at: EpochMs;
  readonly consistency: 'eventual' | 'strong';
  /** Largest lag measured in this very minute; `none` where nothing was published. */
  readonly lagSeconds: Seconds | 'none';
  /** Client writes of this very minute. */
  readonly writesPerSecond: number | 'unknown';
  /**
   * `unknown`: it was asked and could not be told. `not-asked`: nobody was there to ask, as in minutes filled in later;
   * then a lag published in the minute speaks for the copy.
   */
  readonly copyState: LinkState | 'unknown' | 'not-asked';
  /** Latest time recoverable at the target as far as earlier minutes tell. */
  readonly recoveryPointAt: EpochMs | 'none';
  /** Start of the unbroken run of minutes with writes this one belongs to. */
  readonly writingSince: EpochMs | 'none';
  /** Minutes in a row, this one and later closed ones included, whose lag was asked for and not published. */
  readonly silentMinutes: number;
  /** Clients wrote in an earlier minute since which nothing was heard to arrive: the source is idle and not safe. */
  readonly hasUnarrivedWrites?: true;
  /** One of its ends was out of sight at some moment of the minute: a lag of the rest of it proves nothing of that moment. */
  readonly wasPartlyDark?: true;
}

/** Silence of this many minutes is a stall; less may be a point that got lost on its way. */
export const stallMinutes = 3;

/** Milliseconds from the start of a minute after which nothing of it may still honestly arrive: d + 3 c. */
export function closesAfterMs({ cadenceSeconds: c, publishDelaySeconds: d }: Cadence): number {
  return (d + 3 * c) * 1000;
}

/** The newest minute (its start) that is closed at `now`, for evidence of this cadence. */
export function newestClosedMinute(cadence: Cadence, now: EpochMs): EpochMs {
  return Math.floor((now - closesAfterMs(cadence)) / minuteMs) * minuteMs;
}

/**
 * The verdict of a closed minute of a link against a recovery-point objective in seconds. Breached: its lag exceeds the
 * objective, or clients wrote while nothing was recoverable for longer than it. At risk: above 80 % of it, or stalled
 * for less. Met: a lag within it, proven idle with nothing under way, or no lag by design while the copy is active. Everything else is not
 * measured; silence alone never makes a minute good.
 */
export function judgeLinkMinute(evidence: LinkMinuteEvidence, objectiveSeconds: Seconds | 'none'): MinuteState {
  if (objectiveSeconds === 'none') return 'no-objective';
  const { consistency, copyState, writesPerSecond } = evidence;
  const lag = usableLag(evidence);
  if (lag !== 'none' && lag > objectiveSeconds) return 'breached';
  if (copyState === 'unknown') return 'not-measured';
  if (copyState === 'rebuilding' || copyState === 'pending-resync' || copyState === 'not-replicating') {
    return judgeUnprotected(evidence, objectiveSeconds, copyState === 'not-replicating' ? 'at-risk' : 'not-measured');
  }
  if (consistency === 'strong') return copyState === 'replicating' ? 'met' : 'not-measured';
  if (lag !== 'none' && lag > objectiveSeconds * atRiskShare) return 'at-risk';
  if (lag !== 'none') return evidence.wasPartlyDark ? 'not-measured' : 'met';
  if (writesPerSecond === 0) return evidence.hasUnarrivedWrites ? 'not-measured' : 'met';
  if (writesPerSecond === 'unknown' || !(writesPerSecond > 0)) return 'not-measured';
  if (evidence.silentMinutes < stallMinutes) return 'not-measured';
  return judgeUnprotected(evidence, objectiveSeconds, 'at-risk');
}

/** A lag is a finite number that is not negative: −1 is how some engines say "not replicating". */
function usableLag({ lagSeconds }: LinkMinuteEvidence): Seconds | 'none' {
  return lagSeconds !== 'none' && Number.isFinite(lagSeconds) && lagSeconds >= 0 ? lagSeconds : 'none';
}

/** Nothing of what was written could be recovered: breached once that lasted longer than the objective. */
function judgeUnprotected(
  { at, writesPerSecond, recoveryPointAt, writingSince }: LinkMinuteEvidence,
  objectiveSeconds: Seconds,
  otherwise: 'at-risk' | 'not-measured',
): MinuteState {
  if (writesPerSecond === 'unknown' || !(writesPerSecond > 0)) return 'not-measured';
  const starts = [recoveryPointAt, writingSince].filter((moment) => moment !== 'none');
  if (starts.length > 0 && (at - Math.max(...starts)) / 1000 > objectiveSeconds) return 'breached';
  return otherwise;
}

/**
 * Whether a link has a say in its workload's minute. One without lag by design (strong consistency) is believed while
 * somebody sees its copy active; of minutes in which nobody looked no metric tells afterwards. They are no evidence for
 * the copy and none against it, so that the links that are measured decide alone; the link's own minute stays not
 * measured. Once it was asked, not knowing counts.
 */
export function hasSay({ consistency, copyState }: LinkMinuteEvidence): boolean {
  return consistency !== 'strong' || copyState !== 'not-asked';
}

/** The verdict of a workload's minute, and how many of its links or stores were not measured beside it. */
export interface ObjectiveMinute {
  readonly state: MinuteState;
  readonly unmeasured: number;
}

/**
 * Overlapping trouble is one minute of trouble, of the worst kind: breached, at risk, not measured, met.
 *
 * @param states verdicts of the links that count for the objective
 * @param withoutLink stores whose protection nothing tells about; each is something not measured
 */
export function judgeObjectiveMinute(states: readonly MinuteState[], withoutLink = 0): ObjectiveMinute {
  const counted = states.filter((state) => state !== 'no-objective');
  if (counted.length + withoutLink === 0) return { state: 'not-measured', unmeasured: 1 };
  const all: readonly MinuteState[] = withoutLink > 0 ? [...counted, 'not-measured'] : counted;
  return {
    state: minuteStates.find((state) => all.includes(state)) ?? 'not-measured',
    unmeasured: counted.filter((state) => state === 'not-measured').length + withoutLink,
  };
}
