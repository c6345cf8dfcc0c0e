import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { noFilter } from '@/lib/domain/events/filter';
import { sampledTimelines, sampleEventReport, sampleMarks } from '@/lib/domain/testing/sample-events';
import type { LinesFigure, TimeMark } from '../charts/lines-figure';
import { LinesTable } from '../charts/lines-table';
import { MarkList } from '../charts/mark-list';
import { flagsOf, marksOfBucket, marksWithin, placeMarks } from '../charts/place-marks';
import { Gallery, pictureNames } from '../testing/gallery';
import { galleryMoment } from '../testing/gallery-moment';
import { EventPanel } from './event-panel';
import { emptyWords, endWords, limitWords } from './event-words';
import { Marked } from './marked';
import { type EventReading, toWholeSeconds } from './use-events';
import { toTimeMark, unmarked } from './use-marks';

const minute = 60_000;
const now = galleryMoment;

function markupOf(page: string, subject: string, state = 'calm'): string {
  return renderToStaticMarkup(<Gallery page={page} subject={subject} state={state} history={true} />);
}

describe('the page of events', () => {
  test.each(sampledTimelines)('stands over a timeline that is %s and prints no broken figure', (timeline) => {
    const markup = markupOf('events', `24h-${timeline}`);
    expect(markup).toContain('<main');
    expect(markup).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
  });

  test.each(pictureNames)('stands while the fleet is %s', (state) => {
    expect(markupOf('events', '24h-outage', state)).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
  });

  test('says of each event when it began, whether it stands, and what is not known of it', () => {
    const markup = markupOf('events', '7d-outage');
    expect(markup).toMatch(/data-testid="event-finding-region-down:us-east-1" data-kind="finding" data-until="ended"/);
    expect(markup).toContain('seen first; began before');
    expect(markup).toContain('end not known');
    expect(markup).toContain('ada acknowledged: us-east-1 is down');
    expect(markup).toContain('All 9 events of this range are shown.');
  });

  test('that has more than a page says how much is cut off', () => {
    const markup = markupOf('events', '24h-cut');
    expect(markup).toMatch(/Cut off: the newest 40 of \d+ events are shown\./);
    expect(markup).toContain('Show older events');
  });

  test('says since when it is on record and when nothing was collected', () => {
    const markup = markupOf('events', '24h-young');
    expect(markup).toContain('Changes of alarms and Health events are on record since 01:12 UTC.');
    expect(markup).toContain(
      'Nothing was collected 02:22 UTC to 02:41 UTC: what came and went in that time is not known.',
    );
  });

  test('has no style of its own in its mark-up, which the policy for content refuses', () => {
    for (const subject of ['24h-outage', '24h-cut']) expect(markupOf('events', subject)).not.toMatch(/ style="/);
    expect(
      renderToStaticMarkup(<MarkList marks={sampleMarks(now).map(toTimeMark)} bounds={{ startAt: 0, endAt: now }} />),
    ).not.toMatch(/ style="/);
  });

  test('names the calls that are denied, and claims nothing of what they would tell', () => {
    expect(markupOf('events', '24h-empty', 'denied')).not.toContain('No event between');
  });
});

describe('a range without an event', () => {
  const bounds = { startAt: now - 60 * minute, endAt: now };
  const recorded = { recordedSince: now - 600 * minute };
  const all = { asked: 12, silent: 0, checkedAt: now - 9000 };

  test('is a claim with its evidence where every source answers', () => {
    expect(emptyWords(bounds, recorded, all, now)).toBe(
      'No event between 12 Aug 2026, 02:12 UTC and 12 Aug 2026, 03:12 UTC. Checked 12 sources of alarms and AWS Health at 03:12:31 UTC, and what is on record of findings, runs, planned work and acknowledgements.',
    );
  });

  test('is no claim where sources are silent, none answers, or nothing was recorded then', () => {
    expect(emptyWords(bounds, recorded, { ...all, silent: 2 }, now)).toContain('2 of 12 sources');
    for (const words of [
      emptyWords(bounds, recorded, { ...all, silent: 12, checkedAt: 'never' }, now),
      emptyWords(bounds, { recordedSince: 'never' }, all, now),
      emptyWords(bounds, { recordedSince: now }, all, now),
    ]) {
      expect(words).toMatch(/^We can't say/);
    }
  });

  test('has no limit to tell where it was on record all the time', () => {
    const density = { bucketMs: 1, buckets: [], before: 0 };
    expect(limitWords(bounds, { ...recorded, density, count: 0, blindSpots: [] }, now)).toEqual([]);
    const open = [{ startAt: now - minute, endAt: 'open' }] as const;
    expect(limitWords(bounds, { ...recorded, density, count: 0, blindSpots: open }, now)[0]).toContain('to now');
  });
});

describe('a timeline that cannot be read', () => {
  const panel = (reading: EventReading) =>
    renderToStaticMarkup(
      <EventPanel
        reading={reading}
        range="24h"
        filter={noFilter}
        coverage={{ asked: 1, silent: 0, checkedAt: now }}
        now={now}
        simulated={false}
        onZoom={() => undefined}
        onClear={() => undefined}
      />,
    );

  test('says that this tells nothing about the fleet', () => {
    expect(panel({ state: 'failed' })).toContain('This says nothing about the fleet');
    expect(panel({ state: 'asking' })).toContain('aria-busy="true"');
  });

  test('keeps what was read before, and says so', () => {
    const newest = sampleEventReport('24h', 'empty', now);
    const { summary } = newest;
    const read = { state: 'read', events: [], newest, summary, older: 'end', showOlder: () => undefined } as const;
    expect(panel({ ...read, failed: true })).toContain('It could not be read again');
    expect(panel({ ...read, failed: false })).not.toContain('could not be read again');
  });
});

test('how an event ended is said with its length, and one that was there before it was seen lasted at least so long', () => {
  const [event] = sampleEventReport('24h', 'outage', now).events;
  if (event === undefined) throw new Error('There is an event.');
  const ended = { ...event, at: now - 10 * minute, until: now - 5 * minute, kind: 'finding', begins: 'known' } as const;
  expect(endWords(ended, now)).toBe('to 03:07:40 UTC, 5 m');
  expect(endWords({ ...ended, begins: 'seen-first' }, now)).toBe('to 03:07:40 UTC, at least 5 m');
  expect(endWords({ ...ended, until: now + minute }, now)).toMatch(/^until /);
  expect(endWords({ ...ended, until: 'open' }, now)).toBe('stands');
  expect(endWords({ ...ended, until: 'open', kind: 'planned-work' }, now)).toBe('no end given');
  expect(endWords({ ...ended, until: 'unknown' }, now)).toBe('end not known');
  expect(endWords({ ...ended, until: 'moment' }, now)).toBe('');
});

test('a stretch of time that is zoomed into is whole seconds and never empty', () => {
  expect(toWholeSeconds({ startAt: 1500, endAt: 1600 })).toEqual({ startAt: 1000, endAt: 2000 });
  expect(toWholeSeconds({ startAt: 1000, endAt: 1000 })).toEqual({ startAt: 1000, endAt: 2000 });
});

describe('marks of a chart', () => {
  const bounds = { startAt: now - 100 * minute, endAt: now };
  const mark = (minutesAgo: number, more: Partial<TimeMark> = {}): TimeMark => ({
    at: now - minutesAgo * minute,
    label: `mark ${minutesAgo}`,
    ...more,
  });

  test('are those that reach into it, the oldest first; a stretch that is not over reaches its end', () => {
    const marks = [
      mark(10),
      mark(200, { until: 'open' }),
      mark(200, { until: now - 150 * minute }),
      mark(300),
      mark(50),
    ];
    expect(marksWithin(marks, bounds).map(({ label }) => label)).toEqual(['mark 200', 'mark 50', 'mark 10']);
    const [open, short] = placeMarks(marks, bounds);
    expect(open).toMatchObject({ from: 0, to: 1, isCut: true });
    expect(short).toMatchObject({ from: 0.5, to: 0.5, isCut: false });
  });

  test('too close to be told apart share a number, and none is left without one', () => {
    const flags = flagsOf(placeMarks([mark(90), mark(51), mark(50), mark(49), mark(5)], bounds));
    expect(flags.map(({ words }) => words)).toEqual(['1', '2–4', '5']);
  });

  test('are named below the chart by their numbers, and stand in its table once', () => {
    const markup = renderToStaticMarkup(<MarkList marks={[mark(10, { until: 'open' }), mark(50)]} bounds={bounds} />);
    expect(markup).toMatch(/1<.*mark 50.*2<.*03:02 UTC, still.*mark 10/);
    const times = Array.from({ length: 10 }, (_, index) => bounds.startAt + index * 10 * minute);
    const figure: LinesFigure = {
      ...bounds,
      times,
      bucketMs: 10 * minute,
      series: [{ id: 'a', label: 'a', values: times.map(() => 1) }],
      chosen: 'a',
      spans: [],
      marks: [mark(45), mark(200, { until: 'open' })],
      threshold: 'none',
      scale: 'decimal',
      format: String,
    };
    const named = times.map((at) => marksOfBucket(figure.marks, figure, at));
    expect(named.flat()).toEqual(['mark 200', 'mark 45']);
    expect(named[5]).toEqual(['mark 45']);
    const table = renderToStaticMarkup(<LinesTable figure={figure} label="a" />);
    expect(table.match(/mark 45/g)).toHaveLength(1);
    expect(renderToStaticMarkup(<LinesTable figure={{ ...figure, marks: [] }} label="a" />)).not.toContain('Events');
  });

  test('that could not be read are said to be missing', () => {
    expect(renderToStaticMarkup(<Marked reading={{ ...unmarked, state: 'failed' }} bounds={bounds} />)).toContain(
      'marks may be missing',
    );
    expect(renderToStaticMarkup(<Marked reading={unmarked} bounds={bounds} />)).toBe('');
  });

  test('stand on the charts of a workload, and its objectives', () => {
    const markup = markupOf('workload', 'checkout');
    expect(markup).toContain('Run of checkout, us-east-1 → us-west-2, ungraceful: completed with exceptions');
    expect(markupOf('objectives', '24h-breached')).toContain('events marked');
  });
});
