import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ticker } from './ticker';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('one timer serves everybody, and none is left when the last one goes', () => {
  const ticker = new Ticker();
  const [one, other] = [vi.fn(), vi.fn()];
  const leave = [ticker.subscribe(one), ticker.subscribe(other)];
  vi.advanceTimersByTime(3000);
  expect([one, other].map(({ mock }) => mock.calls.length)).toEqual([3, 3]);
  expect(vi.getTimerCount()).toBe(1);
  for (const go of leave) go();
  expect([vi.getTimerCount(), ticker.listenerCount]).toEqual([0, 0]);
});

test('somebody who leaves while it ticks disturbs nobody', () => {
  const ticker = new Ticker();
  let heard = 0;
  const leave = ticker.subscribe(() => leave());
  ticker.subscribe(() => void heard++);
  vi.advanceTimersByTime(2000);
  expect(heard).toBe(2);
});
