import {
  autoscalingPermissions,
  autoscalingRecoverPermissions,
  autoscalingRecoverReadPermissions,
} from './autoscaling/permissions';
import {
  backupPassPermissions,
  backupPermissions,
  backupRecoverReadPermissions,
  backupRestorePermissions,
} from './backup/permissions';
import { cloudfrontPermissions } from './cloudfront/permissions';
import { cloudwatchPermissions, cloudwatchRecoverPermissions } from './cloudwatch/permissions';
import { deploymentPermissions } from './codepipeline/permissions';
import { costExplorerPermissions } from './costexplorer/permissions';
import { dynamodbMarkerPermissions, dynamodbPermissions, dynamodbWritePermissions } from './dynamodb/permissions';
import { ecsRecoverPermissions, ecsRecoverReadPermissions } from './ecs/permissions';
import { eksRecoverPermissions, eksRecoverReadPermissions } from './eks/permissions';
import { elasticachePermissions, elasticacheRecoverPermissions } from './elasticache/permissions';
import { elbv2Permissions } from './elbv2/permissions';
import { rulePermissions, ruleReadPermissions } from './eventbridge/permissions';
import { globalAcceleratorReadPermissions, globalAcceleratorRecoverPermissions } from './globalaccelerator/permissions';
import { healthPermissions } from './health/permissions';
import { kmsPermissions } from './kms/permissions';
import {
  consumerPermissions,
  invokePermissions,
  provisionPermissions,
  provisionReadPermissions,
} from './lambda/permissions';
import {
  rdsDeletePermissions,
  rdsInstancePermissions,
  rdsPermissions,
  rdsPromotePermissions,
  rdsRecoverPermissions,
  rdsRecoverReadPermissions,
  rdsReplicaPermissions,
} from './rds/permissions';
import { recoveryClusterPermissions } from './recoverycluster/permissions';
import { route53Permissions, route53RecoverPermissions, route53RecoverReadPermissions } from './route53/permissions';
import {
  s3MarkerPermissions,
  s3Permissions,
  s3ReportPermissions,
  s3ReportReadPermissions,
  s3WritePermissions,
} from './s3/permissions';
import { accessPointPermissions, accessPointReadPermissions } from './s3control/permissions';
import { secretsManagerPermissions } from './secretsmanager/permissions';
import { serviceQuotasPermissions } from './servicequotas/permissions';
import { announcePermissions } from './sns/permissions';
import { sqsPermissions } from './sqs/permissions';
import { stsPermissions } from './sts/permissions';

/** Every IAM action the console's reader role needs. All of them read. */
export const readPermissions: readonly string[] = [
  ...autoscalingPermissions,
  ...backupPermissions,
  ...cloudfrontPermissions,
  ...cloudwatchPermissions,
  ...costExplorerPermissions,
  ...dynamodbPermissions,
  ...elasticachePermissions,
  ...elbv2Permissions,
  ...healthPermissions,
  ...kmsPermissions,
  ...rdsPermissions,
  ...route53Permissions,
  ...s3Permissions,
  ...secretsManagerPermissions,
  ...serviceQuotasPermissions,
  ...sqsPermissions,
  ...stsPermissions,
];

/** What the reader role needs besides, on the stores that have a recovery-point marker and on nothing else. */
export const markerReadPermissions: readonly string[] = [...dynamodbMarkerPermissions, ...s3MarkerPermissions];

/** What the reader role needs besides to tell why a step of recovery does not get on, and what a run has left behind. */
export const recoverReadPermissions: readonly string[] = [
  ...autoscalingRecoverReadPermissions,
  ...backupRecoverReadPermissions,
  ...route53RecoverReadPermissions,
  ...accessPointReadPermissions,
  ...ruleReadPermissions,
  ...globalAcceleratorReadPermissions,
  ...rdsRecoverReadPermissions,
  ...ecsRecoverReadPermissions,
  ...provisionReadPermissions,
  ...eksRecoverReadPermissions,
];

/** What the failover role needs for the steps of recovery, on what they move and on nothing else. */
export const recoverPermissions: readonly string[] = [
  ...autoscalingRecoverPermissions,
  ...elasticacheRecoverPermissions,
  ...rdsPromotePermissions,
  ...rdsRecoverPermissions,
  ...recoveryClusterPermissions,
  ...accessPointPermissions,
  ...consumerPermissions,
  ...invokePermissions,
  ...announcePermissions,
  ...deploymentPermissions,
  ...rulePermissions,
  ...cloudwatchRecoverPermissions,
  ...route53RecoverPermissions,
  ...globalAcceleratorRecoverPermissions,
  ...rdsInstancePermissions,
  ...backupRestorePermissions,
  ...backupPassPermissions,
  ...ecsRecoverPermissions,
  ...rdsReplicaPermissions,
  ...rdsDeletePermissions,
  ...provisionPermissions,
  ...eksRecoverPermissions,
];

/** What writes recovery-point markers, on the stores that have one; outside a run nothing else is written but reports. */
export const writePermissions: readonly string[] = [...dynamodbWritePermissions, ...s3WritePermissions];

/** What writes reports, under their prefix in the buckets that the fleet file names. */
export const reportWritePermissions: readonly string[] = s3ReportPermissions;

/** What the reader role needs besides to see whether a report is there, before it is written again. */
export const reportReadPermissions: readonly string[] = s3ReportReadPermissions;
