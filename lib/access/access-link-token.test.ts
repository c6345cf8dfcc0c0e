import { describe, expect, it } from 'vitest';
import {
  accessLinkCookie,
  accessLinkCookieName,
  hashAccessLinkToken,
  isAccessLinkToken,
  makeAccessLinkToken,
} from './access-link-token';
import { sessionCookieName } from './auth-options';

describe('the token of a read-only link', () => {
  it('is 256 random bits behind a word that scanners for secrets know, and never twice the same', () => {
    const tokens = Array.from({ length: 100 }, makeAccessLinkToken);
    expect(new Set(tokens).size).toBe(100);
    for (const token of tokens) {
      expect(isAccessLinkToken(token)).toBe(true);
      expect(Buffer.from(token.slice('apl_'.length), 'base64url')).toHaveLength(32);
    }
  });

  it('is nothing else: no other text is worth a question to the store', () => {
    const token = makeAccessLinkToken();
    for (const text of [
      '',
      'apl_',
      token.slice(1),
      `${token}A`,
      ` ${token}`,
      `${token}\n`,
      token.replace('apl_', 'APL_'),
    ]) {
      expect(isAccessLinkToken(text), JSON.stringify(text)).toBe(false);
    }
  });

  it('cannot be told from what is kept of it', () => {
    const token = makeAccessLinkToken();
    expect(hashAccessLinkToken(token)).toMatch(/^[0-9a-f]{64}$/);
    expect(hashAccessLinkToken(token)).not.toContain(token.slice(4, 12));
    expect(hashAccessLinkToken(token)).not.toBe(hashAccessLinkToken(makeAccessLinkToken()));
  });

  it('is kept in a cookie of its own, out of reach of scripts, no longer than the link lasts', () => {
    expect(accessLinkCookieName).not.toBe(sessionCookieName);
    const cookie = accessLinkCookie('apl_x', 86_399.7);
    expect(cookie).toBe(`${accessLinkCookieName}=apl_x; Path=/; Max-Age=86399; HttpOnly; SameSite=Lax`);
    expect(accessLinkCookie('apl_x', -5)).toContain('Max-Age=0;');
  });
});
