import { createHash, randomBytes } from 'node:crypto';
import { secure } from './auth-options';

/** The cookie of a screen that looks by a read-only link; apart from that of sessions, which it is never mistaken for. */
export const accessLinkCookieName = secure ? '__Host-antipode-access-link' : 'antipode-access-link';

/** Begins every token, so that scanners for secrets know one in a chat or a repository when they see it. */
const prefix = 'apl_';
const tokenPattern = /^apl_[A-Za-z0-9_-]{43}$/;

/** A new token: 256 random bits. It is shown once and kept nowhere. */
export function makeAccessLinkToken(): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

/** Whether a text can be a token at all; the store is not asked about anything else. */
export function isAccessLinkToken(text: string): boolean {
  return tokenPattern.test(text);
}

/**
 * What is kept of a token: its SHA-256 in hexadecimal. Tokens are found by it alone and never compared themselves, so
 * what the time of a look-up tells is of the hash, from which nobody comes to a token. A slow hash would add nothing:
 * 256 random bits are not guessed.
 */
export function hashAccessLinkToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * The cookie that keeps a link on a screen until the link ends by itself.
 *
 * @param seconds until then
 */
export function accessLinkCookie(token: string, seconds: number): string {
  const age = Math.max(0, Math.floor(seconds));
  return `${accessLinkCookieName}=${token}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}
