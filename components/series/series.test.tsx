import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { buildLatencyMatrix } from '@/lib/domain/series/build-latency-matrix';
import { buildSignalBoard } from '@/lib/domain/series/build-signal-board';
import { buildUserFelt } from '@/lib/domain/series/build-user-felt';
import { sampleCheckers, sampleChecks, sampleSignals, seriesStates } from '@/lib/domain/testing/sample-series';
import { toSignalFigure } from '../signals/signal-figure';
import { Gallery } from '../testing/gallery';
import { galleryMoment as now } from '../testing/gallery-moment';
import { mostViews, viewsOfOtherRegions, viewsOfRegion } from './choose-views';

function markupOf(part: string): string {
  return renderToStaticMarkup(<Gallery page="primitives" subject={part} state="calm" history={false} />);
}

describe.each(seriesStates)('what is fetched on demand, %s', (state) => {
  const markup = markupOf(`series-${state}`);

  test('stands and prints no broken figure', () => {
    expect(markup).toContain('Golden signals');
    expect(markup).not.toMatch(/undefined|NaN|Infinity|Invalid Date|\[object Object\]/);
    expect(markup).not.toContain('style=');
  });

  const isKnown = ['calm', 'degraded', 'partial', 'long'].includes(state);
  test(isKnown ? 'shows figures that stand' : 'shows no figure as if it were of now', () => {
    expect(/data-reading="current"/.test(markup)).toBe(isKnown);
    expect(/data-felt="known"/.test(markup)).toBe(isKnown);
  });
});

describe('the words', () => {
  test('of what is being fetched say so', () => {
    expect(markupOf('series-asking')).toMatch(/Asking for golden signals: one view is fetched while this page is open/);
  });

  test('of a refusal carry its reason', () => {
    expect(markupOf('series-refused')).toMatch(
      /Not fetched: Open views ask for as many metrics.*tried again at 03:13:40 UTC/,
    );
  });

  test('of what could not be read stand once, with how many figures they concern', () => {
    const markup = markupOf('series-unreachable');
    expect(markup).toMatch(/30 figures: cloudwatch:GetMetricData in us-east-1 \(account 111122223333\) did not answer/);
    expect(markup.match(/data-testid="series-trouble"/g)).toHaveLength(3);
  });

  test('of a service that publishes nothing of the kind are no trouble', () => {
    expect(markupOf('series-calm')).toContain('not published');
  });

  test('of a continent without checkers say that nothing stands there', () => {
    expect(markupOf('series-calm')).toContain('No checker of Route 53 stands in Africa.');
  });

  test('of failing checkers count them', () => {
    expect(markupOf('series-degraded')).toMatch(/data-failing="\d"/);
  });
});

describe('signals', () => {
  test('that could not be read keep their last value as old, however young it is', () => {
    const [row] = buildSignalBoard([sampleSignals('shop', 'x', now, 'unreachable')], now);
    expect(row?.cells.latency).toMatchObject({ reading: 'old', freshness: 'live' });
  });

  test('that are stale are old although they were read', () => {
    const [row] = buildSignalBoard([sampleSignals('shop', 'x', now, 'stale')], now);
    expect(row?.cells.latency).toMatchObject({ reading: 'old', freshness: 'stale' });
  });

  test('as lines have their gaps as gaps, and none where points are not due yet', () => {
    const window = sampleSignals('shop', 'x', now, 'degraded');
    const series = window.series.find(({ points }) => points.length > 0);
    if (series === undefined) throw new Error('There is no series.');
    const figure = toSignalFigure([{ id: 'a', label: 'a', points: series.points }], window, series.unit);
    // Where the range begins before the first point, and in the middle.
    expect(figure.spans).toHaveLength(2);
    expect(figure.spans[0]?.look).toBe('missing');
    expect(figure.series[0]?.values.filter((value) => value === null)).toHaveLength(25 + 2);
    expect(figure.spans[0]?.startAt).toBe(window.startAt);
  });
});

describe('what users feel', () => {
  test('is never known from what was not read', () => {
    for (const state of ['unreachable', 'denied', 'never', 'stale'] as const) {
      const { rows } = buildUserFelt(
        [sampleCheckers('shop', 'x', now, state)],
        [sampleChecks('shop', 'x', now, state)],
        now,
      );
      expect(rows.flatMap(({ cells }) => cells.map((cell) => cell.state))).not.toContain('known');
      expect(rows.flatMap(({ cells }) => cells.map((cell) => cell.failing))).toEqual(Array(6).fill('unknown'));
    }
  });

  test('has the worst above the typical', () => {
    const { rows } = buildUserFelt([sampleCheckers('shop', 'x', now, 'calm')], [], now);
    for (const { typicalMs, worstMs } of rows.flatMap(({ cells }) => cells)) {
      if (typicalMs !== 'none' && worstMs !== 'none') expect(worstMs).toBeGreaterThanOrEqual(typicalMs);
    }
  });
});

describe('ways between regions', () => {
  const regions = ['us-east-1', 'eu-central-1'];
  const matrix = (state: 'calm' | 'unreachable') =>
    buildLatencyMatrix(
      {
        regions,
        windows: regions.map((region) => sampleCheckers('shop', region, now, state)),
        links: [],
        endpoints: [],
      },
      now,
    );

  test('are known from where checkers stand, and from nowhere else', () => {
    const { cells, fromConsole } = matrix('calm');
    expect(cells[0]?.[1]).toMatchObject({ state: 'known', connect: { ms: expect.any(Number) } });
    expect(cells[1]?.[0]).toMatchObject({
      state: 'unmeasured',
      sentence: 'Route 53 has no checkers in eu-central-1, and no store replicates from eu-central-1 to us-east-1',
    });
    expect(cells[0]?.[0]?.state).toBe('same');
    expect(fromConsole.map(({ ms }) => ms)).toEqual(['none', 'none']);
  });

  test('that could not be read are old', () => {
    expect(matrix('unreachable').cells[0]?.[1]?.state).toBe('old');
  });
});

describe('what a region’s page looks at', () => {
  const endpoint = (workloadId: string, state: string) => ({ workloadId, health: { state } }) as never;
  const subject = (count: number) => ({
    view: { code: 'us-east-1' } as never,
    endpoints: Array.from({ length: count }, (_, index) =>
      endpoint(`w${index}`, index === count - 1 ? 'down' : 'healthy'),
    ),
    resources: [{ workloadId: 'archive' }, { workloadId: 'none' }] as never,
  });

  test('is few at first, those in trouble before the others, and whatever a person picks', () => {
    const { signals, all } = viewsOfRegion(subject(40), []);
    expect([signals.length, all, signals[0]?.workload]).toEqual([mostViews, 41, 'w39']);
    expect(viewsOfRegion(subject(40), ['archive']).signals.map(({ workload }) => workload)).toEqual(['archive']);
    expect(viewsOfRegion(subject(40), ['archive']).checkers).toEqual([]);
  });

  test('and of each other region one endpoint, of a workload that is looked at anyway where there is one', () => {
    const at = (workloadId: string, region: string) => ({ workloadId, region }) as never;
    const views = viewsOfOtherRegions([at('a', 'x'), at('b', 'x'), at('a', 'us-east-1'), at('c', 'y')], 'us-east-1', [
      { view: 'checkers', workload: 'b', region: 'us-east-1' },
    ]);
    expect(views.map(({ workload, region }) => `${workload} ${region}`)).toEqual(['b x', 'c y']);
  });
});
