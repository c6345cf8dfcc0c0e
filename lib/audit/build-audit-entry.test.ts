import { describe, expect, test } from 'vitest';
import { acceptedAct, longestDetail, refusedAct } from './build-audit-entry';

const subject = {
  actor: { name: 'operator', role: 'operator' },
  action: 'acknowledge-finding',
  target: 'region-down:us-east-1',
  at: 1_700_000_000_000,
};

describe('an audit entry', () => {
  test('says who did what to what, when, and how it ended', () => {
    expect(acceptedAct({ ...subject, details: { note: 'seen', repeated: false, count: 2 } })).toEqual({
      at: 1_700_000_000_000,
      actor: 'operator',
      role: 'operator',
      action: 'acknowledge-finding',
      target: 'region-down:us-east-1',
      outcome: 'accepted',
      details: { note: 'seen', repeated: false, count: 2 },
    });
  });

  test('of a refusal keeps the reason', () => {
    const entry = refusedAct({ ...subject, actor: { name: 'viewer', role: 'viewer' } }, 'Viewers may not acknowledge.');
    expect(entry).toMatchObject({
      outcome: 'refused',
      actor: 'viewer',
      details: { reason: 'Viewers may not acknowledge.' },
    });
  });

  test('never holds a secret, whatever the detail is called exactly', () => {
    const { details } = acceptedAct({
      ...subject,
      details: { password: 'p', sessionToken: 't', 'api-key': 'k', secretAccessKey: 's', idempotencyKey: 'kept' },
    });
    expect(details).toEqual({
      password: '(not recorded)',
      sessionToken: '(not recorded)',
      'api-key': '(not recorded)',
      secretAccessKey: '(not recorded)',
      idempotencyKey: 'kept',
    });
  });

  test('cuts long text, and takes out what forges or breaks lines', () => {
    const { details, target } = acceptedAct({
      ...subject,
      target: 'a\u0000b\nc\ud800d',
      details: { note: 'x'.repeat(9999), absent: undefined },
    });
    expect(target).toBe('a b c d');
    expect(Object.keys(details)).toEqual(['note']);
    expect(details.note).toHaveLength(longestDetail);
  });
});
