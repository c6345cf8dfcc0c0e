import type { CheckerReport, HealthCheckEntity } from '../entities';
import type { MissingReason } from '../observation';
import { checkerRegions } from '../series/checker-places';
import type {
  CheckersWindow,
  GoldenSignal,
  MetricWindow,
  SignalFamily,
  SignalSeries,
  SignalsWindow,
  SignalUnit,
  WindowAnswer,
  WindowPoint,
} from '../series/metric-window';
import type { EpochMs } from '../time';

/** How what is fetched on demand may stand. */
export const seriesStates = [
  'calm',
  'degraded',
  'asking',
  'never',
  'stale',
  'unreachable',
  'denied',
  'partial',
  'refused',
  'empty',
  'long',
] as const;
export type SampleSeriesState = (typeof seriesStates)[number];

interface Shape {
  readonly figure: string;
  readonly unit: SignalUnit;
  readonly base: number;
}

const shapes: Readonly<Record<GoldenSignal, Shape>> = {
  latency: { figure: 'TargetResponseTime p95', unit: 'milliseconds', base: 64 },
  traffic: { figure: 'RequestCount', unit: 'per-second', base: 84 },
  errors: { figure: '5xx answers of all requests', unit: 'percent', base: 0.05 },
  saturation: { figure: 'Instances in service of the most allowed', unit: 'percent', base: 34 },
};

const families: readonly SignalFamily[] = [
  'cloudfront',
  'application-load-balancer',
  'api-gateway',
  'lambda',
  'queue',
  'aurora',
  'dynamodb',
  'elasticache',
];

const minuteMs = 60_000;
const longName = 'a-load-balancer-with-a-name-that-never-ends-'.repeat(5);

/** Points of three hours with a course that is the same each time; the middle is missing where there is a gap. */
function pointsOf(endAt: EpochMs, base: number, times: number, hasGap: boolean): WindowPoint[] {
  return Array.from({ length: 176 }, (_, index): WindowPoint => {
    const course = 1 + 0.25 * Math.sin(index / 9) + ((index * 7) % 5) / 25;
    const rise = index > 120 ? times : 1;
    return [endAt - (178 - index) * minuteMs, Number((base * course * rise).toPrecision(5))];
  }).filter((_, index) => !hasGap || index < 60 || index > 84);
}

function seriesOf(
  family: SignalFamily,
  signal: GoldenSignal,
  endAt: EpochMs,
  state: SampleSeriesState,
  region: string,
): SignalSeries {
  const name = state === 'long' ? `${longName}${family}` : `${family}-one`;
  const { figure, unit, base } = shapes[signal];
  const resource = {
    id: `${family}/${name}`,
    family,
    name,
    region: family === 'cloudfront' ? ('global' as const) : region,
  };
  const identity = { id: `${resource.id}/${signal}`, accountId: '111122223333', resource, signal, figure, unit };
  if ((family === 'queue' && signal === 'errors') || (family === 'elasticache' && signal === 'errors')) {
    const note = 'The service publishes no errors.';
    return { ...identity, source: 'none', state: 'not-published', note, points: [] };
  }
  const source = {
    kind: 'cloudwatch-metric',
    region,
    namespace: 'AWS/ApplicationELB',
    metric: figure.split(' ')[0] ?? figure,
    dimensions: { LoadBalancer: `app/${name}/1` },
    statistic: 'p95',
    periodSeconds: 60,
  } as const;
  const times = state === 'degraded' ? (signal === 'errors' ? 160 : signal === 'saturation' ? 1.9 : 5) : 1;
  const points = pointsOf(state === 'stale' ? endAt - 40 * minuteMs : endAt, base, times, state === 'degraded');
  const trouble = troubles[state];
  if (trouble !== undefined) return { ...identity, source, ...trouble, points: state === 'never' ? [] : points };
  if (state === 'partial') {
    return {
      ...identity,
      source,
      state: 'partial',
      note: 'CloudWatch answered in part: some points may be missing.',
      points,
    };
  }
  return { ...identity, source, state: 'read', note: '', points: family === 'lambda' ? [] : points };
}

const troubles: Partial<Record<SampleSeriesState, { readonly state: MissingReason; readonly note: string }>> = {
  never: { state: 'not-asked-yet', note: 'No load balancer was found yet.' },
  unreachable: {
    state: 'timed-out',
    note: 'cloudwatch:GetMetricData in us-east-1 (account 111122223333) did not answer within 4 s.',
  },
  denied: {
    state: 'denied',
    note: 'The reader role may not cloudwatch:GetMetricData in account 111122223333, us-east-1. Allow it there.',
  },
};

function windowBase(workloadId: string, region: string, now: EpochMs) {
  const endAt = Math.floor(now / minuteMs) * minuteMs;
  return { workloadId, region, startAt: endAt - 180 * minuteMs, endAt, periodSeconds: 60, receivedAt: now - 9000 };
}

/** Golden signals of a workload in a region. */
export function sampleSignals(
  workloadId: string,
  region: string,
  now: EpochMs,
  state: SampleSeriesState,
): SignalsWindow {
  const base = windowBase(workloadId, region, now);
  const shown = state === 'empty' ? [] : families;
  const series = shown.flatMap((family) =>
    (Object.keys(shapes) as GoldenSignal[]).map((signal) => seriesOf(family, signal, base.endAt, state, region)),
  );
  return { ...base, view: 'signals', series };
}

/** What checkers measure of an endpoint of a workload in a region. */
export function sampleCheckers(
  workloadId: string,
  region: string,
  now: EpochMs,
  state: SampleSeriesState,
): CheckersWindow {
  const base = windowBase(workloadId, region, now);
  const hostname = state === 'long' ? `${'long.'.repeat(30)}acme.example` : `${region}.${workloadId}.acme.example`;
  const trouble = troubles[state];
  const isFelt = state === 'degraded';
  const series = checkerRegions.flatMap((from, index) =>
    (['connection', 'first-byte'] as const).map((measure) => ({
      id: `${hostname}/${measure}/${from}`,
      accountId: '111122223333',
      source: 'none' as const,
      hostname,
      from,
      measure,
      state: trouble?.state ?? ('read' as const),
      note: trouble?.note ?? '',
      points:
        state === 'never' || state === 'empty'
          ? []
          : pointsOf(
              state === 'stale' ? base.endAt - 40 * minuteMs : base.endAt,
              22 * (index + 1) + (measure === 'connection' ? 0 : 40),
              isFelt ? 3 : 1,
              false,
            ),
    })),
  );
  const endpoint = { hostname, healthCheckId: 'check-1' };
  return {
    ...base,
    view: 'checkers',
    series,
    endpoints: [
      trouble === undefined
        ? { ...endpoint, state: 'read', note: '' }
        : { ...endpoint, state: trouble.state, note: trouble.note },
    ],
  };
}

/** What each checker said last of the endpoint of a workload in a region; nothing where it could not be asked. */
export function sampleChecks(
  workloadId: string,
  region: string,
  now: EpochMs,
  state: SampleSeriesState,
): HealthCheckEntity {
  const { hostname } = sampleCheckers(workloadId, region, now, state).endpoints[0] ?? { hostname: region };
  const reason = troubles[state]?.state ?? (state === 'empty' ? 'no-data' : 'none');
  const isFailing = (index: number) => state === 'degraded' && index < 4;
  const reports = checkerRegions.flatMap((from, index) =>
    [0, 1].map((checker): CheckerReport => {
      const fails = isFailing(index) && checker <= index % 2;
      return {
        region: from,
        checkedAt: now - 12_000,
        outcome: fails ? 'fail' : 'pass',
        detail: fails ? 'Failure: Connection timed out.' : 'Success: HTTP Status Code 200, OK',
      };
    }),
  );
  const measuredAt = state === 'stale' ? now - 40 * minuteMs : now - 9000;
  return {
    kind: 'health-check',
    id: `111122223333/${hostname}`,
    accountId: '111122223333',
    checkId: hostname,
    workloadId,
    hostname,
    path: '/healthz',
    intervalSeconds: 10,
    failureThreshold: 3,
    disabled: false,
    inverted: false,
    checkers:
      reason === 'none'
        ? { state: 'observed', value: reports, measuredAt, receivedAt: measuredAt, vantage: 'aws-api' }
        : { state: 'missing', reason, since: now - minuteMs, lastKnown: 'none' },
    cadence: { cadenceSeconds: 60, publishDelaySeconds: 60 },
  };
}

/** What a page is told of a window in such a state. */
export function sampleAnswer(window: MetricWindow, state: SampleSeriesState): WindowAnswer {
  const key = `${window.view} ${window.workloadId} ${window.region} 3h`;
  if (state === 'asking') return { key, asking: true, refusal: 'none', window: 'none' };
  if (state !== 'refused') return { key, asking: false, refusal: 'none', window };
  const refusal =
    'Open views ask for as many metrics of account 111122223333 as may be asked in a minute (2,000). It is tried again at 03:13:40 UTC; closing other pages makes room.';
  return { key, asking: false, refusal, window: 'none' };
}
