import type { WireRequest } from './call';

/** What the simulator takes from a signature. The signature itself is not verified: the door is loopback only. */
export interface Signature {
  readonly accessKeyId: string;
  readonly region: string;
  readonly signingName: string;
  /** Of temporary credentials only. */
  readonly sessionToken?: string;
  /** In epoch milliseconds; absent where the request has no readable time. */
  readonly signedAt?: number;
}

/** Reads the credential scope of a signed request or presigned URL; undefined when there is none or it is incomplete. */
export function readSignature(request: WireRequest): Signature | undefined {
  const inHeader = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
  const credential = inHeader ?? request.query.get('X-Amz-Credential')?.[0] ?? '';
  const [accessKeyId, , region, signingName] = credential.split('/');
  if (!accessKeyId || !region || !signingName) return undefined;
  const sessionToken = request.headers['x-amz-security-token'] ?? request.query.get('X-Amz-Security-Token')?.[0];
  const signedAt = readTime(request.headers['x-amz-date'] ?? request.query.get('X-Amz-Date')?.[0] ?? '');
  return {
    accessKeyId,
    region,
    signingName,
    ...(sessionToken && { sessionToken }),
    ...(signedAt !== undefined && { signedAt }),
  };
}

function readTime(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
}

const globalSigningNames = new Set(['route53', 'health', 'iam', 'ce', 'organizations', 'support', 'cloudfront']);

/**
 * Where a request is served. Global services live in us-east-1; with a custom endpoint the SDKs sign them for the
 * client's own region, so the server has to map them.
 */
export function servingRegion(signingName: string, signedRegion: string): string {
  return globalSigningNames.has(signingName) ? 'us-east-1' : signedRegion;
}
