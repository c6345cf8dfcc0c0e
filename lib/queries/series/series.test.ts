import { describe, expect, it, vi } from 'vitest';
import { parseAskedViews } from './parse-interests';
import { WindowWakeUps } from './window-wake-ups';

const never = new AbortController().signal;

describe('who waits for windows', () => {
  it('is woken by one of their own, by a notification that names none, and by nothing else', async () => {
    vi.useFakeTimers();
    try {
      const wakeUps = new WindowWakeUps();
      const woken: string[] = [];
      void wakeUps.wait(['a', 'b'], 60_000, never).then(() => woken.push('first'));
      void wakeUps.wait(['c'], 60_000, never).then(() => woken.push('second'));
      wakeUps.heard('["d"]');
      await vi.advanceTimersByTimeAsync(0);
      expect(woken).toEqual([]);
      wakeUps.heard('["b"]');
      await vi.advanceTimersByTimeAsync(0);
      expect(woken).toEqual(['first']);
      wakeUps.heard('');
      await vi.advanceTimersByTimeAsync(0);
      expect(woken).toEqual(['first', 'second']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is let go when their time is over or they are gone', async () => {
    const wakeUps = new WindowWakeUps();
    const leaving = new AbortController();
    const waits = Promise.all([wakeUps.wait(['a'], 1, never), wakeUps.wait(['a'], 60_000, leaving.signal)]);
    leaving.abort();
    await waits;
  });
});

describe('what a page asks for', () => {
  const view = { view: 'signals', workload: 'shop', region: 'us-east-1' };

  it('is some views in one range', () => {
    expect(parseAskedViews({ views: [view], range: '3h' })).toMatchObject({
      interests: [{ view: 'signals', workloadId: 'shop', region: 'us-east-1', range: '3h' }],
    });
  });

  it.each([
    ['nothing', undefined],
    ['no view', { views: [], range: '3h' }],
    ['too many views', { views: Array.from({ length: 41 }, () => view), range: '3h' }],
    ['a view that is not known', { views: [{ ...view, view: 'everything' }], range: '3h' }],
    ['a metric of the page’s own choice', { views: [{ ...view, query: 'SEARCH(...)' }], range: '3h' }],
    ['fourteen months', { views: [view], range: '2025-01-01T00:00Z..2026-03-02T00:00Z' }],
    ['a range that is none', { views: [view], range: 'for ever' }],
  ])('is refused with a sentence when it is %s', (_what, body) => {
    expect(parseAskedViews(body)).toMatchObject({ wrong: expect.stringMatching(/\S: \S/) });
  });
});
