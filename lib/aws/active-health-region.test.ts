import { describe, expect, test } from 'vitest';
import { ActiveHealthRegion } from './active-health-region';

function watch(answers: readonly (readonly string[] | 'no-answer')[]) {
  const time = { nowMs: 0 };
  const asked: string[] = [];
  const health = new ActiveHealthRegion(
    async (hostname) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? 'no-answer';
      asked.push(hostname);
      if (answer === 'no-answer') throw new Error('ENOTFOUND');
      return answer;
    },
    () => time.nowMs,
  );
  return { health, asked, time };
}

describe('the active region of AWS Health', () => {
  test('is the one its name leads to', async () => {
    const { health, asked } = watch([['health.us-east-2.amazonaws.com']]);
    expect(health.known()).toBe('us-east-1');
    expect(await health.find()).toBe('us-east-2');
    expect(health.known()).toBe('us-east-2');
    expect(asked).toEqual(['global.health.amazonaws.com']);
  });

  test('is asked for once a minute, and by all who ask at once together', async () => {
    const { health, asked, time } = watch([['health.us-east-1.amazonaws.com'], ['health.us-east-2.amazonaws.com.']]);
    expect(await Promise.all([health.find(), health.find()])).toEqual(['us-east-1', 'us-east-1']);
    time.nowMs = 59_000;
    expect(await health.find()).toBe('us-east-1');
    time.nowMs = 60_000;
    expect(await health.find()).toBe('us-east-2');
    expect(asked).toHaveLength(2);
  });

  test('stays as last known when DNS does not answer, and us-east-1 when it never did', async () => {
    expect(await watch(['no-answer']).health.find()).toBe('us-east-1');
    const { health, time } = watch([['health.us-east-2.amazonaws.com'], 'no-answer']);
    await health.find();
    time.nowMs = 60_000;
    expect(await health.find()).toBe('us-east-2');
  });

  test.each([
    [['evil.example.com']],
    [['health.us-east-2.amazonaws.com.evil.example']],
    [[]],
    [['health..amazonaws.com']],
  ])('is not taken from a name of another form: %j', async (names) => {
    expect(await watch([names]).health.find()).toBe('us-east-1');
  });
});
