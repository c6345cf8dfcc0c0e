import { describe, expect, it } from 'vitest';
import { type ListedPoint, toVaultTimeline, vaultPointAt } from './vault-timeline';

const hourMs = 3_600_000;
const start = Date.UTC(2026, 10, 21);
const hour = (count: number) => start + count * hourMs;
const point = (createdAt: number, completedAt: number, more: Partial<ListedPoint> = {}): ListedPoint => ({
  resourceArn: 'disk',
  status: 'completed',
  createdAt: hour(createdAt),
  completedAt: hour(completedAt),
  ...more,
});
const at = (points: readonly ListedPoint[], count: number) => vaultPointAt(toVaultTimeline(points), hour(count));

describe('the past of a vault by the points it lists', () => {
  it('counts a point from its completion on: one that is not complete yet counts for nothing', () => {
    const points = [point(12, 13), point(0, 1)];
    expect(at(points, 12.99)).toBe(hour(0));
    expect(at(points, 13)).toBe(hour(12));
    expect(at(points, 40)).toBe(hour(12));
  });

  it('tells nothing of the time before the oldest point: older ones may have been deleted', () => {
    expect(at([point(0, 1)], 0.5)).toBe('unknown');
    expect(at([], 0)).toBe('unknown');
  });

  it('leaves out points that did not complete, and those of which it is not known when', () => {
    const points = [point(0, 1), point(2, 3, { status: 'other' }), point(4, 5, { completedAt: 'unknown' })];
    expect(at(points, 9)).toBe(hour(0));
  });

  it('never goes back when an older point completes late', () => {
    expect(at([point(4, 5), point(0, 6)], 7)).toBe(hour(4));
  });

  it('is as old as the resource furthest back, and unknown until every resource has a point', () => {
    const points = [point(0, 1), point(6, 7), point(2, 3, { resourceArn: 'files' })];
    expect(at(points, 2)).toBe('unknown');
    expect(at(points, 3)).toBe(hour(0));
    expect(at(points, 8)).toBe(hour(2));
  });
});
