import type {
  Answer,
  AutoScalingGroupReading,
  CostRange,
  DistributionReading,
  KeyReading,
  LoadBalancerReading,
  MetricQuerySpec,
  MetricSeries,
  MetricWindow,
  QueueReading,
  QuotaReading,
  RecoveryPointReading,
  SecretReading,
} from '@/lib/aws';
import type { Fleet } from '@/lib/domain/fleet';
import type { MarkerReading } from '@/lib/domain/marker-reading';
import type { EpochMs } from '@/lib/domain/time';
import type { DiscoveredLink } from '@/lib/stores/store-adapter';
import type { AwsReader, CollectorPorts } from '../ports';

/** A fleet of two regions with one workload, small enough to state whole expectations about. */
export const smallFleet: Fleet = {
  name: 'small',
  accounts: [{ id: '111122223333', name: 'production' }],
  regions: [
    { code: 'us-east-1', place: 'N. Virginia', latitude: 0, longitude: 0 },
    { code: 'us-west-2', place: 'Oregon', latitude: 0, longitude: 0 },
  ],
  hostedZoneName: 'acme.example',
  workloads: [
    {
      id: 'shop',
      name: 'Shop',
      tier: 0,
      strategy: 'warm-standby',
      owner: 'shop',
      accountId: '111122223333',
      regions: [
        { region: 'us-east-1', role: 'primary' },
        { region: 'us-west-2', role: 'standby' },
      ],
      objectives: [],
      stores: [{ id: 'orders', kind: 'aurora-global', resource: 'orders-global' }],
      entryPoints: [
        {
          id: 'web',
          hostname: 'shop.acme.example',
          path: '/healthz',
          endpoints: ['us-east-1', 'us-west-2'].map((region) => ({
            region,
            hostname: `${region}.shop.acme.example`,
            statusHostname: `status.${region}.shop.acme.example`,
          })),
        },
      ],
      capacity: ['us-east-1', 'us-west-2'].map((region) => ({
        region,
        loadBalancerName: `shop-${region}`,
        autoScalingGroupName: `shop-${region}`,
      })),
    },
  ],
};

/** What the fake world looks like just now; tests change it between rounds. */
export interface FakeWorld {
  /** Regions whose APIs do not answer. */
  readonly silentRegions: Set<string>;
  /** Regions that serve nobody. */
  readonly downRegions: Set<string>;
  writer: string;
  /** Value of a metric in a minute; `none` publishes nothing. */
  metric: (query: MetricQuerySpec, region: string, at: EpochMs) => number | 'none';
  /** What CloudWatch says of a metric; anything but `complete` comes without points. */
  metricStatus: (query: MetricQuerySpec, region: string) => MetricSeries['status'];
  /** Regions whose APIs throttle every call. */
  readonly throttledRegions: Set<string>;
  /** Regions whose endpoints are left alone, and until when. */
  readonly notAskedUntil: Map<string, EpochMs>;
  /** What is odd about every answer of a region. */
  readonly oddities: Map<string, string>;
  /** How many calls were made, metrics included. */
  calls: number;
  alarms: readonly string[];
  queue: QueueReading | 'absent';
  recoveryPoints: readonly RecoveryPointReading[];
  /** By region. */
  secret: (region: string) => SecretReading | 'absent';
  key: (region: string) => KeyReading | 'absent';
  distribution: DistributionReading | 'absent';
  quota: (region: string, quotaCode: string) => QuotaReading | 'absent';
  /** Every Cost Explorer read made. */
  readonly costCalls: CostRange[];
  /** Newest marker written in each region. */
  readonly markers: Map<string, EpochMs>;
  /** What the copies hold, where that is not what was written last. */
  arrived: MarkerReading | 'all';
  /** How writing a marker through an application ends; `none` where it is taken. */
  markerRefusal: { readonly state: 'denied'; readonly message: string } | 'none';
  /** Every GetMetricData call made: region and query names. */
  readonly metricCalls: { readonly region: string; readonly names: readonly string[] }[];
}

export function createFakeWorld(): FakeWorld {
  return {
    silentRegions: new Set(),
    downRegions: new Set(),
    writer: 'us-east-1',
    metric: () => 60,
    metricStatus: () => 'complete',
    throttledRegions: new Set(),
    notAskedUntil: new Map(),
    oddities: new Map(),
    calls: 0,
    alarms: ['shop-5xx'],
    queue: { name: 'events', visible: 3, inFlight: 1, delayed: 0 },
    recoveryPoints: [],
    secret: () => 'absent',
    key: () => 'absent',
    distribution: 'absent',
    quota: (_region, quotaCode) => ({ name: quotaCode, value: 100 }),
    costCalls: [],
    markers: new Map(),
    arrived: 'all',
    markerRefusal: 'none',
    metricCalls: [],
  };
}

/** Ports over a fake world: no network, no waiting. */
export function createFakePorts(world: FakeWorld): CollectorPorts {
  const inRegion = async <T>(region: string, call: string, value: T): Promise<Answer<T>> => {
    const notAskedUntil = world.notAskedUntil.get(region);
    if (notAskedUntil !== undefined) {
      return { state: 'timed-out', call, message: `${call} in ${region} is not asked for a while.`, notAskedUntil };
    }
    world.calls += 1;
    if (world.silentRegions.has(region)) {
      return { state: 'timed-out', call, message: `${call} in ${region} did not answer within 4 s.` };
    }
    if (world.throttledRegions.has(region)) {
      return { state: 'throttled', call, message: `${call} in ${region} was throttled.` };
    }
    const oddity = world.oddities.get(region);
    return { state: 'answered', value, notices: oddity === undefined ? [] : [`${call} in ${region} ${oddity}`] };
  };
  const aws: AwsReader = {
    metricData: (scope, queries, window) => {
      world.metricCalls.push({ region: scope.region, names: queries.map((query) => query.name) });
      const series = queries.map((query) => {
        const status = world.metricStatus(query, scope.region);
        const points = minutesOf(window).flatMap((at) => {
          const value = status === 'complete' ? world.metric(query, scope.region, at) : 'none';
          return value === 'none' ? [] : [{ at, value }];
        });
        return { key: query.key, status, points };
      });
      return inRegion(scope.region, 'cloudwatch:GetMetricData', series);
    },
    alarms: (scope) =>
      inRegion(
        scope.region,
        'cloudwatch:DescribeAlarms',
        world.alarms.map((name) => ({
          arn: `arn:aws:cloudwatch:${scope.region}:${scope.accountId}:alarm:${name}`,
          name,
          kind: 'metric' as const,
          state: 'ok' as const,
          reason: '',
          description: '',
          changedAt: 0,
          evaluation: 'complete' as const,
          actionsEnabled: true,
          metric: 'none' as const,
        })),
      ),
    healthEvents: (scope) => inRegion(scope.region, 'health:DescribeEvents', []),
    loadBalancers: (scope) =>
      inRegion(scope.region, 'elasticloadbalancing:DescribeLoadBalancers', [toBalancer(scope.region)]),
    autoScalingGroups: (scope) =>
      inRegion(scope.region, 'autoscaling:DescribeAutoScalingGroups', [toGroup(scope.region)]),
    hostedZone: (scope) => inRegion(scope.region, 'route53:ListHostedZonesByName', 'absent' as const),
    recordSets: (scope) => inRegion(scope.region, 'route53:ListResourceRecordSets', []),
    healthChecks: (scope) => inRegion(scope.region, 'route53:ListHealthChecks', []),
    cacheNodes: (scope) => inRegion(scope.region, 'elasticache:DescribeReplicationGroups', []),
    checkers: (scope) => inRegion(scope.region, 'route53:GetHealthCheckStatus', []),
    callerIdentity: (scope) =>
      inRegion(scope.region, 'sts:GetCallerIdentity', { accountId: scope.accountId, arn: 'arn:aws:iam::role/reader' }),
    queue: (scope) => inRegion(scope.region, 'sqs:GetQueueAttributes', world.queue),
    recoveryPoints: (scope) => inRegion(scope.region, 'backup:ListRecoveryPointsByBackupVault', world.recoveryPoints),
    secret: (scope) => inRegion(scope.region, 'secretsmanager:DescribeSecret', world.secret(scope.region)),
    key: (scope) => inRegion(scope.region, 'kms:DescribeKey', world.key(scope.region)),
    quota: (scope, _serviceCode, quotaCode) =>
      inRegion(scope.region, 'servicequotas:GetServiceQuota', world.quota(scope.region, quotaCode)),
    distribution: (scope) => inRegion(scope.region, 'cloudfront:GetDistribution', world.distribution),
    costs: (_scope, range) => {
      world.costCalls.push(range);
      const lines = [{ region: 'us-east-1', service: 'Amazon S3', costUsd: 12.5 }];
      return inRegion('us-east-1', 'ce:GetCostAndUsage', { ...range, lines, estimated: true });
    },
    costCut: (_scope, { fromDay, untilDay }) => {
      const period = { from: fromDay, until: untilDay, estimated: true, lines: [] };
      return inRegion('us-east-1', 'ce:GetCostAndUsage', { currency: 'none', periods: [period] });
    },
    costForecast: () => inRegion('us-east-1', 'ce:GetCostForecast', 'no-data' as const),
    costAnomalies: () => inRegion('us-east-1', 'ce:GetAnomalies', []),
    commitments: () => inRegion('us-east-1', 'ce:GetReservationCoverage', 'no-data' as const),
    rightsizing: () => inRegion('us-east-1', 'ce:GetRightsizingRecommendation', []),
    marker: (scope, _kind, _resource, source) =>
      inRegion(scope.region, 'dynamodb:GetItem', arrivedMarker(world, source)),
    putMarker: (scope, _kind, _resource, writtenAt) => {
      if (!world.silentRegions.has(scope.region)) world.markers.set(scope.region, writtenAt);
      return inRegion(scope.region, 'dynamodb:PutItem', 'written' as const);
    },
    links: (scope) => inRegion(scope.region, 'rds:DescribeGlobalClusters', toLinks(world.writer)),
  };
  return {
    aws,
    prober: {
      probeHttp: async ({ hostname }) => {
        const region = hostname.split('.')[0] ?? '';
        const serves = !world.downRegions.has(region === 'shop' ? world.writer : region);
        return {
          reading: serves ? { outcome: 'pass', latencyMs: 20 } : { outcome: 'fail', detail: 'no answer within 1.5 s' },
          addresses: [],
          ttlSeconds: 60,
          address: 'none',
          httpStatus: serves ? 200 : 'none',
        };
      },
      writeMarker: async ({ hostname }, writtenAt) => {
        const region = hostname.split('.')[0] ?? '';
        if (world.markerRefusal !== 'none') return world.markerRefusal;
        if (world.downRegions.has(region)) return { state: 'timed-out', message: `${hostname} did not answer.` };
        world.markers.set(region, writtenAt);
        return { state: 'answered', value: 'written' };
      },
      readMarker: async ({ hostname }) => {
        const region = hostname.split('.')[0] ?? '';
        if (world.downRegions.has(region)) return { state: 'timed-out', message: `${hostname} did not answer.` };
        return { state: 'answered', value: arrivedMarker(world, world.writer) };
      },
      readStatusRecord: async (hostname) => ({
        outcome: world.downRegions.has(hostname.split('.')[1] ?? '') ? 'unhealthy' : 'healthy',
        latencyMs: 3,
      }),
      resolveName: async (hostname) => {
        const region = hostname === 'shop.acme.example' ? world.writer : hostname.split('.')[0];
        return { outcome: 'answer', values: [region === 'us-east-1' ? '192.0.2.1' : '192.0.2.2'], ttlSeconds: 60 };
      },
    },
  };
}

function arrivedMarker({ arrived, markers }: FakeWorld, source: string): MarkerReading {
  if (arrived !== 'all') return arrived;
  const writtenAt = markers.get(source);
  return writtenAt === undefined ? 'none-yet' : { writtenAt };
}

function minutesOf({ startAt, endAt }: MetricWindow): readonly EpochMs[] {
  return Array.from({ length: (endAt - startAt) / 60_000 }, (_, index) => startAt + index * 60_000);
}

function toBalancer(region: string): LoadBalancerReading {
  const arn = `arn:aws:elasticloadbalancing:${region}:111122223333`;
  return {
    arn: `${arn}:loadbalancer/app/shop-${region}/1`,
    name: `shop-${region}`,
    dimension: `app/shop-${region}/1`,
    hostname: `shop-1.${region}.elb.amazonaws.com`,
    hostedZoneId: 'Z1',
    type: 'application',
    state: 'active',
    targetGroups: [{ arn: `${arn}:targetgroup/shop/2`, name: 'shop', dimension: 'targetgroup/shop/2' }],
  };
}

function toGroup(region: string): AutoScalingGroupReading {
  const name = `shop-${region}`;
  return { name, arn: name, minimum: 1, maximum: 4, desired: 3, inService: 2, suspended: [], instances: [] };
}

function toLinks(writer: string): readonly DiscoveredLink[] {
  const follower = writer === 'us-east-1' ? 'us-west-2' : 'us-east-1';
  const query = (name: string, region: string) => ({
    namespace: 'AWS/RDS',
    name,
    dimensions: { DBClusterIdentifier: `orders-${region}` },
    statistic: 'Maximum',
    periodSeconds: 60,
  });
  return [
    {
      source: writer,
      target: follower,
      members: { source: `orders-${writer}`, target: `orders-${follower}` },
      consistency: 'eventual',
      copyState: 'replicating',
      lagQueries: [{ region: follower, query: query('AuroraGlobalDBRPOLag', follower), secondsPerUnit: 0.001 }],
      quality: 'bound',
      writes: {
        region: writer,
        queries: [query('CommitThroughput', writer)],
        writesPerSecondPerUnit: 1,
        silentWhenIdle: false,
      },
    },
  ];
}
