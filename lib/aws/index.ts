/**
 * The product's edge to AWS. Everything here answers in plain values: no SDK type leaves this folder, and a failure is
 * an `Answer` with the sentence a person needs.
 */
export type { AccountAccess, FindAccountAccess, RolePurpose } from './account-access';
export { actResizeGroup, actSetDesiredCapacity } from './autoscaling/act-resize-group';
export { fetchAutoScalingGroups } from './autoscaling/fetch-auto-scaling-groups';
export { fetchScalingActivities } from './autoscaling/fetch-scaling-activities';
export type { AutoScalingGroupReading, AutoScalingInstance, ScalingActivity } from './autoscaling/readings';
export { fetchRecoveryPoints } from './backup/fetch-recovery-points';
export type { RecoveryPointReading } from './backup/readings';
export type { BilledRequest, BillingMeter } from './billing/billing-meter';
export { fetchDistribution } from './cloudfront/fetch-distribution';
export type { DistributionReading } from './cloudfront/readings';
export { fetchAlarms } from './cloudwatch/fetch-alarms';
export { fetchMetricData, maxMetricQueriesPerCall } from './cloudwatch/fetch-metric-data';
export type { AlarmMetric, AlarmReading, AlarmState, MetricWindow } from './cloudwatch/readings';
export { fetchCosts } from './costexplorer/fetch-costs';
export type { CostLine, CostRange, CostReading } from './costexplorer/readings';
export { actPutTableMarker } from './dynamodb/act-put-marker';
export { fetchGlobalTable } from './dynamodb/fetch-global-table';
export { fetchTableMarker } from './dynamodb/fetch-marker';
export type { GlobalTable, GlobalTableReplica, ReplicaStatus } from './dynamodb/readings';
export { type AwsEdge, type AwsEdgeOptions, createAwsEdge } from './edge';
export { actFailOverDatastore } from './elasticache/act-fail-over-datastore';
export { fetchCacheNodes } from './elasticache/fetch-cache-nodes';
export { fetchGlobalReplicationGroups } from './elasticache/fetch-global-replication-groups';
export type { GlobalReplicationGroup, GlobalReplicationGroupMember } from './elasticache/readings';
export { fetchLoadBalancers } from './elbv2/fetch-load-balancers';
export { fetchTargetHealth } from './elbv2/fetch-target-health';
export type { LoadBalancerReading, TargetGroupReading, TargetReading } from './elbv2/readings';
export { fetchHealthEvents } from './health/fetch-health-events';
export type { HealthEventReading, HealthEventsAsked } from './health/readings';
export { fetchKey } from './kms/fetch-key';
export type { KeyReading } from './kms/readings';
export {
  markerReadPermissions,
  readPermissions,
  recoverPermissions,
  recoverReadPermissions,
  writePermissions,
} from './permissions';
export { actFailOverGlobalCluster, actSwitchOverGlobalCluster } from './rds/act-move-writer';
export { actPromoteReplica } from './rds/act-promote-replica';
export { fetchDatabaseInstance } from './rds/fetch-database-instance';
export { fetchGlobalClusters } from './rds/fetch-global-clusters';
export { fetchReplica } from './rds/fetch-replica';
export { fetchUnplannedSnapshots } from './rds/fetch-unplanned-snapshots';
export type {
  DatabaseInstance,
  GlobalCluster,
  GlobalClusterMember,
  ReplicaInstance,
  ReplicaSet,
  UnplannedSnapshotReading,
} from './rds/readings';
export { actTurnRoutingControls } from './recoverycluster/act-turn-routing-controls';
export { fetchRoutingControlStates } from './recoverycluster/fetch-routing-control-states';
export type { RoutingControlReading } from './recoverycluster/readings';
export { fetchCheckers } from './route53/fetch-checkers';
export { fetchHealthChecks } from './route53/fetch-health-checks';
export { fetchHostedZone } from './route53/fetch-hosted-zone';
export { fetchRecordSets } from './route53/fetch-record-sets';
export type {
  CheckerReading,
  HealthCheckReading,
  HostedZoneReading,
  RecordSetReading,
  RoutingPolicy,
} from './route53/readings';
export { actPutBucketMarker } from './s3/act-put-marker';
export { fetchBucketReplication } from './s3/fetch-bucket-replication';
export { fetchBucketMarker } from './s3/fetch-marker';
export type { BucketReplication, ReplicationRule } from './s3/readings';
export { actSubmitRoutes } from './s3control/act-submit-routes';
export { fetchRoutes } from './s3control/fetch-routes';
export type { AccessPointRoute } from './s3control/readings';
export { fetchSecret } from './secretsmanager/fetch-secret';
export type { SecretReading, SecretReplica } from './secretsmanager/readings';
export { fetchQuota } from './servicequotas/fetch-quota';
export type { QuotaReading } from './servicequotas/readings';
export { fetchQueue } from './sqs/fetch-queue';
export type { QueueReading } from './sqs/readings';
export { fetchCallerIdentity, fetchRecoverIdentity } from './sts/fetch-caller-identity';
export type { CallerIdentity } from './sts/readings';
export type { ActAnswer, Answer, AwsEdgeConfig, CallScope, MetricQuerySpec, MetricSeries } from './types';
