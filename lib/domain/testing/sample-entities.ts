import { defaultFleet } from '../../fleet/default-fleet';
import type {
  AlarmEntity,
  Cadence,
  EndpointEntity,
  EndpointReading,
  Entity,
  HealthEventEntity,
  LinkEntity,
  RoutingEntity,
  RoutingRecord,
  SourceEntity,
  WorkloadEntity,
} from '../entities';
import { deriveFindings } from '../findings/derive-findings';
import type { Fleet, RegionCode, Workload } from '../fleet';
import type { Missing, MissingReason, Observation, Observed, Vantage } from '../observation';
import type { EpochMs, Seconds } from '../time';

/**
 * Complete entity sets of a small fleet in four situations, as the engine would have written them by `now`.
 * Deterministic: the same arguments give the same entities.
 */

/**
 * Two workloads of the default fleet with one store each: small enough to state whole expectations about, and the two
 * ways in which workloads are served.
 */
export const sampleFleet: Fleet = {
  ...defaultFleet,
  workloads: defaultFleet.workloads
    .filter(({ id }) => id === 'checkout' || id === 'storefront')
    .map((workload) => ({
      ...workload,
      stores: workload.stores.slice(0, 1),
      secrets: [],
      keys: [],
      distributions: [],
    })),
};

/** The cadences the samples use, in seconds. */
export const sampleCadences = {
  probe: { cadenceSeconds: 2, publishDelaySeconds: 2 },
  routing: { cadenceSeconds: 2, publishDelaySeconds: 2 },
  metrics: { cadenceSeconds: 60, publishDelaySeconds: 150 },
  alarms: { cadenceSeconds: 60, publishDelaySeconds: 0 },
  stores: { cadenceSeconds: 30, publishDelaySeconds: 0 },
  capacity: { cadenceSeconds: 60, publishDelaySeconds: 0 },
  health: { cadenceSeconds: 60, publishDelaySeconds: 0 },
  records: { cadenceSeconds: 300, publishDelaySeconds: 0 },
} as const satisfies Record<string, Cadence>;

/** When, after the region fails, each vantage notices it; seconds. */
const noticedAfter = { probe: 2, api: 5, route53: 35, healthEvent: 600 } as const;

interface Situation {
  readonly fleet: Fleet;
  readonly now: EpochMs;
  /** `never`: nothing was asked yet. */
  readonly started: boolean;
  readonly failure: { readonly region: RegionCode; readonly at: EpochMs; readonly failedFor: Seconds } | 'none';
}

const minuteMs = 60_000;

/** Every source answers, every endpoint serves; the two known blemishes of the default fleet are there. */
export function calmFleetEntities(now: EpochMs, fleet: Fleet = sampleFleet): Entity[] {
  return entitiesOf({ fleet, now, started: true, failure: 'none' });
}

/**
 * The sample fleet, or another one, `failedFor` seconds after a region (us-east-1 unless told otherwise) stopped answering. The
 * console's probe notices after 2 s, its API calls after 5 s, Route 53's status answer after 35 s, AWS Health after
 * 10 min.
 */
export function regionDownEntities(
  now: EpochMs,
  options: { readonly failedFor: Seconds; readonly region?: RegionCode; readonly fleet?: Fleet },
): Entity[] {
  const { fleet = sampleFleet } = options;
  const region = options.region ?? 'us-east-1';
  const at = now - options.failedFor * 1000;
  return entitiesOf({ fleet, now, started: true, failure: { region, at, failedFor: options.failedFor } });
}

/** A calm fleet whose engine stopped `stoppedFor` seconds (ten minutes unless told otherwise) before `now`. */
export function engineStoppedEntities(now: EpochMs, options: { readonly stoppedFor?: Seconds } = {}): Entity[] {
  return calmFleetEntities(now - (options.stoppedFor ?? 600) * 1000);
}

/** A console started eight seconds before `now`: everything is declared, nothing is measured. */
export function startingEntities(now: EpochMs): Entity[] {
  return entitiesOf({ fleet: sampleFleet, now, started: false, failure: 'none' });
}

function entitiesOf(situation: Situation): Entity[] {
  const evidence: Entity[] = [
    {
      kind: 'engine',
      id: 'engine',
      engineId: 'engine-sample',
      startedAt: situation.started ? situation.now - 3_600_000 : situation.now - 8000,
      tickedAt: situation.now - 1000,
      heartbeatSeconds: 5,
      simulated: true,
      nextPollAt: situation.now + 1000,
    },
    ...situation.fleet.regions.map((region): Entity => ({ kind: 'region', id: region.code, ...region })),
    ...sourcesOf(situation),
    ...situation.fleet.workloads.map((workload) => workloadEntityOf(situation, workload)),
    ...situation.fleet.workloads.flatMap((workload) => endpointsOf(situation, workload)),
    ...situation.fleet.workloads.flatMap((workload) => routingOf(situation, workload)),
    ...linksOf(situation),
    ...(situation.started ? alarmsOf(situation) : []),
    ...healthEventsOf(situation),
  ];
  return [...evidence, ...deriveFindings(evidence, situation.now)];
}

// ---- observations ------------------------------------------------------------------------------------------------

function observed<T>(value: T, measuredAt: EpochMs, receivedAt: EpochMs, vantage: Vantage): Observed<T> {
  return { state: 'observed', value, measuredAt, receivedAt, vantage };
}

function missing<T>(reason: MissingReason, since: EpochMs, lastKnown: Observed<T> | 'none' = 'none'): Missing<T> {
  return { state: 'missing', reason, since, lastKnown };
}

function notAskedYet<T>(situation: Situation): Missing<T> {
  return missing<T>('not-asked-yet', situation.now - 8000);
}

function hasFailed(situation: Situation, region: RegionCode, noticed: Seconds): boolean {
  const { failure } = situation;
  return failure !== 'none' && failure.region === region && failure.failedFor >= noticed;
}

/** A CloudWatch value: dated at the start of its minute, lost from the minute in which its region failed. */
function metric(situation: Situation, region: RegionCode, value: number): Observation<number> {
  if (!situation.started) return notAskedYet(situation);
  const newest = Math.floor(situation.now / minuteMs) * minuteMs - 2 * minuteMs;
  if (situation.failure === 'none' || situation.failure.region !== region) {
    return observed(value, newest, newest + 135_000, 'cloudwatch');
  }
  const lastWhole = Math.floor(situation.failure.at / minuteMs) * minuteMs - minuteMs;
  // What was still unpublished when the region failed is lost with it.
  const last = observed(value, lastWhole - minuteMs, situation.failure.at - 5000, 'cloudwatch');
  if (!hasFailed(situation, region, noticedAfter.api)) return last;
  return missing('unreachable', situation.failure.at + noticedAfter.api * 1000, last);
}

/** What an API call in the region answered within the last poll. */
function answer<T>(situation: Situation, region: RegionCode, value: T): Observation<T> {
  if (!situation.started) return notAskedYet(situation);
  if (situation.failure === 'none' || !hasFailed(situation, region, noticedAfter.api)) {
    return observed(value, situation.now - 9000, situation.now - 9000, 'aws-api');
  }
  const at = situation.failure.at;
  return missing('unreachable', at + noticedAfter.api * 1000, observed(value, at - 4000, at - 4000, 'aws-api'));
}

// ---- sources -----------------------------------------------------------------------------------------------------

const calls: Readonly<Record<string, { readonly call: string; readonly cadence: Cadence }>> = {
  sts: { call: 'sts:GetCallerIdentity', cadence: sampleCadences.records },
  cloudwatch: { call: 'cloudwatch:GetMetricData', cadence: { cadenceSeconds: 60, publishDelaySeconds: 0 } },
  'cloudwatch-alarms': { call: 'cloudwatch:DescribeAlarms', cadence: sampleCadences.alarms },
  elbv2: { call: 'elasticloadbalancing:DescribeTargetHealth', cadence: sampleCadences.capacity },
  autoscaling: { call: 'autoscaling:DescribeAutoScalingGroups', cadence: sampleCadences.capacity },
  dynamodb: { call: 'dynamodb:DescribeTable', cadence: sampleCadences.stores },
  rds: { call: 'rds:DescribeGlobalClusters', cadence: sampleCadences.stores },
  route53: { call: 'route53:ListResourceRecordSets', cadence: sampleCadences.records },
  health: { call: 'health:DescribeEvents', cadence: sampleCadences.health },
  probe: { call: 'GET /healthz', cadence: sampleCadences.probe },
  dns: { call: 'TXT status record', cadence: sampleCadences.routing },
};

function apisOf({ fleet }: Situation, region: RegionCode): readonly string[] {
  const workloads = fleet.workloads.filter((workload) => workload.regions.some((at) => at.region === region));
  return [
    'sts',
    'cloudwatch',
    'cloudwatch-alarms',
    ...(workloads.length > 0 ? ['elbv2', 'autoscaling', 'dynamodb', 'probe', 'dns'] : []),
    ...(workloads.some((workload) => workload.id === 'checkout') ? ['rds'] : []),
    ...(region === 'us-east-1' ? ['route53', 'health'] : []),
  ];
}

function sourcesOf(situation: Situation): SourceEntity[] {
  return situation.fleet.regions.flatMap(({ code }) =>
    apisOf(situation, code).map((api) => sourceOf(situation, code, api)),
  );
}

function sourceOf(situation: Situation, region: RegionCode, api: string): SourceEntity {
  const { now, failure } = situation;
  const accountId = situation.fleet.accounts[0]?.id ?? '';
  const described = calls[api];
  if (!described) throw new Error(`No call is described for ${api}`);
  const base = { kind: 'source', id: `${accountId}/${region}/${api}`, accountId, region, api, ...described } as const;
  if (!situation.started) {
    const never = { lastAttemptAt: 'never', lastAnswerAt: 'never', stateSince: now - 8000 } as const;
    return { ...base, ...never, state: 'not-asked-yet', message: 'Not asked yet', nextAttemptAt: now + 1000 };
  }
  const agoMs = Math.min(described.cadence.cadenceSeconds * 300, 9000);
  const nextAttemptAt = now - agoMs + described.cadence.cadenceSeconds * 1000;
  // The status record is served by Route 53's data plane, which no single region carries.
  if (failure !== 'none' && api !== 'dns' && hasFailed(situation, region, noticedAfter.api)) {
    return {
      ...base,
      state: 'timed-out',
      message: `${described.call} in ${region} did not answer within 4 s; values keep their last date`,
      lastAttemptAt: now - agoMs,
      lastAnswerAt: failure.at - 4000,
      stateSince: failure.at + noticedAfter.api * 1000,
      nextAttemptAt,
    };
  }
  return {
    ...base,
    state: 'answered',
    message: '',
    lastAttemptAt: now - agoMs,
    lastAnswerAt: now - agoMs,
    stateSince: now - 3_600_000,
    nextAttemptAt,
  };
}

// ---- workloads, endpoints, routing -------------------------------------------------------------------------------

function workloadEntityOf(situation: Situation, workload: Workload): WorkloadEntity {
  const { failure } = situation;
  const hit = failure !== 'none' && failure.failedFor >= 4 && servingNear(workload) === failure.region;
  return {
    kind: 'workload',
    id: workload.id,
    workload,
    outage: hit ? { state: 'running', startedAt: failure.at + 1000, entryPointId: 'web' } : { state: 'none' },
  };
}

/** The region Route 53 answers to users near the console, which stands in Ireland. */
function servingNear(workload: Workload): RegionCode {
  const near = workload.regions.find(({ region }) => region === 'eu-central-1');
  const primary = workload.regions.find(({ role }) => role === 'primary');
  const serving = (workload.strategy === 'active-active' ? near : primary) ?? workload.regions[0];
  if (!serving) throw new Error(`${workload.id} runs nowhere`);
  return serving.region;
}

const pass: EndpointReading = { outcome: 'pass', latencyMs: 84 };
const noAnswer: EndpointReading = { outcome: 'fail', detail: 'No answer within 1.5 s' };

const load: Readonly<Record<string, readonly [requests: number, errors: number, p95: number, desired: number]>> = {
  'checkout/us-east-1': [412, 0.02, 143, 6],
  'checkout/us-west-2': [0.4, 0, 88, 2],
  'storefront/us-east-1': [1840, 0.04, 96, 8],
  'storefront/us-west-2': [920, 0.03, 91, 4],
  'storefront/eu-central-1': [1110, 0.05, 102, 4],
  'storefront/ap-southeast-1': [530, 0.06, 131, 3],
};
const usualLoad = [120, 0.03, 96, 3] as const;

function endpointsOf(situation: Situation, workload: Workload): EndpointEntity[] {
  return workload.entryPoints.flatMap((entryPoint) =>
    entryPoint.endpoints.map((endpoint): EndpointEntity => {
      const { region } = endpoint;
      const [requests, errors, p95, desired] = load[`${workload.id}/${region}`] ?? usualLoad;
      // The lack of capacity in Singapore is a true blemish of the default fleet.
      const inService = workload.id === 'storefront' && region === 'ap-southeast-1' ? desired - 1 : desired;
      return {
        kind: 'endpoint',
        id: `${workload.id}/${entryPoint.id}/${region}`,
        workloadId: workload.id,
        accountId: workload.accountId,
        region,
        role: workload.regions.find((at) => at.region === region)?.role ?? 'active',
        hostname: endpoint.hostname,
        ...probeOf(situation, region),
        probeCadence: sampleCadences.probe,
        route53: route53Of(situation, region),
        route53Cadence: sampleCadences.routing,
        requestsPerSecond: metric(situation, region, requests),
        errorPercent: metric(situation, region, errors),
        latencyP95Ms: metric(situation, region, p95),
        healthyHosts: metric(situation, region, inService),
        signalCadence: sampleCadences.metrics,
        capacity: answer(situation, region, { inService, desired }),
        capacityCadence: sampleCadences.capacity,
      };
    }),
  );
}

function probeOf(situation: Situation, region: RegionCode): Pick<EndpointEntity, 'probe' | 'probeStreak'> {
  if (!situation.started) return { probe: notAskedYet(situation), probeStreak: 0 };
  const at = situation.now - 1000;
  if (situation.failure !== 'none' && hasFailed(situation, region, noticedAfter.probe)) {
    const probeStreak = Math.floor(situation.failure.failedFor / sampleCadences.probe.cadenceSeconds);
    return { probe: observed(noAnswer, at, at, 'console-probe'), probeStreak };
  }
  return { probe: observed(pass, at, at, 'console-probe'), probeStreak: 1800 };
}

function route53Of(situation: Situation, region: RegionCode): Observation<EndpointReading> {
  if (!situation.started) return notAskedYet(situation);
  const failing = hasFailed(situation, region, noticedAfter.route53);
  const reading: EndpointReading = failing
    ? { outcome: 'fail', detail: 'Status record answers unhealthy' }
    : { outcome: 'pass', latencyMs: 12 };
  return observed(reading, situation.now - 1500, situation.now - 1500, 'route53-answer');
}

function routingOf(situation: Situation, workload: Workload): RoutingEntity[] {
  const region = servingNear(workload);
  return workload.entryPoints.map((entryPoint) => ({
    kind: 'routing',
    id: `${workload.id}/${entryPoint.id}`,
    workloadId: workload.id,
    accountId: workload.accountId,
    hostname: entryPoint.hostname,
    policy: workload.strategy === 'active-active' ? 'geolocation, then latency' : 'failover',
    answer: situation.started
      ? observed(
          { region, addresses: ['192.0.2.10', '192.0.2.11'], ttlSeconds: 60 },
          situation.now - 1500,
          situation.now - 1500,
          'route53-answer',
        )
      : notAskedYet(situation),
    answerCadence: sampleCadences.routing,
    probe: probeOf(situation, region).probe,
    probeCadence: sampleCadences.probe,
    controls: workload.strategy === 'active-active' ? [] : controlsOf(situation, workload),
    ...(situation.started ? { records: recordsOf(workload, entryPoint.hostname) } : {}),
  }));
}

function recordsOf(workload: Workload, hostname: string): readonly RoutingRecord[] {
  const alias = { type: 'A', ttlSeconds: 'from-target', evaluatesTargetHealth: true } as const;
  if (workload.strategy === 'active-active') {
    const latencyName = `latency.${hostname}`;
    const check = (region: RegionCode) => ({ id: `check-${workload.id}-${region}`, by: 'endpoint' }) as const;
    const target = (region: RegionCode) => `${workload.id}-1234.${region}.elb.amazonaws.com`;
    return [
      {
        ...alias,
        name: hostname,
        setIdentifier: 'europe',
        policy: 'geolocation, continent EU',
        choice: { kind: 'geolocation', continentCode: 'EU', countryCode: 'none', subdivisionCode: 'none' },
        targets: [target('eu-central-1')],
        region: 'eu-central-1',
        healthCheck: check('eu-central-1'),
      },
      {
        ...alias,
        name: hostname,
        setIdentifier: 'default',
        policy: 'geolocation, default',
        choice: { kind: 'geolocation', continentCode: 'none', countryCode: '*', subdivisionCode: 'none' },
        targets: [latencyName],
        region: 'none',
        healthCheck: 'none',
      },
      ...workload.regions.map(({ region }) => ({
        ...alias,
        name: latencyName,
        setIdentifier: region,
        policy: `latency, ${region}`,
        choice: { kind: 'latency', region } as const,
        targets: [target(region)],
        region,
        healthCheck: check(region),
      })),
    ];
  }
  return workload.regions.map(({ region, role }) => ({
    ...alias,
    name: hostname,
    setIdentifier: role,
    policy: `failover, ${role === 'primary' ? 'primary' : 'secondary'}`,
    choice: { kind: 'failover', role: role === 'primary' ? 'primary' : 'secondary' },
    targets: [`${workload.id}-1234.${region}.elb.amazonaws.com`],
    region,
    healthCheck: { id: `routing-control-${region}`, by: 'routing-control' },
  }));
}

function controlsOf(situation: Situation, workload: Workload): RoutingEntity['controls'] {
  return workload.regions.map(({ region, role }) => ({
    region,
    healthCheckId: `routing-control-${region}`,
    state: answer<'on' | 'off'>(situation, 'us-east-1', role === 'primary' ? 'on' : 'off'),
  }));
}

// ---- links -------------------------------------------------------------------------------------------------------

function linksOf(situation: Situation): LinkEntity[] {
  return situation.fleet.workloads.flatMap((workload) =>
    workload.stores.flatMap((store) => {
      const regions = workload.regions.map((at) => at.region);
      const [home, standby] = regions;
      if (store.kind === 'aurora-global' && home && standby) {
        return [linkOf(situation, workload, home, standby, 0.62, 180)];
      }
      return regions.flatMap((source, from) =>
        regions.flatMap((target, to) =>
          source === target
            ? []
            : [
                linkOf(
                  situation,
                  workload,
                  source,
                  target,
                  0.7 + 0.15 * (Math.abs(from - to) % 9),
                  120 - 20 * (from % 5),
                ),
              ],
        ),
      );
    }),
  );
}

function linkOf(
  situation: Situation,
  workload: Workload,
  source: RegionCode,
  target: RegionCode,
  lagSeconds: Seconds,
  writes: number,
): LinkEntity {
  const store = workload.stores[0];
  if (!store) throw new Error(`${workload.id} has no store`);
  const aurora = store.kind === 'aurora-global';
  const publishedIn = aurora ? target : source;
  return {
    kind: 'link',
    id: `${workload.id}/${store.id}/${source}>${target}`,
    workloadId: workload.id,
    accountId: workload.accountId,
    storeId: store.id,
    storeKind: store.kind,
    resource: store.resource,
    source,
    target,
    consistency: 'eventual',
    copyState: answer(situation, aurora ? target : source, 'replicating' as const),
    copyStateCadence: sampleCadences.stores,
    lag: lagOf(situation, source, target, publishedIn, lagSeconds),
    lagCadence: sampleCadences.metrics,
    lagEvidence: {
      metric: aurora ? 'AuroraGlobalDBRPOLag Maximum' : 'ReplicationLatency Maximum',
      publishedIn,
      quality: aurora ? 'bound' : 'estimate',
    },
    writesPerSecond: metric(situation, source, writes),
    writesCadence: sampleCadences.metrics,
    writesStoppedAt: 'unproven',
  };
}

/** Lag stops arriving when either end fails: unreachable where it was published there, no data where it was not. */
function lagOf(
  situation: Situation,
  source: RegionCode,
  target: RegionCode,
  publishedIn: RegionCode,
  lagSeconds: Seconds,
): Observation<Seconds> {
  const { failure } = situation;
  if (!situation.started || failure === 'none' || (failure.region !== source && failure.region !== target)) {
    return metric(situation, publishedIn, lagSeconds);
  }
  const failed = metric(situation, failure.region, lagSeconds);
  if (failed.state === 'observed' || failure.region === publishedIn) return failed;
  if (failure.failedFor < 150) return failed.lastKnown === 'none' ? failed : failed.lastKnown;
  return { ...failed, reason: 'no-data', since: failure.at + 150_000 };
}

// ---- alarms and AWS Health ---------------------------------------------------------------------------------------

function alarmsOf(situation: Situation): AlarmEntity[] {
  const perBalancer = situation.fleet.workloads.flatMap((workload) =>
    workload.capacity.flatMap(({ region, loadBalancerName }) =>
      ['5xx', 'unhealthy-hosts'].map((signal) =>
        alarmOf(situation, region, `${loadBalancerName}-${signal}`, workload.id, 'ok', 'Threshold not crossed'),
      ),
    ),
  );
  const misplaced = 'Insufficient data: AuroraGlobalDBRPOLag is published for the secondary cluster only';
  return [
    ...perBalancer,
    alarmOf(situation, 'us-west-2', 'checkout-usw2-replication-lag', 'checkout', 'ok', 'Threshold not crossed'),
    alarmOf(situation, 'us-east-1', 'checkout-primary-replication-lag', 'checkout', 'insufficient-data', misplaced),
  ];
}

function alarmOf(
  situation: Situation,
  region: RegionCode,
  name: string,
  workloadId: string,
  state: 'ok' | 'insufficient-data',
  reason: string,
): AlarmEntity {
  const accountId = situation.fleet.accounts[0]?.id ?? '';
  return {
    kind: 'alarm',
    id: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`,
    accountId,
    region,
    name,
    state: answer<'ok' | 'alarm' | 'insufficient-data'>(situation, region, state),
    cadence: sampleCadences.alarms,
    reason,
    changedAt: Math.floor(situation.now / 86_400_000) * 86_400_000 - 12 * 86_400_000,
    workloadId,
  };
}

function healthEventsOf(situation: Situation): HealthEventEntity[] {
  const { failure } = situation;
  if (failure === 'none' || failure.failedFor < noticedAfter.healthEvent) return [];
  return [
    {
      kind: 'health-event',
      id: `arn:aws:health:${failure.region}::event/MULTIPLE_SERVICES/AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE/sample`,
      region: failure.region,
      service: 'MULTIPLE_SERVICES',
      typeCode: 'AWS_MULTIPLE_SERVICES_OPERATIONAL_ISSUE',
      category: 'issue',
      status: 'open',
      startedAt: failure.at + 120_000,
      endedAt: 'none',
      updatedAt: failure.at + noticedAfter.healthEvent * 1000,
      description: `We are investigating increased error rates and latencies for multiple services in ${failure.region}.`,
    },
  ];
}
