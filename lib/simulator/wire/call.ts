import type { ServiceId } from './service-table';

/** The AWS wire protocols, as the Smithy specification names them. */
export const protocols = [
  'awsJson1_0',
  'awsJson1_1',
  'awsQuery',
  'ec2Query',
  'restXml',
  'restJson1',
  'rpcv2Cbor',
] as const;
export type Protocol = (typeof protocols)[number];

/** An HTTP request as it arrived, whatever the transport. */
export interface WireRequest {
  readonly method: string;
  /** Still percent-encoded, without the query string. */
  readonly path: string;
  readonly query: ReadonlyMap<string, readonly string[]>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The body is a streaming blob: an in-process client expects a stream instead of bytes. */
  readonly streaming: boolean;
  /** The server's Date, in epoch milliseconds, where it is not the wall clock's. */
  readonly serverNow?: number;
}

/** A signed request before its body is read: enough to judge its account and region. */
export interface Arrival {
  readonly requestId: string;
  readonly protocol: Protocol;
  /** Absent when no service of the table is signed for. */
  readonly service?: ServiceId;
  /** Absent when the service is not loaded or has no such operation. */
  readonly operation?: string;
  /** The region that serves the request: `us-east-1` for global services, else the region it was signed for. */
  readonly region: string;
  /** The region in the signature: with a custom endpoint, global services are signed for the client's own region. */
  readonly signedRegion: string;
  /** Empty for the few operations that are not signed. */
  readonly accessKeyId: string;
  /** What temporary credentials carry beside their key; absent for others. */
  readonly sessionToken?: string;
  /** Wall time in the signature; absent where it has none that can be read. */
  readonly signedAt?: number;
}

/** One decoded AWS request, as a simulated operation sees it. */
export interface Call extends Arrival {
  readonly service: ServiceId;
  readonly operation: string;
  /** The Host header: where the client reached the simulator. Empty for a transport without one. */
  readonly host: string;
  /** Typed values by the operation's input schema; every required member is present. */
  readonly input: unknown;
}

export type WireAnswer =
  | { readonly kind: 'response'; readonly response: WireResponse }
  /** Hold the connection open, answer nothing, until the client gives up. */
  | { readonly kind: 'black-hole'; readonly arrival: Arrival }
  /** Cut the connection at once. */
  | { readonly kind: 'destroy'; readonly arrival: Arrival };
