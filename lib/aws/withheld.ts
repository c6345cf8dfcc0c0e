import type { EpochMs } from '../domain/time';
import type { Answer } from './types';

/** How calls ended that open a breaker. */
export type SilentState = 'unreachable' | 'timed-out' | 'failed';

export function isSilentState(state: Answer<never>['state']): state is SilentState {
  return state === 'unreachable' || state === 'timed-out' || state === 'failed';
}

/** A call that is not made: the breaker of its endpoint is open, or the call that tries it came back in vain. */
export class NotAsked extends Error {
  override readonly name = 'NotAsked';
  /** Fleet time from which it is asked again. */
  readonly until: EpochMs;
  /** Calls in a row that did not answer. */
  readonly silences: number;
  /** How the last of them ended. */
  readonly lastState: SilentState;

  constructor(until: EpochMs, silences: number, lastState: SilentState) {
    super('The endpoint is left alone for a while.');
    this.until = until;
    this.silences = silences;
    this.lastState = lastState;
  }
}

/** A request that the console itself kept back, since its turn under the quota would have come too late. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack';
  /** Requests a second the console allows itself. */
  readonly perSecond: number;
  /** What shares that pace. */
  readonly quota: string;

  constructor(quota: string, perSecond: number) {
    super('The turn under the quota would have come too late.');
    this.quota = quota;
    this.perSecond = perSecond;
  }
}
