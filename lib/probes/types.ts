import type { EndpointReading, SourceState } from '../domain/entities';
import type { MarkerReading } from '../domain/marker-reading';
import type { EpochMs, Seconds } from '../domain/time';

/**
 * Where the console's own probes go. `direct`: the system's resolvers, then HTTPS to the resolved address.
 * `simulator`: the simulated fleet's own DNS and HTTP doors and nothing else; both must be on loopback.
 */
export type ProberConfig =
  | {
      readonly mode: 'direct';
      /** Probe private, loopback and link-local addresses too. Off unless the fleet's endpoints are private. */
      readonly allowPrivateAddresses?: boolean;
      /** Sent as a bearer token with recovery-point markers and transactions for proof, and with nothing else. */
      readonly markerToken?: string;
    }
  | {
      readonly mode: 'simulator';
      /** `127.0.0.1:port`, UDP. */
      readonly dns: string;
      /** `http://127.0.0.1:port`, a forward proxy into the simulated internet. */
      readonly httpProxy: string;
    };

/** What DNS said. `detail` is a sentence for a person. */
export type NameAnswer =
  | {
      readonly outcome: 'answer';
      readonly values: readonly string[];
      /** Smallest TTL of the answer; `unknown` for TXT, which the resolver gives without one. */
      readonly ttlSeconds: Seconds | 'unknown';
    }
  | { readonly outcome: 'no-such-name' | 'no-data' | 'timed-out' | 'failed'; readonly detail: string };

/** One probe of a name by HTTP, with how it got there. */
export interface HttpProbeResult {
  /** Pass: a 2xx or 3xx status line within the deadline. Latency runs from connecting to the status line, without DNS. */
  readonly reading: EndpointReading;
  /** What the name resolved to; empty when it did not. */
  readonly addresses: readonly string[];
  readonly ttlSeconds: Seconds | 'unknown';
  /** The address that gave the reading. */
  readonly address: string | 'none';
  readonly httpStatus: number | 'none';
}

/** What the status record of an endpoint answers: Route 53's checkers' opinion, read over DNS. */
export type StatusReading =
  | { readonly outcome: 'healthy' | 'unhealthy'; readonly latencyMs: number }
  /** No opinion: none of these says anything about the endpoint. */
  | {
      readonly outcome: 'unreadable';
      readonly reason: 'no-such-name' | 'timed-out' | 'failed' | 'unrecognised';
      readonly detail: string;
    };

export interface HttpProbeAsked {
  readonly hostname: string;
  /** Starts with `/`. */
  readonly path: string;
  /** Wall milliseconds for everything: DNS, connecting, the status line. */
  readonly deadlineMs: number;
}

/** A path of an application that the console asks itself, such as that of its marker, at one of its regional endpoints. */
export interface ApplicationAsked {
  readonly hostname: string;
  /** Starts with `/`. */
  readonly path: string;
  /** Wall milliseconds for everything: DNS, connecting, the whole answer. */
  readonly deadlineMs: number;
}

/** How asking an application ended; `message` is a sentence for a person. */
export type ApplicationAnswer<T> =
  | { readonly state: 'answered'; readonly value: T }
  | { readonly state: Exclude<SourceState, 'answered'>; readonly message: string };

export interface Prober {
  /** Never rejects. `deadlineMs` is wall time. */
  resolveName(hostname: string, type: 'A' | 'TXT', deadlineMs: number): Promise<NameAnswer>;
  /** Never rejects. */
  probeHttp(asked: HttpProbeAsked): Promise<HttpProbeResult>;
  /** Never rejects. `deadlineMs` is wall time. */
  readStatusRecord(hostname: string, deadlineMs: number): Promise<StatusReading>;
  /** It changes something: the marker. Never rejects. */
  writeMarker(asked: ApplicationAsked, writtenAt: EpochMs): Promise<ApplicationAnswer<'written'>>;
  /** Never rejects. */
  readMarker(asked: ApplicationAsked): Promise<ApplicationAnswer<MarkerReading>>;
  /** It changes something: a transaction of that id is stored. Never rejects. */
  writeTransaction(asked: ApplicationAsked, id: string): Promise<ApplicationAnswer<'stored'>>;
  /** Whether the region's own copy holds the transaction. Never rejects. */
  readTransaction(asked: ApplicationAsked, id: string): Promise<ApplicationAnswer<'stored' | 'absent'>>;
}
