import { shiftMonth } from '../costs/report/choose-month';
import type { EpochMs } from '../time';
import type { DeliveryOccasion, DeliveryPart, DeliveryState } from './delivery';
import { closedAtLatestMs, monthAt } from './executive/month-span';

/** When deliveries are due and what follows from how they end. Fleet time throughout. */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const firstRetryMs = minuteMs;
const longestRetryMs = 6 * hourMs;

/** For so long a delivery is tried; after that it is given up, and a person must look. */
export const triedForMs = 7 * dayMs;

/** A frozen report as far as deliveries care. */
export interface EditionMade {
  readonly month: string;
  readonly edition: number;
  readonly madeAt: EpochMs;
}

/** A report that a place is owed. */
export interface Owed {
  readonly month: string;
  readonly part: DeliveryPart;
}

/**
 * What a place is owed by now, which may be on record already. Of closed months: from the newest one on that had closed when
 * it was declared, so that a delivery can be seen to work on that day, every edition but those that were superseded by then.
 * A store that freezes a year of months at its first start sends the last of them alone. Of weeks: the last Monday, if it
 * was declared by then; of Mondays that nobody was there for only the last is made up for.
 *
 * @param since when the place was declared
 */
export function owedBy(
  send: DeliveryOccasion,
  since: EpochMs,
  editions: readonly EditionMade[],
  now: EpochMs,
): readonly Owed[] {
  if (send === 'weekly') {
    const monday = lastMonday(now);
    if (monday < since) return [];
    return [{ month: monthAt(monday), part: { kind: 'week', monday: new Date(monday).toISOString().slice(0, 10) } }];
  }
  // A month that ended less than two days before may not have closed.
  const first = shiftMonth(monthAt(since - closedAtLatestMs), -1);
  const isSuperseded = (one: EditionMade) => editions.some((other) => other.madeAt < since && isLater(other, one));
  return editions
    .filter((one) => one.month >= first && !isSuperseded(one))
    .map(({ month, edition }) => ({ month, part: { kind: 'edition', edition } }));
}

function isLater(one: EditionMade, other: EditionMade): boolean {
  return one.month === other.month ? one.edition > other.edition : one.month > other.month;
}

/** The newest Monday, 06:00 UTC, that has come. */
export function lastMonday(now: EpochMs): EpochMs {
  // 1 January 1970 was a Thursday: the first Monday was the 5th.
  const first = 4 * dayMs + 6 * hourMs;
  return first + Math.floor((now - first) / (7 * dayMs)) * 7 * dayMs;
}

/** From when on the report of a week may be made: the Monday it is named after, 06:00 UTC. */
export function startOfWeek(monday: string): EpochMs {
  return Date.parse(`${monday}T06:00:00Z`);
}

/** How one attempt ended. `waiting`: there is nothing to deliver yet, which is no attempt. */
export interface AttemptEnd {
  readonly state: 'delivered' | 'delivered-without-pdf' | 'failed' | 'in-doubt' | 'not-configured' | 'waiting';
  /** What happened and what to do, whole sentences. */
  readonly sentence: string;
  /** What is there by now: names of files, keys of objects or addresses that were taken. */
  readonly handed: readonly string[];
  /** No retry mends it before somebody has done what the sentence says. Absent where time alone may. */
  readonly needsPerson?: boolean;
}

export interface Standing {
  readonly state: DeliveryState;
  readonly nextAttemptAt: EpochMs | 'none';
  readonly attempts: number;
}

/**
 * How a delivery stands after an attempt: tried again after a minute, then after twice as long each time up to six hours,
 * and given up with the first attempt that fails seven days after it was due.
 *
 * @param attempts how many there were, this one among them
 */
export function standingAfter(
  end: AttemptEnd['state'],
  { dueAt, attempts, endedAt }: { readonly dueAt: EpochMs; readonly attempts: number; readonly endedAt: EpochMs },
): Standing {
  if (end === 'delivered' || end === 'delivered-without-pdf') return { state: end, nextAttemptAt: 'none', attempts };
  const isTried = end === 'failed' || end === 'in-doubt';
  const counted = isTried ? attempts : attempts - 1;
  if (endedAt - dueAt >= triedForMs) return { state: 'given-up', nextAttemptAt: 'none', attempts: counted };
  // Whoever gives the engine a mail server starts it anew, which looks at once.
  const waitMs = isTried ? retryMs(attempts) : end === 'waiting' ? firstRetryMs / 6 : hourMs;
  return { state: end === 'waiting' ? 'due' : end, nextAttemptAt: endedAt + waitMs, attempts: counted };
}

/** What the attempts that failed amount to. */
export interface DeliveryTrouble {
  /** When the first of them ended; `never` where none has failed. */
  readonly failingSince: EpochMs | 'never';
  /** One of them is mended by nobody but a person. */
  readonly needsPerson: boolean;
}

/** The trouble of a delivery after an attempt. That somebody is needed is not taken back by a failure of another kind. */
export function troubleAfter(
  { state, needsPerson = false }: Pick<AttemptEnd, 'state' | 'needsPerson'>,
  before: DeliveryTrouble,
  endedAt: EpochMs,
): DeliveryTrouble {
  if (state === 'delivered' || state === 'delivered-without-pdf') return { failingSince: 'never', needsPerson: false };
  if (state === 'waiting') return before;
  return {
    failingSince: before.failingSince === 'never' ? endedAt : before.failingSince,
    needsPerson: before.needsPerson || needsPerson || state === 'not-configured',
  };
}

/** One minute after the first attempt, doubling, six hours at the most. */
export function retryMs(attempts: number): number {
  return Math.min(firstRetryMs * 2 ** Math.max(0, attempts - 1), longestRetryMs);
}
