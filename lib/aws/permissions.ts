import { autoscalingPermissions } from './autoscaling/permissions';
import { cloudwatchPermissions } from './cloudwatch/permissions';
import { dynamodbPermissions } from './dynamodb/permissions';
import { elbv2Permissions } from './elbv2/permissions';
import { healthPermissions } from './health/permissions';
import { rdsPermissions } from './rds/permissions';
import { route53Permissions } from './route53/permissions';
import { stsPermissions } from './sts/permissions';

/** Every IAM action the console's reader role needs. All of them read. */
export const readPermissions: readonly string[] = [
  ...autoscalingPermissions,
  ...cloudwatchPermissions,
  ...dynamodbPermissions,
  ...elbv2Permissions,
  ...healthPermissions,
  ...rdsPermissions,
  ...route53Permissions,
  ...stsPermissions,
];
