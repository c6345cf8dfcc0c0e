import { checkout, defaultAccountId, defaultWorkloads, shortCode } from './default-fleet';
import { fleetAuroraGlobals, fleetLoadBalancers } from './fleet-resources';
import type { SimulatedAlarm } from './types';

/** An alarm as configured; its state is the world's to say. */
export type AlarmDeclaration = Omit<SimulatedAlarm, 'state' | 'stateReason' | 'transitionedAt' | 'updatedAt'>;

type AlarmRule = Omit<AlarmDeclaration, 'accountId' | 'arn' | 'periodSeconds'>;

function buildAlarm(rule: AlarmRule): AlarmDeclaration {
  return {
    ...rule,
    accountId: defaultAccountId,
    arn: `arn:aws:cloudwatch:${rule.region}:${defaultAccountId}:alarm:${rule.name}`,
    periodSeconds: 60,
  };
}

/** 5xx answers a minute beyond which a load balancer's alarm counts a minute as bad. */
const errorThreshold: Readonly<Record<string, number>> = { checkout: 100, storefront: 300 };

function buildLoadBalancerAlarms(): AlarmDeclaration[] {
  return fleetLoadBalancers.flatMap((balancer) => {
    const name = `${balancer.workload}-${shortCode(balancer.region)}`;
    return [
      buildAlarm({
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
        threshold: errorThreshold[balancer.workload] ?? 100,
        comparison: 'GreaterThanThreshold',
        treatMissingData: 'notBreaching',
      }),
      buildAlarm({
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
      }),
    ];
  });
}

function buildReplicationAlarms(): AlarmDeclaration[] {
  return fleetAuroraGlobals.flatMap((global) =>
    global.members.flatMap((member) => {
      if (member.isWriter && global.workload !== checkout.id) return [];
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
      // The alarm on checkout's writer is misplaced on purpose: the lag is published for secondaries only, so it never gets data.
      return member.isWriter
        ? buildAlarm({
            ...common,
            name: `${global.workload}-primary-replication-lag`,
            description: `Replication of ${global.identifier} falls behind.`,
            treatMissingData: 'missing',
          })
        : buildAlarm({
            ...common,
            name: `${member.identifier}-replication-lag`,
            description: `${member.identifier} falls behind the writer, or its lag is no longer known.`,
            treatMissingData: 'breaching',
          });
    }),
  );
}

/** Seconds of lag beyond which a copy outside Aurora is alarming: what time control promises, and what a cache may lose. */
const longestSeconds = { objects: 900, instances: 300, cache: 60 };

function buildCopyAlarms(): AlarmDeclaration[] {
  return defaultWorkloads.flatMap(({ id: workload, stores }) =>
    stores.flatMap((store) => {
      const common = {
        evaluationPeriods: 3,
        datapointsToAlarm: 3,
        statistic: 'Maximum' as const,
        comparison: 'GreaterThanThreshold' as const,
      };
      if (store.kind === 's3-replication' && store.metrics) {
        const { resource: SourceBucket, targetBucket: DestinationBucket, ruleId: RuleId } = store;
        return store.secondaries.map((region) =>
          buildAlarm({
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
          }),
        );
      }
      if (store.kind === 'rds-replica') {
        return store.secondaries.map((region) =>
          buildAlarm({
            ...common,
            region,
            name: `${store.replica}-replica-lag`,
            description: `${store.replica} falls behind ${store.resource}.`,
            metric: { namespace: 'AWS/RDS', name: 'ReplicaLag', dimensions: { DBInstanceIdentifier: store.replica } },
            // A broken replica reads -1, which is not above any threshold: this alarm does not see it.
            threshold: longestSeconds.instances,
            treatMissingData: 'breaching',
          }),
        );
      }
      if (store.kind !== 'elasticache-global') return [];
      return store.secondaries.map((region) => {
        const ReplicationGroupId = `${store.groupPrefix}-${shortCode(region)}`;
        return buildAlarm({
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
        });
      });
    }),
  );
}

export const fleetAlarms: readonly AlarmDeclaration[] = [
  ...buildLoadBalancerAlarms(),
  ...buildReplicationAlarms(),
  ...buildCopyAlarms(),
];
