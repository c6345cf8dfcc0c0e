import { createHmac, timingSafeEqual } from 'node:crypto';

// No secret: the tag only tells a token of ours from rubbish and from a token of another request, also after a restart.
const key = 'antipode simulator token';
const tagBytes = 12;

/**
 * An opaque token that holds `content`, valid only for the same `scope` (of a continuation token: operation, account,
 * region and the filters of the request). It needs no memory in the simulator and outlives a restart.
 */
export function sealToken(scope: string, content: string): string {
  return Buffer.concat([tagOf(scope, content), Buffer.from(content, 'utf8')]).toString('base64url');
}

/** The content of a token, or undefined when the token is rubbish or belongs to another request. */
export function openToken(scope: string, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= tagBytes || bytes.toString('base64url') !== token) return undefined;
  const content = bytes.subarray(tagBytes).toString('utf8');
  return timingSafeEqual(bytes.subarray(0, tagBytes), tagOf(scope, content)) ? content : undefined;
}

function tagOf(scope: string, content: string): Buffer {
  return createHmac('sha256', key).update(scope).update('\0').update(content).digest().subarray(0, tagBytes);
}
