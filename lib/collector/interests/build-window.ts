import type { MetricSeries } from '@/lib/aws';
import type { RegionCode } from '@/lib/domain/fleet';
import { combineSeries } from '@/lib/domain/series/combine-series';
import type { Interest, InterestWindow } from '@/lib/domain/series/interest';
import type {
  CheckerOpinion,
  CheckerSeries,
  EndpointOpinions,
  MetricWindow,
  SignalSeries,
  WindowPoint,
} from '@/lib/domain/series/metric-window';
import { settledBefore } from '@/lib/domain/series/series-cadence';
import type { EpochMs } from '@/lib/domain/time';
import { globalServicesRegion } from '../sources/places';
import { type Answers, stateOf, toSource, type Unanswered } from './answers';
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
    endpoints: planned.endpoints.map((endpoint) => toOpinions(endpoint, parts, now)),
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

function toOpinions(endpoint: PlannedEndpoint, { answers, before }: WindowParts, now: EpochMs): EndpointOpinions {
  const { hostname } = endpoint;
  if (endpoint.state === 'unchecked') {
    const { reason: state, note } = endpoint;
    return { hostname, healthCheckId: 'unknown', state, note, readAt: 'never', opinions: [] };
  }
  const { healthCheckId } = endpoint;
  const answer = answers.checkers(healthCheckId);
  if (answer !== 'awaited' && answer.state === 'answered') {
    const regions = [...new Set(answer.value.map(({ region }) => region))];
    const opinions = regions.map((from) =>
      toOpinion(
        from,
        answer.value.filter(({ region }) => region === from),
      ),
    );
    return { hostname, healthCheckId, state: 'read', note: '', readAt: now, opinions };
  }
  const last =
    before !== 'none' && before.view === 'checkers'
      ? before.endpoints.find((one) => one.hostname === hostname)
      : undefined;
  const why: Unanswered =
    answer === 'awaited'
      ? { state: 'not-asked-yet', note: 'Its checkers are being asked.' }
      : { state: answer.state, note: answer.message };
  return { hostname, healthCheckId, ...why, readAt: last?.readAt ?? 'never', opinions: last?.opinions ?? [] };
}

type Said = { readonly passes: boolean; readonly words: string; readonly checkedAt: EpochMs | 'unknown' };

function toOpinion(from: RegionCode, said: readonly Said[]): CheckerOpinion {
  const failing = said.filter(({ passes }) => !passes);
  const moments = said.flatMap(({ checkedAt }) => (checkedAt === 'unknown' ? [] : [checkedAt]));
  return {
    from,
    checkers: said.length,
    failing: failing.length,
    // The oldest of them: it is how old the whole is.
    checkedAt: moments.length === 0 ? 'unknown' : Math.min(...moments),
    words: failing[0]?.words.slice(0, 300) ?? '',
  };
}
