import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { wholeFleetOnly } from '@/lib/domain/entities';
import { isInScope, type Role, roles, wholeFleet } from './actor';
import { parseLocalAccounts } from './local-accounts';
import { AccessRefused, hasPermission, isPermitted, permissions, requirePermission, whoMay } from './permissions';
import { mayStill, sessionSeconds, toActor } from './session-token';
import { linkRates, SignInLimit } from './sign-in-limit';
import { verifyPassword } from './verify-password';

const salt = Buffer.alloc(16, 7);
const hash = scryptSync('correct', salt, 32, { N: 1024, r: 8, p: 1 });
const operator = {
  name: 'operator',
  role: 'operator',
  passwordHash: `scrypt$1024$8$1$${salt.toString('base64')}$${hash.toString('base64')}`,
} as const;

describe('permissions', () => {
  it('refuse everything to nobody', () => {
    for (const permission of permissions) {
      expect(() => requirePermission('nobody', permission)).toThrow(AccessRefused);
    }
  });

  it('let a viewer read and nothing else, an operator act, and only an approver agree, override, clear and let others look', () => {
    const held = (role: Role) => permissions.filter((permission) => hasPermission(role, permission));
    expect(held('viewer')).toEqual(['read-fleet']);
    const second = ['approve-execution', 'override-gate', 'clear-anti-flap', 'make-access-link'];
    expect(held('operator')).toEqual(permissions.filter((permission) => !second.includes(permission)));
    expect(held('approver')).toEqual([...permissions]);
  });

  it('let a read-only link read and nothing else, even if it came with a role that may do everything', () => {
    for (const role of roles) {
      const link = { name: 'link noc', role, scope: wholeFleet, accessLinkId: 'l1' };
      expect(permissions.filter((permission) => isPermitted(link, permission))).toEqual(['read-fleet']);
      expect(() => requirePermission(link, 'revoke-access-link')).toThrow(AccessRefused);
    }
  });

  it('let an operator end what lets others look, but not begin it', () => {
    expect([whoMay('revoke-access-link'), whoMay('make-access-link')]).toEqual(['operator', 'approver']);
  });

  it('name the lowest role that may, so that people know whom to ask', () => {
    expect([whoMay('read-fleet'), whoMay('start-execution'), whoMay('approve-execution')]).toEqual([...roles]);
  });
});

describe('a scope', () => {
  const labels = { accountId: '111122223333', region: 'us-east-1', workloadId: 'checkout' };

  it('hides what carries a label outside of it', () => {
    expect(isInScope(wholeFleet, labels)).toBe(true);
    expect(isInScope({ ...wholeFleet, accounts: ['444455556666'] }, labels)).toBe(false);
    expect(isInScope({ ...wholeFleet, workloads: ['storefront'] }, labels)).toBe(false);
  });

  it('shows what belongs to no account, region or workload', () => {
    const common = { accountId: 'none', region: 'none', workloadId: 'none' };
    expect(isInScope({ accounts: [], regions: [], workloads: [] }, common)).toBe(true);
  });

  it('that hides anything hides what is of the fleet as a whole, whichever names it was given', () => {
    const whole = { accountId: wholeFleetOnly, region: 'none', workloadId: 'none' };
    expect(isInScope(wholeFleet, whole)).toBe(true);
    expect(isInScope({ ...wholeFleet, regions: ['us-east-1'] }, whole)).toBe(false);
    expect(isInScope({ ...wholeFleet, workloads: ['checkout'] }, whole)).toBe(false);
    expect(isInScope({ ...wholeFleet, accounts: [wholeFleetOnly] }, whole)).toBe(false);
  });
});

describe('a session', () => {
  const now = 1_800_000_000_000;
  const token = { name: 'operator', role: 'operator', sessionId: 's1', signedInAt: now };
  const none = new Set<string>();

  it('stands for its account', () => {
    expect(toActor(token, [operator], now + 1000, none)).toEqual({
      name: 'operator',
      role: 'operator',
      scope: wholeFleet,
      subject: 'local#operator',
    });
  });

  it('ends after eight hours however often it is used, at sign-out, and with its account', () => {
    expect(toActor(token, [operator], now + sessionSeconds * 1000 + 1, none)).toBe('nobody');
    expect(toActor(token, [operator], now, new Set(['s1']))).toBe('nobody');
    expect(toActor(token, [], now, none)).toBe('nobody');
    expect(toActor(token, [{ ...operator, role: 'viewer' }], now, none)).toBe('nobody');
  });

  it('is nobody when the token is not one of ours', () => {
    for (const strange of [
      null,
      {},
      { name: 'operator' },
      { ...token, role: 'admin' },
      { ...token, signedInAt: 'x' },
    ]) {
      expect(toActor(strange, [operator], now, none)).toBe('nobody');
    }
  });
});

describe('what somebody could do when they were last heard of', () => {
  const may = (subject: string, role: Role, accounts: Parameters<typeof mayStill>[2]) =>
    mayStill({ subject, role }, 'make-access-link', accounts, 'none');
  const approver = { ...operator, name: 'ann', role: 'approver' } as const;

  it('they may still do while their account exists with a role that allows it', () => {
    expect(may('local#ann', 'approver', [approver])).toBe(true);
    expect(may('local#ann', 'approver', [])).toBe(false);
    expect(may('local#ann', 'approver', [{ ...approver, role: 'operator' }])).toBe(false);
  });

  it('nobody may of whom it is not known who vouches for them', () => {
    const named = [approver, { ...approver, name: 'name:ann' }];
    for (const subject of ['', 'ann', 'name:ann', '#ann', 'access-link#l1']) {
      expect(may(subject, 'approver', named), subject).toBe(false);
    }
  });
});

describe('a password', () => {
  it('is accepted for its own name only', async () => {
    expect(await verifyPassword([operator], 'operator', 'correct')).toBe(operator);
    expect(await verifyPassword([operator], 'operator', 'wrong')).toBe('refused');
    expect(await verifyPassword([operator], 'someone', 'correct')).toBe('refused');
  });
});

describe('local accounts', () => {
  it('are refused when malformed, without repeating a hash', () => {
    expect(() => parseLocalAccounts('nonsense')).toThrow('ANTIPODE_LOCAL_ACCOUNTS is not JSON');
    expect(() => parseLocalAccounts('[{"name":"a","role":"admin","passwordHash":"secret"}]')).toThrow(/role/);
    expect(() => parseLocalAccounts('[{"name":"a","role":"admin","passwordHash":"secret"}]')).not.toThrow(/secret/);
    expect(() => parseLocalAccounts(JSON.stringify([operator, operator]))).toThrow(/repeat/);
  });

  it('may be none', () => {
    expect(parseLocalAccounts(undefined)).toEqual([]);
  });
});

describe('the sign-in limit', () => {
  it('stops guessing from one address and lets it try again later', () => {
    const limit = new SignInLimit();
    const tries = Array.from({ length: 10 }, () => limit.takeAttempt('operator', 'a', 1000));
    expect(tries.filter(Boolean)).toHaveLength(8);
    expect(limit.takeAttempt('operator', 'a', 12_000)).toBe(true);
  });

  it('does not lock a person out because someone else guesses their name from elsewhere', () => {
    const limit = new SignInLimit();
    for (let attempt = 0; attempt < 20; attempt++) limit.takeAttempt('operator', 'elsewhere', 1000);
    expect(limit.takeAttempt('operator', 'here', 1000)).toBe(true);
  });

  it('lets a room of screens open their links at once after a power cut, and stops who goes on guessing', () => {
    const limit = new SignInLimit(linkRates);
    for (let screen = 0; screen < 150; screen++) {
      expect(limit.takeAttempt('access-link', 'noc', 1000)).toBe(true);
      limit.clear('access-link', 'noc');
    }
    const guesses = Array.from({ length: 50 }, () => limit.takeAttempt('access-link', 'elsewhere', 1000));
    expect(guesses.filter(Boolean)).toHaveLength(40);
  });

  it('bounds all attempts together, so that hashing cannot exhaust the machine', () => {
    const limit = new SignInLimit();
    const tries = Array.from({ length: 100 }, (_, caller) => limit.takeAttempt('x', String(caller), 1000));
    expect(tries.filter(Boolean)).toHaveLength(30);
  });
});
