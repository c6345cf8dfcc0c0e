import type { SourceRefusal, SourceState } from '../domain/entities';
import type { AccountId, RegionCode } from '../domain/fleet';
import type { EpochMs, Seconds } from '../domain/time';

/** How the edge reaches AWS. In simulator mode nothing but the loopback endpoint and dummy credentials can resolve. */
export type AwsEdgeConfig =
  | {
      readonly mode: 'simulator';
      readonly endpoint: string;
      /** The simulated internet's name server, `127.0.0.1:PORT`; without it no name is asked for. */
      readonly dns?: string;
      /** The simulated account whose keys the engine has. Default: the one the simulator is born with. */
      readonly homeAccountId?: AccountId;
    }
  | { readonly mode: 'aws' };

/**
 * How a call ended. Failures are values with the sentence a person needs: what happened, where (account, region, call),
 * what it means for what they see, what to do next.
 */
export type Answer<T> =
  | {
      readonly state: 'answered';
      readonly value: T;
      /** What was odd about the answer: each names the region, the call, its effect and the next step. */
      readonly notices: readonly string[];
      /** AWS's name for the last request of it; absent where it gives none. */
      readonly requestId?: string;
    }
  | {
      readonly state: Exclude<SourceState, 'answered'>;
      readonly call: string;
      readonly message: string;
      /** Fleet time from which it is asked again; present where the call was not made at all. */
      readonly notAskedUntil?: EpochMs;
      /** What would have to be allowed; present where AWS refused. */
      readonly refused?: SourceRefusal;
      /** AWS's name for the last request that it answered; absent where it answered none. */
      readonly requestId?: string;
    };

/** Where and for how long a call may run. `deadlineMs` is wall time for the whole call, retries included; it cancels. */
export interface CallScope {
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  /** The address of the endpoint, where a service has endpoints of one's own: those of a routing cluster. */
  readonly endpoint?: string;
}

/** What became of a request that changes something and was not accepted. */
export type Fate = 'not-sent' | 'refused' | 'unknown';

/**
 * How a request that changes something ended. `accepted` is what AWS says, not yet what is: that is read back. After
 * `not-sent` and `refused` nothing was changed; `unknown` may have been carried out.
 */
export type ActAnswer = {
  readonly action: string;
  readonly endpointRegion: RegionCode;
  readonly requestId: string | 'none';
} & (
  | { readonly state: 'accepted' }
  | {
      readonly state: Fate;
      /** How the attempt ended, in the words of sources. */
      readonly source: Exclude<SourceState, 'answered'>;
      /** What happened, where, and whether anything was changed; whole sentences. */
      readonly message: string;
      /** What to do next; a whole sentence. */
      readonly next: string;
      /** AWS's own code and words: untrusted text, shown as text only. */
      readonly said?: { readonly code: string; readonly text: string };
    }
);

export interface MetricQuerySpec {
  /** Caller's own key; the edge makes the wire ids. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly periodSeconds: Seconds;
}

export interface MetricSeries {
  readonly key: string;
  readonly status: 'complete' | 'partial' | 'failed' | 'forbidden';
  /** Ascending; `at` is the start of the period. NaN and values outside the asked range are dropped with a notice. */
  readonly points: readonly { readonly at: EpochMs; readonly value: number }[];
}
