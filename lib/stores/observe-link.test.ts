import { describe, expect, it } from 'vitest';
import type { MetricSeries } from '@/lib/aws';
import { type FindSeries, findLag, findWrites } from './observe-link';
import type { DiscoveredLink } from './store-adapter';

const minute = 60_000;
const query = (name: string) => ({ namespace: 'N', name, dimensions: {}, statistic: 'Maximum', periodSeconds: 60 });

const link: DiscoveredLink = {
  source: 'a',
  target: 'b',
  consistency: 'eventual',
  copyState: 'replicating',
  lagQueries: [
    { region: 'b', query: query('preferred'), secondsPerUnit: 0.001 },
    { region: 'b', query: query('fallback'), secondsPerUnit: 0.001 },
  ],
  quality: 'bound',
  writes: {
    region: 'a',
    queries: [query('put'), query('update')],
    writesPerSecondPerUnit: 1 / 60,
    silentWhenIdle: true,
  },
};

function answer(points: Readonly<Record<string, Readonly<Record<number, number>>>>): FindSeries {
  return ({ name }): MetricSeries | undefined => {
    const series = points[name];
    if (series === undefined) return undefined;
    const list = Object.entries(series).map(([at, value]) => ({ at: Number(at) * minute, value }));
    return { key: name, status: 'complete', points: list };
  };
}

describe('the lag of a link', () => {
  it('comes from the preferred metric when that has points', () => {
    expect(findLag(link, 'b', answer({ preferred: { 1: 500, 2: 750 }, fallback: { 3: 9 } }))).toMatchObject({
      at: 2 * minute,
      value: 0.75,
    });
  });

  it('comes from the fallback where the engine does not publish the preferred one', () => {
    expect(findLag(link, 'b', answer({ preferred: {}, fallback: { 3: 900 } }))).toMatchObject({ value: 0.9 });
  });

  it('is none, never zero, where nothing was published, nothing answered, or another region was asked', () => {
    expect(findLag(link, 'b', answer({ preferred: {}, fallback: {} }))).toBe('none');
    expect(findLag(link, 'b', answer({}))).toBe('none');
    expect(findLag(link, 'a', answer({ preferred: { 1: 1 } }))).toBe('none');
  });

  it('is none where AWS says -1, which means that nothing replicates, and says since when', () => {
    expect(findLag(link, 'b', answer({ preferred: { 1: -1 } }))).toEqual({ notReplicatingAt: minute });
  });

  it('is longer by what the metric may leave out', () => {
    const lagQueries = [{ region: 'b', query: query('preferred'), secondsPerUnit: 1, addedSeconds: 60 }];
    expect(findLag({ ...link, lagQueries }, 'b', answer({ preferred: { 1: 0 } }))).toMatchObject({ value: 60 });
  });
});

describe('client writes of a link', () => {
  const now = 20 * minute;

  it('are the sum of the operations in the newest minute that all of them have told', () => {
    const find = answer({ put: { 8: 600, 9: 600, 10: 600 }, update: { 8: 60, 9: 120 } });
    expect(findWrites(link, find, 10 * minute, 120, now)).toMatchObject({ at: 9 * minute, value: 12 });
  });

  it('leave out an operation that stopped long ago', () => {
    const find = answer({ put: { 8: 600, 9: 600, 10: 600 }, update: { 2: 60 } });
    expect(findWrites(link, find, 10 * minute, 120, now)).toMatchObject({ at: 10 * minute, value: 10 });
  });

  it('are zero when no operation has points while the region publishes other things', () => {
    expect(findWrites(link, answer({ put: {}, update: {} }), 19 * minute, 120, now)).toEqual({
      at: 17 * minute,
      value: 0,
      writingSince: 'none',
    });
  });

  it('are unknown, not zero, when the region publishes nothing at all', () => {
    expect(findWrites(link, answer({ put: {}, update: {} }), 'none', 120, now)).toBe('none');
  });

  it('are unknown when one of the counts did not answer', () => {
    expect(findWrites(link, answer({ put: { 9: 600 } }), 10 * minute, 120, now)).toBe('none');
  });

  it('run since the first minute of the unbroken run', () => {
    const find = answer({ put: { 3: 60, 6: 60, 7: 60, 8: 60 }, update: { 8: 60 } });
    expect(findWrites(link, find, 10 * minute, 120, now)).toMatchObject({ writingSince: 6 * minute });
  });
});
