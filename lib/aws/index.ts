/**
 * The product's edge to AWS. Everything here answers in plain values: no SDK type leaves this folder, and a failure is
 * an `Answer` with the sentence a person needs.
 */
export type { AccountAccess, FindAccountAccess, RolePurpose } from './account-access';
export { actResizeGroup, actSetDesiredCapacity } from './autoscaling/act-resize-group';
export { fetchAutoScalingGroups } from './autoscaling/fetch-auto-scaling-groups';
export { fetchScalingActivities } from './autoscaling/fetch-scaling-activities';
export type { AutoScalingGroupReading, AutoScalingInstance, ScalingActivity } from './autoscaling/readings';
export { actStartRestore } from './backup/act-start-restore';
export { fetchRecoveryPoints } from './backup/fetch-recovery-points';
export { fetchRestoreJobs } from './backup/fetch-restore-jobs';
export type { RecoveryPointReading, RestoreJobReading } from './backup/readings';
export type { BilledRequest, BillingMeter } from './billing/billing-meter';
export { fetchDistribution } from './cloudfront/fetch-distribution';
export type { DistributionReading } from './cloudfront/readings';
export { actPutMetric } from './cloudwatch/act-put-metric';
export { fetchAlarms } from './cloudwatch/fetch-alarms';
export { fetchMetricData, maxMetricQueriesPerCall } from './cloudwatch/fetch-metric-data';
export type {
  AlarmMetric,
  AlarmReading,
  AlarmRule,
  AlarmState,
  MetricWindow,
} from './cloudwatch/readings';
export { actTurnTransition } from './codepipeline/act-turn-transition';
export { fetchStage, type PipelineStage } from './codepipeline/fetch-stage';
export { fetchCommitments } from './costexplorer/fetch-commitments';
export { fetchCostAnomalies } from './costexplorer/fetch-cost-anomalies';
export { fetchCostCut } from './costexplorer/fetch-cost-cut';
export { fetchCostForecast } from './costexplorer/fetch-cost-forecast';
export { fetchCosts } from './costexplorer/fetch-costs';
export { fetchRightsizing } from './costexplorer/fetch-rightsizing';
export type {
  CostLine,
  CostRange,
  CostReading,
  CostsAbsent,
  CutPeriod,
  CutQuestion,
  CutReading,
} from './costexplorer/readings';
export { actPutTableMarker } from './dynamodb/act-put-marker';
export { fetchGlobalTable } from './dynamodb/fetch-global-table';
export { fetchTableMarker } from './dynamodb/fetch-marker';
export type { GlobalTable, GlobalTableReplica, ReplicaStatus } from './dynamodb/readings';
export { actSetTaskCount } from './ecs/act-set-task-count';
export { fetchContainerService } from './ecs/fetch-service';
export type { ContainerService } from './ecs/readings';
export { type AwsEdge, type AwsEdgeOptions, createAwsEdge } from './edge';
export { actResizeNodeGroup } from './eks/act-resize-node-group';
export { fetchNodeGroup } from './eks/fetch-node-group';
export { fetchNodeGroupUpdate } from './eks/fetch-node-group-update';
export type { NodeGroupReading, NodeGroupUpdate } from './eks/readings';
export { actFailOverDatastore } from './elasticache/act-fail-over-datastore';
export { fetchCacheNodes } from './elasticache/fetch-cache-nodes';
export { fetchGlobalReplicationGroups } from './elasticache/fetch-global-replication-groups';
export type { GlobalReplicationGroup, GlobalReplicationGroupMember } from './elasticache/readings';
export { fetchLoadBalancers } from './elbv2/fetch-load-balancers';
export { fetchTargetHealth } from './elbv2/fetch-target-health';
export type { LoadBalancerReading, TargetGroupReading, TargetReading } from './elbv2/readings';
export { actTurnRule } from './eventbridge/act-turn-rule';
export { fetchRule } from './eventbridge/fetch-rule';
export type { EventRule } from './eventbridge/readings';
export { actDial } from './globalaccelerator/act-dial';
export { fetchDeployment, fetchEndpointGroup } from './globalaccelerator/fetch-endpoint-group';
export type { EndpointGroupReading } from './globalaccelerator/readings';
export { fetchHealthEvents } from './health/fetch-health-events';
export type { HealthEventReading, HealthEventsAsked } from './health/readings';
export { fetchKey } from './kms/fetch-key';
export type { KeyReading } from './kms/readings';
export { actInvokeFunction, type FunctionAnswer } from './lambda/act-invoke-function';
export { actProvisionConcurrency } from './lambda/act-provision-concurrency';
export { actTurnConsumer } from './lambda/act-turn-consumer';
export { fetchEventSourceMapping } from './lambda/fetch-event-source-mapping';
export { fetchMayInvoke } from './lambda/fetch-may-invoke';
export { fetchProvisionedConcurrency } from './lambda/fetch-provisioned-concurrency';
export type { EventSourceMapping, ProvisionedConcurrency } from './lambda/readings';
export {
  markerReadPermissions,
  readPermissions,
  recoverPermissions,
  recoverReadPermissions,
  writePermissions,
} from './permissions';
export { actCreateInstance } from './rds/act-create-instance';
export { actCreateReplica } from './rds/act-create-replica';
export { actDeleteInstance } from './rds/act-delete-instance';
export { actDetachCluster } from './rds/act-detach-cluster';
export { actFailOverGlobalCluster, actSwitchOverGlobalCluster } from './rds/act-move-writer';
export { actPromoteReplica } from './rds/act-promote-replica';
export { fetchDatabaseCluster } from './rds/fetch-database-cluster';
export { fetchDatabaseInstance } from './rds/fetch-database-instance';
export { fetchGlobalClusters } from './rds/fetch-global-clusters';
export { fetchInstanceSnapshot } from './rds/fetch-instance-snapshot';
export { fetchReplica } from './rds/fetch-replica';
export { fetchUnplannedSnapshots } from './rds/fetch-unplanned-snapshots';
export type {
  DatabaseCluster,
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
export { actUpsertRecords } from './route53/act-upsert-records';
export { fetchChange } from './route53/fetch-change';
export { fetchCheckers } from './route53/fetch-checkers';
export { fetchHealthChecks } from './route53/fetch-health-checks';
export { fetchHostedZone } from './route53/fetch-hosted-zone';
export { fetchNamedRecords } from './route53/fetch-named-records';
export { fetchRecordSets } from './route53/fetch-record-sets';
export type {
  CheckerReading,
  HealthCheckReading,
  HostedZoneReading,
  NamedRecord,
  RecordSetReading,
  RecordTurn,
  RoutingPolicy,
} from './route53/readings';
export { actPutBucketMarker } from './s3/act-put-marker';
export { actPutReport, type ReportObject } from './s3/act-put-report';
export { fetchBucketReplication } from './s3/fetch-bucket-replication';
export { fetchBucketMarker } from './s3/fetch-marker';
export { fetchReportObject, type ReportObjectHead } from './s3/fetch-report-object';
export type { BucketReplication, ReplicationRule } from './s3/readings';
export { actSubmitRoutes } from './s3control/act-submit-routes';
export { fetchRoutes } from './s3control/fetch-routes';
export type { AccessPointRoute } from './s3control/readings';
export { fetchSecret } from './secretsmanager/fetch-secret';
export type { SecretReading, SecretReplica } from './secretsmanager/readings';
export { fetchQuota } from './servicequotas/fetch-quota';
export type { QuotaReading } from './servicequotas/readings';
export { type Announcement, actPublish } from './sns/act-publish';
export { fetchTopic } from './sns/fetch-topic';
export { fetchQueue } from './sqs/fetch-queue';
export type { QueueReading } from './sqs/readings';
export { fetchCallerIdentity, fetchRecoverIdentity } from './sts/fetch-caller-identity';
export type { CallerIdentity } from './sts/readings';
export type { ActAnswer, Answer, AwsEdgeConfig, CallScope, MetricQuerySpec, MetricSeries } from './types';
