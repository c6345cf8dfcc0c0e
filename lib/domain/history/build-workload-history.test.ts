import { describe, expect, it } from 'vitest';
import { buildWorkloadHistory, type WorkloadRecords } from './build-workload-history';
import type { HistoryLayout, MinuteRecord } from './record';
import { minuteMs } from './resolution';
import { noMinutes, rollUp, toBucket } from './roll-up';
import type { MinuteState } from './types';

const start = Date.UTC(2026, 10, 21, 3);
const link = (target: string) => ({
  linkId: `a/s/x>${target}`,
  storeId: 's',
  source: 'x',
  target,
  objectiveSeconds: 60,
});
const layout: HistoryLayout = {
  links: [link('y')],
  objectives: [{ scenario: 'region-loss', rpoSeconds: 60 }],
  signals: [{ endpointId: 'a/web/x', region: 'x' }],
};

function minute(index: number, state: MinuteState, lagSeconds: number | 'none', under = layout): MinuteRecord {
  return {
    workloadId: 'a',
    at: start + index * minuteMs,
    layout: under,
    links: under.links.map(() => ({ state, lagSeconds })),
    objectives: [{ state, unmeasured: 0 }],
    signals: [{ requestsPerSecond: 5, errorPercent: 'none', latencyP95Ms: 'none', healthyHosts: 2 }],
  };
}

function build(minutes: readonly MinuteRecord[], more: Partial<WorkloadRecords> = {}) {
  const records = minutes.map(toBucket);
  const window = { startAt: start, endAt: start + 5 * minuteMs, records };
  return buildWorkloadHistory({
    workloadId: 'a',
    startAt: start,
    endAt: start + 6 * minuteMs,
    resolution: 'minute',
    records,
    windows: { '24h': window, '7d': window, '30d': window },
    layout,
    closedThrough: start + 5 * minuteMs,
    openFrom: start + 5 * minuteMs,
    recordedSince: start,
    backfill: { state: 'done', reachedBackTo: start, goesBackTo: start, percent: 100, sentence: '' },
    ...more,
  });
}

describe('the history of a workload', () => {
  it('has every bucket of the range, and tells a gap from a minute that is still open', () => {
    const { links } = build([minute(0, 'met', 1), minute(1, 'breached', 90), minute(3, 'not-measured', 'none')]);
    expect(links[0]?.buckets.map(({ state, maxLagSeconds }) => [state, maxLagSeconds])).toEqual([
      ['met', 1],
      ['breached', 90],
      ['gap', 'none'],
      ['not-measured', 'none'],
      ['gap', 'none'],
      ['open', 'none'],
    ]);
    expect(links[0]?.peak).toEqual({ lagSeconds: 90, at: start + minuteMs });
  });

  it('does not show a bucket as met when minutes of it are missing', () => {
    const records = [minute(0, 'met', 1), minute(1, 'met', 1)].map(toBucket);
    const [first] = records;
    if (first === undefined) throw new Error('No record.');
    const { links } = build([], {
      resolution: 'five-minutes',
      endAt: start + 5 * minuteMs,
      records: [{ ...first, minutes: 2, links: [{ counts: { ...noMinutes, met: 2, inside: 2 }, maxLagSeconds: 1 }] }],
    });
    expect(links[0]?.buckets).toMatchObject([{ state: 'not-measured', missingMinutes: 3 }]);
  });

  it('counts a gap against the coverage and never as inside', () => {
    const { objectives } = build([minute(0, 'met', 1), minute(1, 'met', 1), minute(2, 'met', 1)]);
    expect(objectives[0]?.attainment['24h']).toMatchObject({
      minutesAll: 5,
      minutesMeasured: 3,
      minutesInside: 3,
      attainmentPercent: 99.99,
      coveragePercent: 60,
    });
  });

  it('knows nothing of a vault before it was recorded, names it, and never calls that time inside', () => {
    const ledger = { linkId: 'a/ledger/y', storeId: 'ledger', source: 'y', target: 'y', objectiveSeconds: 600 };
    const objectives = [...layout.objectives, { scenario: 'data-loss', rpoSeconds: 600 } as const];
    const before: HistoryLayout = { ...layout, objectives };
    const after: HistoryLayout = {
      ...before,
      links: [...layout.links, { ...ledger, vault: true, decides: ['data-loss'] }],
    };
    const old = [0, 1].map((index): MinuteRecord => {
      const one = minute(index, 'met', 1, before);
      return { ...one, objectives: [...one.objectives, { state: 'not-measured', unmeasured: 1 }] };
    });
    const judged = [2, 3, 4].map((index): MinuteRecord => {
      const one = minute(index, 'met', 1, after);
      return {
        ...one,
        links: [
          { state: 'met', lagSeconds: 1 },
          { state: 'met', lagSeconds: 60 * index },
        ],
        objectives: [...one.objectives, { state: 'met', unmeasured: 0 }],
      };
    });
    const { links, objectives: read } = build([...old, ...judged], { layout: after });
    const vault = links.find(({ linkId }) => linkId === 'a/ledger/y');
    expect(vault).toMatchObject({ vault: true, objectiveSeconds: 600, peak: { lagSeconds: 240 } });
    expect(vault?.buckets.map(({ maxLagSeconds }) => maxLagSeconds)).toEqual(['none', 'none', 120, 180, 240, 'none']);
    const dataLoss = read.find(({ scenario }) => scenario === 'data-loss');
    expect(dataLoss?.attainment['24h']).toMatchObject({
      minutesInside: 3,
      attainmentPercent: 99.99,
      coveragePercent: 60,
    });
    expect(dataLoss?.blindSpots).toMatchObject([{ linkId: 'a/ledger/y', knownSince: start + 2 * minuteMs }]);
  });

  describe('with a link that has no lag by design', () => {
    const strong = { ...link('z'), lagByDesign: true as const, decides: ['region-loss' as const] };
    const both: HistoryLayout = { ...layout, links: [{ ...link('y'), decides: ['region-loss'] }, strong] };
    /** Nobody looked in the first minutes; the measured link is known in all of them. */
    const watched = (count: number, from: number) =>
      Array.from({ length: count }, (_, index): MinuteRecord => {
        const one = minute(index, 'met', 1, both);
        const state = index < from ? 'not-measured' : 'met';
        return {
          ...one,
          links: [
            { state: 'met', lagSeconds: 1 },
            { state, lagSeconds: 'none' },
          ],
        };
      });

    it('says since when it is watched, and lets the measured links be counted before', () => {
      const { objectives } = build(watched(5, 3), { layout: both });
      expect(objectives[0]?.blindSpots).toEqual([
        {
          linkId: strong.linkId,
          lagByDesign: true,
          knownSince: start + 3 * minuteMs,
          minutesKnown: { '24h': 2, '7d': 2, '30d': 2 },
        },
      ]);
      expect(objectives[0]?.attainment['24h']).toMatchObject({ minutesMeasured: 5, coveragePercent: 100 });
    });

    it('is a full 100 % only when it was watched all the time', () => {
      const percent = (from: number) =>
        build(watched(5, from), { layout: both }).objectives[0]?.attainment['24h'].attainmentPercent;
      expect([percent(0), percent(1), percent(5)]).toEqual([100, 99.99, 99.99]);
    });

    it('dates its being known against us where only whole buckets are left', () => {
      const all = watched(5, 3).map(toBucket);
      const window = { startAt: start, endAt: start + 5 * minuteMs, records: rollUp(all, 'five-minutes') };
      const windows = { '24h': window, '7d': window, '30d': window };
      const [objective] = build([], { layout: both, windows }).objectives;
      expect(objective?.blindSpots[0]?.knownSince).toBe(start + 3 * minuteMs);
    });

    it('names a link that nothing measures as one that was never known', () => {
      const dark: HistoryLayout = { ...layout, links: [{ ...link('y'), decides: ['region-loss'] }] };
      const { objectives } = build([minute(0, 'not-measured', 'none', dark)], { layout: dark });
      expect(objectives[0]?.blindSpots).toMatchObject([
        { lagByDesign: false, knownSince: 'never', minutesKnown: { '30d': 0 } },
      ]);
      expect(objectives[0]?.attainment['30d'].attainmentPercent).toBe('not-measured');
    });
  });

  it('follows a link through a change of the topology, and keeps one that is gone', () => {
    const before: HistoryLayout = { ...layout, links: [link('z'), link('y')] };
    const { links } = build([minute(0, 'met', 7, before), minute(1, 'met', 2)]);
    expect(links.map(({ linkId, buckets }) => [linkId, buckets[0]?.state, buckets[1]?.state])).toEqual([
      ['a/s/x>y', 'met', 'met'],
      ['a/s/x>z', 'met', 'gap'],
    ]);
  });

  it('says nothing was measured of a signal that was not, and shows the fewest hosts', () => {
    const { signals } = build([minute(0, 'met', 1)]);
    expect(signals[0]?.buckets[0]).toEqual({
      at: start,
      state: 'measured',
      maxRequestsPerSecond: 5,
      maxErrorPercent: 'none',
      maxLatencyP95Ms: 'none',
      minHealthyHosts: 2,
    });
    expect(signals[0]?.buckets[1]?.state).toBe('gap');
  });
});
