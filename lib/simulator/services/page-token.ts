import { createHmac, timingSafeEqual } from 'node:crypto';

// No secret: the tag only tells a token of ours from rubbish and from a token of another request, also after a restart.
const key = 'antipode simulator continuation token';
const tagBytes = 12;

/**
 * An opaque continuation token for `position`, valid only for the same `scope` (operation, account, region and the
 * filters of the request). It needs no memory in the simulator and outlives a restart.
 */
export function sealPageToken(scope: string, position: string): string {
  return Buffer.concat([tagOf(scope, position), Buffer.from(position, 'utf8')]).toString('base64url');
}

/** The position inside a token, or undefined when the token is rubbish or belongs to another request. */
export function openPageToken(scope: string, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= tagBytes || bytes.toString('base64url') !== token) return undefined;
  const position = bytes.subarray(tagBytes).toString('utf8');
  return timingSafeEqual(bytes.subarray(0, tagBytes), tagOf(scope, position)) ? position : undefined;
}

function tagOf(scope: string, position: string): Buffer {
  return createHmac('sha256', key).update(scope).update('\0').update(position).digest().subarray(0, tagBytes);
}
