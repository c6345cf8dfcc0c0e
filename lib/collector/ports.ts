import {
  type AlarmReading,
  type Answer,
  type AutoScalingGroupReading,
  type AwsEdge,
  type CallerIdentity,
  type CallScope,
  type CheckerReading,
  type CostRange,
  type CostReading,
  type CostsAbsent,
  type CutQuestion,
  type CutReading,
  type DistributionReading,
  fetchAlarms,
  fetchAutoScalingGroups,
  fetchCacheNodes,
  fetchCallerIdentity,
  fetchCheckers,
  fetchCommitments,
  fetchCostAnomalies,
  fetchCostCut,
  fetchCostForecast,
  fetchCosts,
  fetchDistribution,
  fetchHealthChecks,
  fetchHealthEvents,
  fetchHostedZone,
  fetchKey,
  fetchLoadBalancers,
  fetchMetricData,
  fetchQuota,
  fetchRecordSets,
  fetchRightsizing,
  fetchSecret,
  type HealthCheckReading,
  type HealthEventReading,
  type HealthEventsAsked,
  type HostedZoneReading,
  type KeyReading,
  type LoadBalancerReading,
  type MetricQuerySpec,
  type MetricSeries,
  type MetricWindow,
  type QueueReading,
  type QuotaReading,
  type RecordSetReading,
  type RecoveryPointReading,
  type SecretReading,
} from '@/lib/aws';
import type { Commitments, CostAnomaly, CostCut, CostForecast, Day, RightsizingAdvice } from '@/lib/domain/costs/types';
import type { RegionCode, StoreKind } from '@/lib/domain/fleet';
import type { MarkerReading } from '@/lib/domain/marker-reading';
import type { EpochMs } from '@/lib/domain/time';
import type { Prober } from '@/lib/probes';
import { linkAdapters, storeAdapters } from '@/lib/stores/registry';
import type { StoreMarker, StoreView } from '@/lib/stores/store-adapter';
import type { CostsStore } from './costs-store';

/** What the collector asks of AWS, and the one thing it writes. Every call answers within the scope's deadline and never rejects. */
export interface AwsReader {
  metricData(
    scope: CallScope,
    queries: readonly MetricQuerySpec[],
    window: MetricWindow,
  ): Promise<Answer<readonly MetricSeries[]>>;
  alarms(scope: CallScope): Promise<Answer<readonly AlarmReading[]>>;
  healthEvents(scope: CallScope, asked: HealthEventsAsked): Promise<Answer<readonly HealthEventReading[]>>;
  loadBalancers(scope: CallScope): Promise<Answer<readonly LoadBalancerReading[]>>;
  autoScalingGroups(scope: CallScope): Promise<Answer<readonly AutoScalingGroupReading[]>>;
  hostedZone(scope: CallScope, name: string): Promise<Answer<HostedZoneReading | 'absent'>>;
  recordSets(scope: CallScope, hostedZoneId: string): Promise<Answer<readonly RecordSetReading[]>>;
  healthChecks(scope: CallScope): Promise<Answer<readonly HealthCheckReading[]>>;
  /** What each checker of an endpoint's health check said last; slowly, AWS offers it to diagnose with. */
  checkers(scope: CallScope, checkId: string): Promise<Answer<readonly CheckerReading[]>>;
  /** Ids of the nodes of an ElastiCache replication group. */
  cacheNodes(scope: CallScope, replicationGroupId: string): Promise<Answer<readonly string[]>>;
  callerIdentity(scope: CallScope): Promise<Answer<CallerIdentity>>;
  links(scope: CallScope, kind: StoreKind, resource: string): Promise<Answer<StoreView>>;
  /** The newest recovery-point marker of `source` that a store's copy in the scope's region holds. */
  marker(scope: CallScope, kind: StoreKind, targetResource: string, source: RegionCode): Promise<Answer<MarkerReading>>;
  /** Writes the recovery-point marker of the scope's region: the only call that changes anything. */
  putMarker(
    scope: CallScope,
    kind: StoreKind,
    resource: string,
    writtenAt: EpochMs,
    copies: number,
  ): Promise<Answer<'written'>>;
  queue(scope: CallScope, name: string): Promise<Answer<QueueReading | 'absent'>>;
  recoveryPoints(
    scope: CallScope,
    vault: string,
    createdSince: EpochMs,
  ): Promise<Answer<readonly RecoveryPointReading[] | 'absent'>>;
  /** Where a secret is and how its copies fare; never its value. */
  secret(scope: CallScope, name: string): Promise<Answer<SecretReading | 'absent'>>;
  key(scope: CallScope, alias: string): Promise<Answer<KeyReading | 'absent'>>;
  distribution(scope: CallScope, id: string): Promise<Answer<DistributionReading | 'absent'>>;
  quota(scope: CallScope, serviceCode: string, quotaCode: string): Promise<Answer<QuotaReading | 'absent'>>;
  /** Every page of it costs money. */
  costs(scope: CallScope, range: CostRange): Promise<Answer<CostReading>>;
  /** As the rest of what Cost Explorer tells. */
  costCut<C extends CostCut>(scope: CallScope, question: CutQuestion<C>): Promise<Answer<CutReading<C> | CostsAbsent>>;
  costForecast(scope: CallScope, range: CostRange): Promise<Answer<CostForecast | CostsAbsent>>;
  costAnomalies(scope: CallScope, sinceDay: Day): Promise<Answer<readonly CostAnomaly[] | CostsAbsent>>;
  commitments(scope: CallScope, range: CostRange): Promise<Answer<Commitments | CostsAbsent>>;
  rightsizing(scope: CallScope): Promise<Answer<readonly RightsizingAdvice[] | CostsAbsent>>;
}

/** Everything outside that the collector asks. */
export interface CollectorPorts {
  readonly aws: AwsReader;
  /** Watching makes no transactions. */
  readonly prober: Omit<Prober, 'writeTransaction' | 'readTransaction'>;
  /** Where the lines of bills are kept; without it they are not asked for. */
  readonly costs?: CostsStore;
}

/** The reader over the real edge. */
export function createAwsReader(edge: AwsEdge): AwsReader {
  return {
    metricData: (scope, queries, window) => fetchMetricData(edge, scope, queries, window),
    alarms: (scope) => fetchAlarms(edge, scope),
    healthEvents: (scope, asked) => fetchHealthEvents(edge, scope, asked),
    loadBalancers: (scope) => fetchLoadBalancers(edge, scope),
    autoScalingGroups: (scope) => fetchAutoScalingGroups(edge, scope),
    hostedZone: (scope, name) => fetchHostedZone(edge, scope, name),
    recordSets: (scope, hostedZoneId) => fetchRecordSets(edge, scope, hostedZoneId),
    healthChecks: (scope) => fetchHealthChecks(edge, scope),
    checkers: (scope, checkId) => fetchCheckers(edge, scope, checkId),
    cacheNodes: (scope, id) => fetchCacheNodes(edge, scope, id),
    callerIdentity: (scope) => fetchCallerIdentity(edge, scope),
    links: (scope, kind, resource) => {
      const adapter = linkAdapters.find((candidate) => candidate.kind === kind);
      if (adapter === undefined) throw new Error(`Stores of kind ${kind} have no links.`);
      return adapter.discover(edge, scope, resource);
    },
    marker: (scope, kind, targetResource, source) => markerOf(kind).read(edge, scope, targetResource, source),
    putMarker: (scope, kind, resource, writtenAt, copies) =>
      markerOf(kind).write(edge, scope, resource, writtenAt, copies),
    queue: (scope, name) => storeAdapters['sqs-queue'].look(edge, scope, name),
    recoveryPoints: (scope, vault, createdSince) => storeAdapters.backup.look(edge, scope, vault, createdSince),
    secret: (scope, name) => fetchSecret(edge, scope, name),
    key: (scope, alias) => fetchKey(edge, scope, alias),
    distribution: (scope, id) => fetchDistribution(edge, scope, id),
    quota: (scope, serviceCode, quotaCode) => fetchQuota(edge, scope, serviceCode, quotaCode),
    costs: (scope, range) => fetchCosts(edge, scope, range),
    costCut: (scope, question) => fetchCostCut(edge, scope, question),
    costForecast: (scope, range) => fetchCostForecast(edge, scope, range),
    costAnomalies: (scope, sinceDay) => fetchCostAnomalies(edge, scope, sinceDay),
    commitments: (scope, range) => fetchCommitments(edge, scope, range),
    rightsizing: (scope) => fetchRightsizing(edge, scope),
  };
}

/** @throws Error for a kind that has none: the fleet file is checked for it. */
function markerOf(kind: StoreKind): StoreMarker {
  const marker = linkAdapters.find((candidate) => candidate.kind === kind)?.marker;
  if (marker === undefined) throw new Error(`The console writes no markers into stores of kind ${kind}.`);
  return marker;
}
