/** One call while it runs, as the layers under it see it. */
export interface CallUnderWay {
  /** Wall milliseconds until its deadline. */
  remainingMs(): number;
  /** Requests that were sent for it. */
  requests: number;
  /** Regions that what it writes is copied to. */
  readonly copies: number;
  /** Whether the service said anything of its own, a refusal included. */
  isHeard: boolean;
  /** AWS's name for the last request that was answered, a refusal included. */
  requestId: string | 'none';
}

/** Every request of a call carries the call's own signal: that is how the layers below find it. */
const calls = new WeakMap<object, CallUnderWay>();

export function noteCallUnderWay(signal: AbortSignal, call: CallUnderWay): void {
  calls.set(signal, call);
}

/** The call a request belongs to; `none` for a request made outside of `ask`. */
export function findCallUnderWay(signal: unknown): CallUnderWay | 'none' {
  return typeof signal === 'object' && signal !== null ? (calls.get(signal) ?? 'none') : 'none';
}
