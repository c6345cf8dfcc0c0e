import { describe, expect, test } from 'vitest';
import { readStatusRecord } from './read-status-record';
import type { NameAnswer } from './types';

const hostname = 'status.use1.checkout.acme.example';
const read = (answer: NameAnswer) => readStatusRecord(hostname, async () => answer);
const values = (...texts: string[]): NameAnswer => ({ outcome: 'answer', values: texts, ttlSeconds: 'unknown' });

describe('a status record', () => {
  test('says what the health check says', async () => {
    expect((await read(values('healthy'))).outcome).toBe('healthy');
    expect((await read(values('unhealthy'))).outcome).toBe('unhealthy');
  });

  test.each([[[]], [['ok']], [['HEALTHY']], [['healthy', 'unhealthy']], [['healthy ']]])(
    'that holds %j is no opinion, and never healthy',
    async (texts) => {
      expect(await read(values(...texts))).toMatchObject({ outcome: 'unreadable', reason: 'unrecognised' });
    },
  );

  test.each(['no-such-name', 'timed-out', 'failed'] as const)('that ends %s is no opinion either', async (outcome) => {
    expect(await read({ outcome, detail: 'why' })).toEqual({ outcome: 'unreadable', reason: outcome, detail: 'why' });
  });
});
