import type { MetricSeries } from '@/lib/aws';
import { combineSeries } from '@/lib/domain/series/combine-series';
import type { Interest, InterestWindow } from '@/lib/domain/series/interest';
import type {
  CheckedEndpoint,
  CheckerSeries,
  MetricWindow,
  SignalSeries,
  WindowPoint,
} from '@/lib/domain/series/metric-window';
import { settledBefore } from '@/lib/domain/series/series-cadence';
import type { EpochMs } from '@/lib/domain/time';
import { globalServicesRegion } from '../sources/places';
import { type Answers, stateOf, toSource } from './answers';
import { checkerQueries, type PlannedEndpoint, whyNotMeasured } from './plan-checkers';
import { isMeasured, type PlannedResource, type SignalSpec } from './signal-spec';

/** What is asked for an interest. */
export type PlannedView =
  | { readonly view: 'signals'; readonly resources: readonly PlannedResource[] }
  | { readonly view: 'checkers'; readonly endpoints: readonly PlannedEndpoint[] };

export interface WindowParts {
  readonly interest: Interest;
  readonly window: InterestWindow;
  readonly planned: PlannedView;
  readonly answers: Answers;
  /** What was fetched before: its points stand where nothing new came. */
  readonly before: MetricWindow | 'none';
}

/** Everything known of an interest so far, as screens read it. Pure. */
export function buildWindow(parts: WindowParts, now: EpochMs): MetricWindow {
  const { interest, window, planned } = parts;
  const { workloadId, region } = interest;
  const common = { ...window, workloadId, region, receivedAt: now };
  if (planned.view === 'signals') {
    const series = planned.resources.flatMap((resource) =>
      resource.signals.map((spec) => toSignalSeries(resource, spec, parts, now)),
    );
    return { ...common, view: 'signals', series };
  }
  return {
    ...common,
    view: 'checkers',
    series: planned.endpoints.flatMap((endpoint) => toCheckerSeries(endpoint, parts)),
    endpoints: planned.endpoints.map(toChecked),
  };
}

function toSignalSeries(planned: PlannedResource, spec: SignalSpec, parts: WindowParts, now: EpochMs): SignalSeries {
  const { resource, accountId, publishedIn } = planned;
  const { signal, figure, unit } = spec;
  const id = `${resource.id}/${signal}`;
  const base = { id, accountId, resource, signal, figure, unit };
  if (!isMeasured(spec)) return { ...base, source: 'none', state: spec.reason, note: spec.note, points: [] };
  const place = { accountId, region: publishedIn };
  const found = spec.queries.map((query) => parts.answers.find(place, query));
  const { state, note } = stateOf(found);
  const source = toSource(spec.queries[0], publishedIn);
  if (state !== 'read' && state !== 'partial') return { ...base, source, state, note, points: pointsBefore(parts, id) };
  const series = found.filter((part): part is MetricSeries => 'points' in part).map(toPart);
  const points = combineSeries(series, spec.combination, settledBefore(now, parts.window.periodSeconds));
  return { ...base, source, state, note, points: points.map(rounded) };
}

function toCheckerSeries(endpoint: PlannedEndpoint, parts: WindowParts): readonly CheckerSeries[] {
  const { hostname } = endpoint;
  const isMeasuring = endpoint.state === 'checked' && endpoint.measures;
  const healthCheckId = endpoint.state === 'checked' ? endpoint.healthCheckId : 'none';
  return checkerQueries(healthCheckId, parts.window.periodSeconds).map(({ from, measure, query }): CheckerSeries => {
    const id = `${hostname}/${measure}/${from}`;
    const base = { id, hostname, from, measure };
    if (endpoint.state === 'unchecked') {
      return { ...base, accountId: 'none', source: 'none', state: endpoint.reason, note: endpoint.note, points: [] };
    }
    const { accountId } = endpoint;
    if (!isMeasuring) {
      return { ...base, accountId, source: 'none', state: 'not-enabled', note: whyNotMeasured(hostname), points: [] };
    }
    const found = parts.answers.find({ accountId, region: globalServicesRegion }, query);
    const { state, note } = stateOf([found]);
    const points =
      'points' in found && (state === 'read' || state === 'partial')
        ? toPart(found).points.map(rounded)
        : pointsBefore(parts, id);
    return { ...base, accountId, source: toSource(query, globalServicesRegion), state, note, points };
  });
}

function toPart({ points, status }: MetricSeries) {
  return { isWhole: status === 'complete', points: points.map(({ at, value }): WindowPoint => [at, value]) };
}

/** Six digits are more than anybody reads, and half as many bytes. */
function rounded([at, value]: WindowPoint): WindowPoint {
  return [at, Number(value.toPrecision(6))];
}

function pointsBefore({ before, window }: WindowParts, id: string): readonly WindowPoint[] {
  if (before === 'none' || before.periodSeconds !== window.periodSeconds) return [];
  const series: readonly { readonly id: string; readonly points: readonly WindowPoint[] }[] = before.series;
  const points = series.find((one) => one.id === id)?.points ?? [];
  return points.filter(([at]) => at >= window.startAt && at < window.endAt);
}

function toChecked(endpoint: PlannedEndpoint): CheckedEndpoint {
  const { hostname } = endpoint;
  if (endpoint.state === 'checked') return { hostname, healthCheckId: endpoint.healthCheckId, state: 'read', note: '' };
  return { hostname, healthCheckId: 'unknown', state: endpoint.reason, note: endpoint.note };
}
