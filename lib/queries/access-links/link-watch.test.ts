import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LinkWatch, lookEveryMs } from './link-watch';

let open: Set<string>;
let asked: string[][];
let answer: 'answers' | 'fails';
let wake: () => void;
let watch: LinkWatch;

beforeEach(() => {
  vi.useFakeTimers();
  open = new Set(['a', 'b']);
  asked = [];
  answer = 'answers';
  watch = new LinkWatch({
    listen: (onWake) => {
      wake = onWake;
    },
    readOpen: async (ids) => {
      asked.push([...ids]);
      if (answer === 'fails') throw new Error('the store is away');
      return new Set(ids.filter((id) => open.has(id)));
    },
  });
});
afterEach(() => vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('the watch over read-only links', () => {
  test('tells the screens of a revoked link as soon as it hears of it, and no others', async () => {
    const ended: string[] = [];
    watch.watch('a', () => ended.push('a, first screen'));
    watch.watch('a', () => ended.push('a, second screen'));
    watch.watch('b', () => ended.push('b'));
    open.delete('a');
    wake();
    await settle();
    expect(ended).toEqual(['a, first screen', 'a, second screen']);
    expect(watch.watcherCount).toBe(1);
  });

  test('notices an end within a second even when no wake-up comes, and tells it once', async () => {
    const ended = vi.fn();
    watch.watch('a', ended);
    await vi.advanceTimersByTimeAsync(5 * lookEveryMs);
    expect(ended).not.toHaveBeenCalled();
    open.delete('a');
    await vi.advanceTimersByTimeAsync(lookEveryMs);
    expect(ended).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(5 * lookEveryMs);
    expect(ended).toHaveBeenCalledOnce();
  });

  test('asks the store once a second for all screens together, and not at all while nobody looks', async () => {
    await vi.advanceTimersByTimeAsync(3 * lookEveryMs);
    expect(asked).toEqual([]);
    const stops = [watch.watch('a', vi.fn()), watch.watch('a', vi.fn()), watch.watch('b', vi.fn())];
    await vi.advanceTimersByTimeAsync(lookEveryMs);
    expect(asked).toEqual([['a', 'b']]);
    for (const stop of stops) stop();
    await vi.advanceTimersByTimeAsync(3 * lookEveryMs);
    expect(asked).toHaveLength(1);
    watch.watch('b', vi.fn());
    await vi.advanceTimersByTimeAsync(lookEveryMs);
    expect(asked).toHaveLength(2);
  });

  test('ends nothing while the store does not answer, and goes on looking until it does', async () => {
    const ended = vi.fn();
    watch.watch('a', ended);
    open.delete('a');
    answer = 'fails';
    await vi.advanceTimersByTimeAsync(3 * lookEveryMs);
    expect(ended).not.toHaveBeenCalled();
    answer = 'answers';
    await vi.advanceTimersByTimeAsync(lookEveryMs);
    expect(ended).toHaveBeenCalledOnce();
  });

  test('does not lose a revocation that comes while it is looking', async () => {
    const ended = vi.fn();
    watch.watch('a', ended);
    wake();
    open.delete('a');
    wake();
    await settle();
    expect(ended).toHaveBeenCalledOnce();
  });
});
