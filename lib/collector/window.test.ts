import { describe, expect, it } from 'vitest';
import type { MetricSeries } from '@/lib/aws';
import { assumedPublishDelaySeconds, dropIncompletePeriods, PublishDelays, toWindow } from './window';

const minute = 60_000;

function series(...minutes: number[]): MetricSeries {
  return { key: 'k', status: 'complete', points: minutes.map((at) => ({ at: at * minute, value: 1 })) };
}

describe('the window of a poll', () => {
  it('ends at the last minute boundary, so that a minute still filling is never read', () => {
    expect(toWindow(100 * minute + 15_000, 60, [98 * minute])).toEqual({ startAt: 85 * minute, endAt: 100 * minute });
  });

  it('looks back three hours the first time, to find the last values of a region that is already lost', () => {
    expect(toWindow(1000 * minute, 60, 'none').startAt).toBe(820 * minute);
  });

  it('reaches back to the newest point of a series that fell silent, so that what is published late is found', () => {
    expect(toWindow(1000 * minute, 60, [998 * minute, 975 * minute]).startAt).toBe(975 * minute);
    expect(toWindow(1000 * minute, 60, [998 * minute, 820 * minute]).startAt).toBe(820 * minute);
  });

  it('waits three hours for a series that fell silent, and no longer', () => {
    expect(toWindow(1000 * minute, 60, [998 * minute, 819 * minute]).startAt).toBe(985 * minute);
    expect(toWindow(1000 * minute, 60, []).startAt).toBe(985 * minute);
  });

  it('drops the point of a minute that had not ended, even if it is in the answer', () => {
    expect(dropIncompletePeriods(series(8, 9, 10), 60, 10 * minute + 30_000).points.map((point) => point.at)).toEqual([
      8 * minute,
      9 * minute,
    ]);
  });
});

describe('learned publish delays', () => {
  it('are assumed until three points were seen to appear', () => {
    const delays = new PublishDelays(3);
    for (let poll = 0; poll < 3; poll += 1) delays.learn('m', series(poll), 60, 60, (poll + 2) * minute + 15_000);
    expect(delays.delaySeconds('m')).toBe(assumedPublishDelaySeconds);
  });

  it('are the time from the end of a minute to the first sight of its point, rounded up', () => {
    const delays = new PublishDelays(3);
    for (let poll = 0; poll < 10; poll += 1) delays.learn('m', series(poll), 60, 60, (poll + 2) * minute + 13_000);
    expect(delays.delaySeconds('m')).toBe(75);
  });

  it('learn nothing from the first poll, whose points may have waited for us', () => {
    const delays = new PublishDelays(3);
    delays.learn('m', series(0), 60, 60, 500 * minute);
    for (let poll = 1; poll < 6; poll += 1) delays.learn('m', series(poll), 60, 60, (poll + 2) * minute);
    expect(delays.delaySeconds('m')).toBe(60);
  });

  it('learn nothing from a poll after a break of ours', () => {
    const delays = new PublishDelays(3);
    for (let poll = 0; poll < 6; poll += 1) delays.learn('m', series(poll), 60, 60, (poll + 2) * minute);
    delays.learn('m', series(6), 60, 60, 30 * minute);
    expect(delays.delaySeconds('m')).toBe(60);
  });

  it('keep to the slow ones, because a late value must not look like a lost one', () => {
    const delays = new PublishDelays(3);
    let newest = 0;
    for (let poll = 0; poll < 100; poll += 1) {
      if (poll % 20 !== 0) newest = poll;
      delays.learn('m', series(newest), 60, 60, (poll + 2) * minute + 15_000);
    }
    expect(delays.delaySeconds('m')).toBe(75);
    const sometimesLate = new PublishDelays(3);
    for (let poll = 0; poll < 100; poll += 1) {
      const seen = poll % 10 < 3 ? poll - 1 : poll;
      sometimesLate.learn('m', series(Math.max(0, seen)), 60, 60, (poll + 2) * minute + 15_000);
    }
    expect(sometimesLate.delaySeconds('m')).toBe(135);
  });

  it('are bounded, whatever a clock does', () => {
    const delays = new PublishDelays(3);
    for (let poll = 0; poll < 6; poll += 1) delays.learn('m', series(poll), 60, 60, (poll + 100) * minute);
    expect(delays.delaySeconds('m')).toBe(600);
  });
});
