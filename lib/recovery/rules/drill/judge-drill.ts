import type { RegionCode } from '@/lib/domain/fleet';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatCount } from '@/lib/domain/wording/list';
import { hasEnded } from '../execution/reading';

/** A write of the drill's own that the source acknowledged before the fault, and what became of it. */
export interface TestWrite {
  readonly id: string;
  readonly writtenAt: EpochMs;
  /** Whether the target's copy had it right after the fault. */
  readonly hadArrived: boolean | 'unknown';
  /** Whether it can be read back through the target since the move. */
  readonly after: 'stored' | 'absent' | 'unreadable';
}

export interface DrillRecord {
  readonly execution: Execution;
  /** When the region was made to fail; `unknown` where that is on no record any more. */
  readonly faultAt: EpochMs | 'unknown';
  /** What the recovery may take; see `wantedRecoverySeconds`. */
  readonly wantedSeconds: Seconds | 'none';
  readonly wantedLossSeconds: Seconds | 'none';
  readonly writes: readonly TestWrite[];
}

export interface DrillVerdict {
  /** `not-proven`: something was not measured, which is never taken for success. */
  readonly state: 'proven' | 'failed' | 'not-proven';
  /** From the fault to users being served again; `unknown` where they were never seen to be. */
  readonly recoverySeconds: Seconds | 'unknown';
  /** Acknowledged writes that cannot be read back; `unknown` where one of them could not be asked for. */
  readonly lostWrites: number | 'unknown';
  readonly sentences: readonly string[];
}

/** What users see is dated by probes that are so far apart. */
const probeMs = 2000;

interface Part {
  readonly state: DrillVerdict['state'];
  readonly sentence: string;
}

/**
 * Judges a drill of the loss of a region on two figures: the recovery time from the fault itself, and the writes that were acknowledged and cannot be read back through the target. Losing
 * some is within the objective where the oldest of them is no older at the fault than the recovery-point objective. What was
 * not measured proves nothing, and the worst part is the verdict.
 */
export function judgeDrill(record: DrillRecord): DrillVerdict {
  const parts = [judgeEnd(record.execution), judgeTime(record), ...judgeBefore(record), ...judgeWrites(record)];
  const state = (['failed', 'not-proven', 'proven'] as const).find((each) => parts.some((part) => part.state === each));
  return {
    state: state ?? 'not-proven',
    recoverySeconds: recoveryOf(record),
    lostWrites: lostOf(record.writes),
    sentences: parts.map(({ sentence }) => sentence),
  };
}

function judgeEnd(execution: Execution): Part {
  const { state, source, target } = execution;
  const way = `The run out of ${source} to ${target}`;
  if (!hasEnded(execution)) return { state: 'not-proven', sentence: `${way} has not ended: ${words(state)}.` };
  const isWell = state === 'completed' || state === 'completed-with-exceptions';
  return { state: isWell ? 'proven' : 'failed', sentence: `${way} has ended: ${words(state)}.` };
}

function words(state: string): string {
  return state.replaceAll('-', ' ');
}

/** From the fault; from what users saw where the fault is on no record. */
function recoveryOf({ execution, faultAt }: DrillRecord): Seconds | 'unknown' {
  const { impactAt, recoveredAt } = execution.clock;
  const from = faultAt === 'unknown' ? impactAt : faultAt;
  if (recoveredAt === 'not-yet' || from === 'none') return 'unknown';
  return Math.max(0, Math.ceil((recoveredAt - from) / 1000));
}

/** An outage that was there before the fault is not the drill's: what is measured then is other trouble as well. */
function judgeBefore({ execution, faultAt }: DrillRecord): readonly Part[] {
  const { impactAt } = execution.clock;
  if (faultAt === 'unknown' || impactAt === 'none' || impactAt >= faultAt - probeMs) return [];
  const before = formatDuration((faultAt - impactAt) / 1000, 'down');
  return [{ state: 'not-proven', sentence: `Users were without service ${before} before the fault already.` }];
}

function judgeTime(record: DrillRecord): Part {
  const { execution, faultAt, wantedSeconds } = record;
  const seconds = recoveryOf(record);
  if (seconds === 'unknown') return { state: 'not-proven', sentence: 'Users were not seen to be served again.' };
  const from = faultAt === 'unknown' ? 'first failure that users saw (the fault is on no record)' : 'fault';
  const unnoticed = execution.clock.impactAt === 'none' ? ' Its users noticed nothing meanwhile.' : '';
  const took = `Users were served again ${formatDuration(seconds)} after the ${from}`;
  if (wantedSeconds === 'none') return { state: 'proven', sentence: `${took}; there is no objective.${unnoticed}` };
  const isLate = seconds > wantedSeconds;
  const objective = `${isLate ? 'later than' : 'within'} the objective of ${formatDuration(wantedSeconds, 'down')}`;
  return { state: isLate ? 'failed' : 'proven', sentence: `${took}, ${objective}.${unnoticed}` };
}

function lostOf(writes: readonly TestWrite[]): number | 'unknown' {
  if (writes.length === 0 || writes.some(({ after }) => after === 'unreadable')) return 'unknown';
  return writes.filter(({ after }) => after === 'absent').length;
}

function judgeWrites({ execution, faultAt, writes, wantedLossSeconds }: DrillRecord): readonly Part[] {
  const { target } = execution;
  if (writes.length === 0) {
    return [
      { state: 'not-proven', sentence: 'Lost writes were not measured: none was acknowledged before the fault.' },
    ];
  }
  const unread = writes.filter(({ after }) => after === 'unreadable').length;
  if (unread > 0) {
    const sentence = `${unread} of ${formatCount(writes.length, 'acknowledged write')} could not be asked for in ${target}.`;
    return [{ state: 'not-proven', sentence }];
  }
  const absent = writes.filter(({ after }) => after === 'absent');
  const gone = absent.filter(({ hadArrived }) => hadArrived === true);
  const lost = absent.filter(({ hadArrived }) => hadArrived !== true);
  return [
    lostPart(lost, writes.length, { target, faultAt, wantedLossSeconds }),
    ...(gone.length > 0 ? [gonePart(gone)] : []),
  ];
}

interface Lost {
  readonly target: RegionCode;
  readonly faultAt: EpochMs | 'unknown';
  readonly wantedLossSeconds: Seconds | 'none';
}

function lostPart(lost: readonly TestWrite[], of: number, { target, faultAt, wantedLossSeconds }: Lost): Part {
  const figure = `${lost.length} of ${formatCount(of, 'acknowledged write')} cannot be read back in ${target}`;
  if (lost.length === 0) return { state: 'proven', sentence: `${figure}.` };
  if (faultAt === 'unknown' || wantedLossSeconds === 'none') {
    return { state: 'not-proven', sentence: `${figure}, and there is nothing to judge that by.` };
  }
  const oldest = Math.max(0, (faultAt - Math.min(...lost.map(({ writtenAt }) => writtenAt))) / 1000);
  const isTooOld = oldest > wantedLossSeconds;
  const objective = `${isTooOld ? 'more than' : 'within'} the objective of ${formatDuration(wantedLossSeconds, 'down')}`;
  const sentence = `${figure}, the oldest from ${formatDuration(oldest)} before the fault, ${objective}.`;
  return { state: isTooOld ? 'failed' : 'proven', sentence };
}

/** An application may delete them; so may a promotion that took too little with it. */
function gonePart(gone: readonly TestWrite[]): Part {
  const sentence = `${gone.length} of them had arrived before the move and are gone since: ask the application's owners.`;
  return { state: 'not-proven', sentence };
}
