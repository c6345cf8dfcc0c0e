import { shortCode } from './aws-regions';
import type { WorkloadDeclaration } from './fleet-declaration';
import { givenUpAlarmName } from './fleet-zone';
import type { FleetResources } from './simulated-fleet';
import type { SimulatedAlarm } from './types';

/** An alarm as configured; its state is the world's to say. */
export type AlarmDeclaration = Omit<SimulatedAlarm, 'state' | 'stateReason' | 'transitionedAt' | 'updatedAt'>;

type AlarmRule = Omit<AlarmDeclaration, 'accountId' | 'arn' | 'periodSeconds'>;

type AlarmedResources = Pick<FleetResources, 'workloads' | 'loadBalancers' | 'auroraGlobals'>;

/** 5xx answers a minute beyond which a load balancer's alarm counts a minute as bad, unless its workload says otherwise. */
const errorThreshold = 100;

function buildLoadBalancerAlarms({ workloads, loadBalancers }: AlarmedResources): AlarmRule[] {
  return loadBalancers.flatMap((balancer): AlarmRule[] => {
    const workload = workloads.find((each) => each.id === balancer.workload);
    const name = `${balancer.workload}-${shortCode(balancer.region)}`;
    return [
      {
        region: balancer.region,
        name: `${name}-5xx`,
        description: `Targets of ${balancer.name} answer with server errors.`,
        metric: {
          namespace: 'AWS/ApplicationELB',
          name: 'HTTPCode_Target_5XX_Count',
          dimensions: { LoadBalancer: balancer.dimension },
        },
        statistic: 'Sum',
        evaluationPeriods: 3,
        datapointsToAlarm: 3,
        threshold: workload?.errorAlarmThreshold ?? errorThreshold,
        comparison: 'GreaterThanThreshold',
        treatMissingData: 'notBreaching',
      },
      {
        region: balancer.region,
        name: `${name}-unhealthy-hosts`,
        description: `Targets of ${balancer.name} fail their health check.`,
        metric: {
          namespace: 'AWS/ApplicationELB',
          name: 'UnHealthyHostCount',
          dimensions: { LoadBalancer: balancer.dimension, TargetGroup: balancer.targetGroup.dimension },
        },
        statistic: 'Maximum',
        evaluationPeriods: 3,
        datapointsToAlarm: 2,
        threshold: 0,
        comparison: 'GreaterThanThreshold',
        treatMissingData: 'missing',
      },
    ];
  });
}

function buildReplicationAlarms({ workloads, auroraGlobals }: AlarmedResources): AlarmRule[] {
  return auroraGlobals.flatMap((global) =>
    global.members.flatMap((member): AlarmRule | AlarmRule[] => {
      const misplaced = workloads.find((each) => each.id === global.workload)?.misplacedLagAlarm ?? false;
      if (member.isWriter && !misplaced) return [];
      const common = {
        region: member.region,
        statistic: 'Maximum' as const,
        evaluationPeriods: 3,
        datapointsToAlarm: 3,
        threshold: 30_000,
        comparison: 'GreaterThanThreshold' as const,
        metric: {
          namespace: 'AWS/RDS',
          name: 'AuroraGlobalDBRPOLag',
          dimensions: { DBClusterIdentifier: member.identifier },
        },
      };
      // An alarm on a writer is misplaced on purpose: the lag is published for secondaries only, so it never gets data.
      return member.isWriter
        ? {
            ...common,
            name: `${global.workload}-primary-replication-lag`,
            description: `Replication of ${global.identifier} falls behind.`,
            treatMissingData: 'missing',
          }
        : {
            ...common,
            name: `${member.identifier}-replication-lag`,
            description: `${member.identifier} falls behind the writer, or its lag is no longer known.`,
            treatMissingData: 'breaching',
          };
    }),
  );
}

/** Seconds of lag beyond which a copy outside Aurora is alarming: what time control promises, and what a cache may lose. */
const longestSeconds = { objects: 900, instances: 300, cache: 60 };

function buildCopyAlarms({ workloads }: AlarmedResources): AlarmRule[] {
  return workloads.flatMap(({ id: workload, stores }) =>
    stores.flatMap((store): AlarmRule[] => {
      const common = {
        evaluationPeriods: 3,
        datapointsToAlarm: 3,
        statistic: 'Maximum' as const,
        comparison: 'GreaterThanThreshold' as const,
      };
      if (store.kind === 's3-replication' && store.metrics) {
        const { resource: SourceBucket, targetBucket: DestinationBucket, ruleId: RuleId } = store;
        return store.secondaries.map((region) => ({
          ...common,
          region,
          name: `${workload}-${store.id}-replication-latency`,
          description: `Objects of ${SourceBucket} reach ${DestinationBucket} late.`,
          metric: {
            namespace: 'AWS/S3',
            name: 'ReplicationLatency',
            dimensions: { SourceBucket, DestinationBucket, RuleId },
          },
          threshold: longestSeconds.objects,
          // Nothing is published while nothing is to be copied.
          treatMissingData: 'ignore',
        }));
      }
      if (store.kind === 'rds-replica') {
        return store.secondaries.map((region) => ({
          ...common,
          region,
          name: `${store.replica}-replica-lag`,
          description: `${store.replica} falls behind ${store.resource}.`,
          metric: { namespace: 'AWS/RDS', name: 'ReplicaLag', dimensions: { DBInstanceIdentifier: store.replica } },
          // A broken replica reads -1, which is not above any threshold: this alarm does not see it.
          threshold: longestSeconds.instances,
          treatMissingData: 'breaching',
        }));
      }
      if (store.kind !== 'elasticache-global') return [];
      return store.secondaries.map((region) => {
        const ReplicationGroupId = `${store.groupPrefix}-${shortCode(region)}`;
        return {
          ...common,
          region,
          name: `${ReplicationGroupId}-replication-lag`,
          description: `${ReplicationGroupId} falls behind the primary of ${store.resource}.`,
          metric: {
            namespace: 'AWS/ElastiCache',
            name: 'GlobalDatastoreReplicationLag',
            dimensions: { ReplicationGroupId },
          },
          threshold: longestSeconds.cache,
          treatMissingData: 'missing',
        };
      });
    }),
  );
}

/** The metric by which a region of a workload is given up, as a fleet file names it. */
export function givenUpMetric(workload: string, region: string) {
  return { namespace: 'Acme/Recovery', metric: 'GivenUp', dimensions: { Workload: workload, Region: region } } as const;
}

function toIdentity({ namespace, metric, dimensions }: ReturnType<typeof givenUpMetric>): AlarmRule['metric'] {
  return { namespace, name: metric, dimensions };
}

/** Alarms on metrics that nobody publishes until a region is given up; health checks of Route 53 follow them. */
function buildGivenUpAlarms(workloads: readonly WorkloadDeclaration[]): AlarmRule[] {
  return workloads.flatMap(({ id, entry, capacity: [first, second] }): AlarmRule[] => {
    if (entry?.routing.policy !== 'metric-check' || first === undefined || second === undefined) return [];
    return [
      {
        region: second.region,
        name: givenUpAlarmName(id, first.region),
        description: `${first.region} is given up for ${id}.`,
        metric: toIdentity(givenUpMetric(id, first.region)),
        statistic: 'Maximum',
        evaluationPeriods: 1,
        datapointsToAlarm: 1,
        threshold: 0,
        comparison: 'GreaterThanThreshold',
        treatMissingData: 'missing',
      },
    ];
  });
}

/** The alarms of an account. */
export function buildAlarms(
  accountId: string,
  workloads: readonly WorkloadDeclaration[],
  resources: Omit<AlarmedResources, 'workloads'>,
): AlarmDeclaration[] {
  const alarmed = { ...resources, workloads };
  const rules = [
    ...buildLoadBalancerAlarms(alarmed),
    ...buildReplicationAlarms(alarmed),
    ...buildCopyAlarms(alarmed),
    ...buildGivenUpAlarms(workloads),
  ];
  return rules.map((rule) => ({
    ...rule,
    accountId,
    arn: `arn:aws:cloudwatch:${rule.region}:${accountId}:alarm:${rule.name}`,
    periodSeconds: 60,
  }));
}
