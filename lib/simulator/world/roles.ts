import type { PolicyStatement } from './policies';

/** An IAM role of an account, with its one inline policy. */
export interface SimulatedRole {
  readonly accountId: string;
  /** Without its path. */
  readonly name: string;
  /** `/` or `/some/path/`. */
  readonly path: string;
  readonly arn: string;
  readonly description: string;
  readonly trust: {
    /** Account whose principals may assume the role. */
    readonly accountId: string;
    /** Must be given with the request where it is set. */
    readonly externalId?: string;
  };
  readonly policyName: string;
  readonly statements: readonly PolicyStatement[];
  readonly mostSessionSeconds: number;
}

/** The external id that the roles of an account ask for. */
export function externalIdOf(accountId: string): string {
  return `antipode-${accountId}`;
}

const reading: PolicyStatement = {
  effect: 'Allow',
  actions: [
    'autoscaling:Describe*',
    'backup:List*',
    'backup:Describe*',
    'ce:Get*',
    'cloudfront:Get*',
    'cloudfront:List*',
    'cloudwatch:Describe*',
    'cloudwatch:GetMetricData',
    'cloudwatch:GetMetricStatistics',
    'cloudwatch:ListMetrics',
    'dynamodb:DescribeTable',
    'dynamodb:ListTables',
    'ec2:Describe*',
    'elasticache:Describe*',
    'elasticloadbalancing:Describe*',
    'events:Describe*',
    'events:List*',
    'globalaccelerator:Describe*',
    'globalaccelerator:List*',
    'health:Describe*',
    'iam:GetRole',
    'iam:GetRolePolicy',
    'iam:ListRoles',
    'iam:SimulatePrincipalPolicy',
    'ecs:Describe*',
    'eks:Describe*',
    'kms:DescribeKey',
    'kms:ListAliases',
    'kms:ListKeys',
    'lambda:GetFunction',
    'lambda:GetProvisionedConcurrencyConfig',
    'lambda:ListEventSourceMappings',
    'lambda:ListFunctions',
    'organizations:Describe*',
    'organizations:List*',
    'rds:Describe*',
    'rds:ListTagsForResource',
    'route53:Get*',
    'route53:List*',
    'route53:TestDNSAnswer',
    'route53-recovery-cluster:GetRoutingControlState',
    'route53-recovery-cluster:ListRoutingControls',
    's3:GetBucketLocation',
    's3:GetBucketVersioning',
    's3:GetMultiRegionAccessPoint',
    's3:GetMultiRegionAccessPointRoutes',
    's3:GetReplicationConfiguration',
    's3:ListAllMyBuckets',
    's3:ListBucket',
    's3:ListMultiRegionAccessPoints',
    'secretsmanager:DescribeSecret',
    'secretsmanager:ListSecrets',
    'servicequotas:Get*',
    'servicequotas:List*',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ListQueues',
  ],
};

const failingOver: PolicyStatement = {
  effect: 'Allow',
  actions: [
    'autoscaling:SetDesiredCapacity',
    'autoscaling:UpdateAutoScalingGroup',
    'backup:StartRestoreJob',
    'cloudwatch:PutMetricData',
    'ecs:UpdateService',
    'eks:UpdateNodegroupConfig',
    'elasticache:FailoverGlobalReplicationGroup',
    'globalaccelerator:UpdateEndpointGroup',
    'iam:PassRole',
    'kms:UpdatePrimaryRegion',
    'codepipeline:DisableStageTransition',
    'codepipeline:EnableStageTransition',
    'codepipeline:GetPipelineState',
    'events:DisableRule',
    'events:EnableRule',
    'lambda:GetEventSourceMapping',
    'lambda:InvokeFunction',
    'lambda:PutProvisionedConcurrencyConfig',
    'lambda:UpdateEventSourceMapping',
    'rds:CreateDBInstance',
    'rds:CreateDBInstanceReadReplica',
    'rds:DeleteDBInstance',
    'rds:FailoverGlobalCluster',
    'rds:PromoteReadReplica',
    'rds:RemoveFromGlobalCluster',
    'rds:SwitchoverGlobalCluster',
    'route53:ChangeResourceRecordSets',
    'route53-recovery-cluster:UpdateRoutingControlState',
    'route53-recovery-cluster:UpdateRoutingControlStates',
    's3:SubmitMultiRegionAccessPointRoutes',
    'secretsmanager:StopReplicationToReplica',
    'sns:GetTopicAttributes',
    'sns:Publish',
  ],
};

/** Recovery-point markers: one small item or object that is read in the target, and written in the source. */
const readingMarkers: PolicyStatement = { effect: 'Allow', actions: ['dynamodb:GetItem', 's3:GetObject'] };
const writingMarkers: PolicyStatement = { effect: 'Allow', actions: ['dynamodb:PutItem', 's3:PutObject'] };

const declarations = [
  {
    name: 'antipode-reader',
    description: 'Reads the state of the fleet.',
    statements: [reading, readingMarkers],
    mostSessionSeconds: 43_200,
  },
  {
    name: 'antipode-failover',
    description: 'Moves workloads between regions.',
    statements: [reading, failingOver],
    mostSessionSeconds: 3600,
  },
  {
    name: 'antipode-writer',
    description: 'Writes recovery-point markers.',
    statements: [writingMarkers],
    mostSessionSeconds: 43_200,
  },
] as const;

/** The roles that stand ready in an account for a console in `trustedAccountId`. */
export function rolesOf(accountId: string, trustedAccountId: string): readonly SimulatedRole[] {
  return declarations.map(({ name, ...rest }) => ({
    accountId,
    name,
    path: '/',
    arn: `arn:aws:iam::${accountId}:role/${name}`,
    trust: { accountId: trustedAccountId, externalId: externalIdOf(accountId) },
    policyName: name,
    ...rest,
  }));
}

/** The roles with the policies that somebody gave them since, by ARN. */
export function withPolicies(
  roles: readonly SimulatedRole[],
  policies: Readonly<Record<string, readonly PolicyStatement[]>> = {},
): readonly SimulatedRole[] {
  return roles.map((role) => ({ ...role, statements: policies[role.arn] ?? role.statements }));
}
