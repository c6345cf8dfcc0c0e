import { describe, expect, it } from 'vitest';
import type { OidcConfig } from '@/lib/config/oidc-config';
import { nameOfClaims, roleOfClaims } from './oidc-roles';
import { mayStill, toActor } from './session-token';

const config: OidcConfig = {
  issuer: 'https://login.example.test',
  clientId: 'antipode',
  clientSecret: 'secret',
  name: 'Example',
  scopes: 'openid',
  roleClaim: 'roles',
  approverRole: 'console-approvers',
  operatorRole: 'console-operators',
  viewerRole: 'console-viewers',
};

describe('a role by an OpenID provider', () => {
  it('is given by the roles that are configured, the higher of several', () => {
    expect(roleOfClaims(config, { roles: ['console-viewers'] })).toBe('viewer');
    expect(roleOfClaims(config, { roles: 'console-operators' })).toBe('operator');
    expect(roleOfClaims(config, { roles: ['console-viewers', 'console-operators'] })).toBe('operator');
    expect(roleOfClaims(config, { roles: ['console-operators', 'console-approvers'] })).toBe('approver');
  });

  it('is none for whoever has another role, none, or something that is no list of roles', () => {
    for (const roles of [['operator'], ['staff'], [], '', undefined, null, 7, { 0: 'console-operators' }, [['none']]]) {
      expect(roleOfClaims(config, { roles })).toBe('none');
    }
  });

  it('is never given by a role that is not configured', () => {
    const viewersOnly = { ...config, operatorRole: 'none' };
    expect(roleOfClaims(viewersOnly, { roles: ['none', 'console-operators'] })).toBe('none');
  });

  it('may be told under a name with dots, or deeper', () => {
    const claims = {
      'https://example.test/roles': ['console-viewers'],
      realm_access: { roles: ['console-operators'] },
    };
    expect(roleOfClaims({ ...config, roleClaim: 'https://example.test/roles' }, claims)).toBe('viewer');
    expect(roleOfClaims({ ...config, roleClaim: 'realm_access.roles' }, claims)).toBe('operator');
    expect(roleOfClaims({ ...config, roleClaim: 'constructor.name' }, claims)).toBe('none');
  });
});

describe('the name of a person', () => {
  it('is a proven address, else what they sign in with, else the identifier', () => {
    const claims = { sub: 'f3', email: 'ada@example.test', preferred_username: 'ada' };
    expect(nameOfClaims({ ...claims, email_verified: true }, [])).toBe('ada@example.test');
    expect(nameOfClaims(claims, [])).toBe('ada');
    expect(nameOfClaims({ sub: 'f3' }, [])).toBe('f3');
  });

  it('is never that of a local account, and nothing invisible', () => {
    expect(nameOfClaims({ sub: 'x', preferred_username: 'operator' }, ['operator'])).toBe('operator (by OpenID)');
    expect(nameOfClaims({ sub: 'x', preferred_username: 'a\u202eb\n' }, [])).toBe('a b');
  });
});

describe('a session by an OpenID provider', () => {
  const now = 1_800_000_000_000;
  const token = { name: 'ada', role: 'operator', sessionId: 's1', signedInAt: now, issuer: config.issuer };
  const none = new Set<string>();

  it('stands while its provider is configured and can give its role', () => {
    expect(toActor(token, [], now, none, config)).toMatchObject({ name: 'ada', role: 'operator' });
    expect(toActor(token, [], now, none, 'none')).toBe('nobody');
    expect(toActor(token, [], now, none, { ...config, issuer: 'https://other.example.test' })).toBe('nobody');
    expect(toActor(token, [], now, none, { ...config, operatorRole: 'none' })).toBe('nobody');
    expect(toActor(token, [], now, new Set(['s1']), config)).toBe('nobody');
  });

  it('is the same person whatever they are called and whichever role they have', () => {
    const seen = (more: object) => toActor({ ...token, subject: 'f3', ...more }, [], now, none, config);
    const subject = `${config.issuer}#f3`;
    expect(seen({})).toMatchObject({ name: 'ada', role: 'operator', subject });
    expect(seen({ name: 'ada@example.test', role: 'approver' })).toMatchObject({ role: 'approver', subject });
  });

  it('without a role is nobody', () => {
    expect(toActor({ ...token, role: 'none' }, [], now, none, config)).toBe('nobody');
  });

  it('does not stand for a local account of the same name', () => {
    const local = { name: 'ada', role: 'operator', passwordHash: 'x' } as const;
    expect(toActor(token, [local], now, none, 'none')).toBe('nobody');
    expect(toActor({ ...token, issuer: 'local' }, [local], now, none, 'none')).toMatchObject({ name: 'ada' });
  });
});

describe('what a person of an OpenID provider has left behind', () => {
  const may = (oidc: OidcConfig | 'none', role: 'operator' | 'approver' = 'approver') =>
    mayStill({ subject: `${config.issuer}#f3#x`, role }, 'make-access-link', [], oidc);

  it('stands while the provider is configured and can give a role that allows it', () => {
    expect(may(config)).toBe(true);
    expect(may('none')).toBe(false);
    expect(may({ ...config, issuer: 'https://other.example.test' })).toBe(false);
    expect(may({ ...config, approverRole: 'none' })).toBe(false);
    expect(may(config, 'operator')).toBe(false);
  });
});
