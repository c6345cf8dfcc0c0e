import { describe, expect, it } from 'vitest';
import { identityClock } from '@/lib/domain/time';
import { BrowserClock } from './browser-clock';

const reading = (serverWallMs: number) => ({ anchor: identityClock, serverWallMs });

describe('BrowserClock', () => {
  it('shows fleet time right in a browser whose clock is an hour slow', () => {
    const clock = new BrowserClock(reading(3_600_000), 0);
    expect(clock.fleetTime(1000)).toBe(3_601_000);
  });

  it('trusts the reading that travelled fastest, so that a slow answer does not set ages back', () => {
    const clock = new BrowserClock(reading(1000), 1400);
    clock.observe(reading(5000), 5020);
    clock.observe(reading(9000), 9300);
    expect(clock.fleetTime(10_020)).toBe(10_000);
  });

  it('follows a browser clock that was set', () => {
    const clock = new BrowserClock(reading(1000), 1000);
    clock.observe(reading(2000), 602_000);
    expect(clock.fleetTime(602_500)).toBe(2500);
  });

  it('runs at the speed of the deployment', () => {
    const anchor = { anchorFleetMs: 1_000_000, anchorWallMs: 0, speed: 10 };
    const clock = new BrowserClock({ anchor, serverWallMs: 0 }, 0);
    expect(clock.fleetTime(1000)).toBe(1_010_000);
  });
});
