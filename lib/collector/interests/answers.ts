import type { Answer, MetricSeries } from '@/lib/aws';
import type { MetricSource } from '@/lib/domain/console-link/source';
import type { RegionCode } from '@/lib/domain/fleet';
import type { MissingReason } from '@/lib/domain/observation';
import type { SeriesState } from '@/lib/domain/series/metric-window';
import { toQueryKey } from '../packing';
import type { Place } from '../sources/places';
import type { SeriesQuery } from './signal-spec';

/** Why a place gave no answer, for a person. */
export interface Unanswered {
  readonly state: MissingReason;
  readonly note: string;
}

const awaited: Unanswered = { state: 'not-asked-yet', note: 'It is being asked.' };

/** What has come so far of the questions of one interest. */
export class Answers {
  readonly #series = new Map<string, MetricSeries>();
  readonly #unanswered = new Map<string, Unanswered>();

  /** Takes what a place answered to some queries, or that it did not. */
  take(place: Place, queries: readonly { readonly key: string }[], answer: Answer<readonly MetricSeries[]>): void {
    for (const { key } of queries) {
      if (answer.state !== 'answered') {
        this.#unanswered.set(toId(place, key), { state: answer.state, note: answer.message });
      }
    }
    if (answer.state !== 'answered') return;
    for (const series of answer.value) this.#series.set(toId(place, series.key), series);
  }

  /** A series that came, or why it did not. */
  find(place: Place, query: SeriesQuery): MetricSeries | Unanswered {
    const id = toId(place, toQueryKey(query));
    return this.#series.get(id) ?? this.#unanswered.get(id) ?? awaited;
  }
}

function toId({ accountId, region }: Place, key: string): string {
  return `${accountId} ${region} ${key}`;
}

/** What several parts that make one series say of it together: a part that is not there takes the whole with it. */
export function stateOf(parts: readonly (MetricSeries | Unanswered)[]): {
  readonly state: SeriesState;
  readonly note: string;
} {
  const silent = parts.find((part): part is Unanswered => 'note' in part);
  if (silent !== undefined) return silent;
  const statuses = parts.map((part) => ('status' in part ? part.status : 'failed'));
  if (statuses.includes('forbidden')) {
    return {
      state: 'denied',
      note: 'CloudWatch refuses this metric to the reader role: allow cloudwatch:GetMetricData.',
    };
  }
  if (statuses.includes('failed')) return { state: 'failed', note: 'CloudWatch did not answer for this metric.' };
  if (statuses.includes('partial'))
    return { state: 'partial', note: 'CloudWatch answered in part: some points may be missing.' };
  return { state: 'read', note: '' };
}

/** Where a person finds a metric in the AWS console. */
export function toSource(query: SeriesQuery, region: RegionCode): MetricSource {
  return {
    kind: 'cloudwatch-metric',
    region,
    namespace: query.namespace,
    metric: query.name,
    dimensions: query.dimensions,
    statistic: query.statistic,
    periodSeconds: query.periodSeconds,
  };
}
