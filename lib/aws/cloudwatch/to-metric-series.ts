import type { MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { EpochMs } from '../../domain/time';
import type { Notice, Oddity } from '../notices';
import type { MetricSeries } from '../types';
import type { MetricWindow } from './readings';

type SeriesStatus = MetricSeries['status'];

/** What has arrived of one query so far, over all pages. */
interface Gathering {
  readonly points: Map<EpochMs, number>;
  status: SeriesStatus | 'not-seen';
}

/** Gathers the pages of one call, so that whatever has arrived can be read at any moment. */
export interface SeriesGatherer {
  /** Takes one page; parts of a series on later pages, and a result given twice, are merged. */
  take(results: readonly MetricDataResult[]): void;
  /** Whether any page has arrived. */
  hasAny(): boolean;
  /** One series for every query asked, in the order asked: a query AWS did not answer is `failed`, never absent. */
  read(): { readonly series: readonly MetricSeries[]; readonly notices: readonly Oddity[] };
}

/** @param keyOfId the caller's key of each wire id asked. */
export function gatherSeries(keyOfId: ReadonlyMap<string, string>, window: MetricWindow): SeriesGatherer {
  const gatherings = new Map<string, Gathering>();
  for (const id of keyOfId.keys()) gatherings.set(id, { points: new Map(), status: 'not-seen' });
  const oddities = new Oddities();
  let pages = 0;
  return {
    take(results) {
      pages += 1;
      const seenOnPage = new Set<string>();
      for (const result of results) {
        const gathering = result.Id === undefined ? undefined : gatherings.get(result.Id);
        if (gathering === undefined || result.Id === undefined) {
          oddities.count('results for queries that were not asked');
          continue;
        }
        if (seenOnPage.has(result.Id)) oddities.count('results given twice on one page and merged');
        seenOnPage.add(result.Id);
        takePoints(gathering.points, result, window, oddities);
        const status = toSeriesStatus(result.StatusCode, oddities.add);
        gathering.status = worseOf(gathering.status, status === 'complete' && !isWhole(result) ? 'partial' : status);
        for (const message of result.Messages ?? []) oddities.add(`CloudWatch says: ${message.Code ?? 'message'}.`);
      }
    },
    hasAny: () => pages > 0,
    read() {
      const series = [...keyOfId].map(([id, key]) => toSeries(key, gatherings.get(id)));
      return { series, notices: [...toStatusOddities(series), ...oddities.read()] };
    },
  };
}

/** A list that is left out is no empty list: an answer with a hole does not say that there was nothing. */
function isWhole({ Timestamps, Values }: MetricDataResult): boolean {
  return Timestamps !== undefined && Values !== undefined && Timestamps.length === Values.length;
}

function takePoints(
  points: Map<EpochMs, number>,
  result: MetricDataResult,
  window: MetricWindow,
  oddities: Oddities,
): void {
  const timestamps = result.Timestamps ?? [];
  const values = result.Values ?? [];
  if (timestamps.length !== values.length) oddities.count('series with unequal numbers of times and values');
  for (const [index, timestamp] of timestamps.entries()) {
    const value = values[index];
    if (value === undefined) continue;
    const at = timestamp.getTime();
    if (!Number.isFinite(value) || !Number.isFinite(at)) oddities.count('points that are not numbers and are left out');
    else if (at < window.startAt || at >= window.endAt) oddities.count('points outside the time asked for, left out');
    else {
      if (points.has(at) && points.get(at) !== value) oddities.count('points given twice with different values');
      points.set(at, value);
    }
  }
}

function toSeries(key: string, gathering: Gathering | undefined): MetricSeries {
  if (gathering === undefined || gathering.status === 'not-seen') return { key, status: 'failed', points: [] };
  const points = [...gathering.points].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at);
  return { key, status: gathering.status, points };
}

function toSeriesStatus(code: MetricDataResult['StatusCode'], notice: Notice): SeriesStatus {
  switch (code) {
    case 'Complete':
      return 'complete';
    case 'PartialData':
      return 'partial';
    case 'InternalError':
      return 'failed';
    case 'Forbidden':
      return 'forbidden';
    default:
      notice('A metric came without a status this console knows; it is taken as partial.');
      return 'partial';
  }
}

/** What AWS says of single metrics reaches people: each kind with what it does to the screen and what to do. */
function toStatusOddities(series: readonly MetricSeries[]): readonly Oddity[] {
  const words: readonly [SeriesStatus, Exclude<Oddity, string>][] = [
    [
      'forbidden',
      {
        happened: 'metrics were refused',
        effect: 'They are shown as denied, never as zero.',
        next: "Allow cloudwatch:GetMetricData for them to the engine's role; another account's must be shared with this one.",
      },
    ],
    [
      'failed',
      {
        happened: 'metrics were not answered',
        effect: 'They are shown as failed, never as zero.',
        next: 'They are asked again in the next minute; if it stays, look for CloudWatch in AWS Health.',
      },
    ],
    [
      'partial',
      {
        happened: 'metrics came only in part',
        effect: 'What came is shown; minutes that did not come stay missing.',
        next: 'They are asked again in the next minute; if it stays, look for CloudWatch in AWS Health.',
      },
    ],
  ];
  return words.flatMap(([status, { happened, effect, next }]) => {
    const count = series.filter((one) => one.status === status).length;
    return count === 0 ? [] : [{ happened: `${count} of ${series.length} ${happened}`, effect, next }];
  });
}

/**
 * `partial` on one page means that more follows on the next, so the newest page decides; a failure or a refusal stays.
 */
function worseOf(known: SeriesStatus | 'not-seen', next: SeriesStatus): SeriesStatus {
  return known === 'failed' || known === 'forbidden' ? known : next;
}

/** Says each kind of oddity once, with how often it happened. */
class Oddities {
  private readonly counts = new Map<string, number>();
  private readonly sentences = new Set<string>();

  readonly add = (sentence: string): void => {
    this.sentences.add(sentence);
  };

  count(what: string): void {
    const before = this.counts.get(what);
    this.counts.set(what, before === undefined ? 1 : before + 1);
  }

  read(): readonly string[] {
    return [...this.sentences, ...[...this.counts].map(([what, count]) => `${count} ${what}.`)];
  }
}
