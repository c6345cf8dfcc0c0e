import type { ConsoleSource, ConsoleSourceKind } from './source';

const services: Readonly<Record<ConsoleSourceKind, string>> = {
  'cloudwatch-metric': 'CloudWatch metric',
  'cloudwatch-alarm': 'CloudWatch alarm',
  'rds-cluster': 'Aurora cluster',
  'rds-instance': 'RDS instance',
  'rds-global-cluster': 'Aurora global database',
  'dynamodb-table': 'DynamoDB table',
  's3-bucket': 'S3 bucket',
  'sqs-queue': 'SQS queue',
  'backup-vault': 'Backup vault',
  'elasticache-global': 'ElastiCache global datastore',
  secret: 'Secret',
  'kms-key': 'KMS key',
  'auto-scaling-group': 'Auto Scaling group',
  'load-balancer': 'Load balancer',
  'hosted-zone': 'Route 53 hosted zone',
  'health-check': 'Route 53 health check',
  distribution: 'CloudFront distribution',
  'health-events': 'AWS Health events',
  costs: 'Cost Explorer',
  'iam-role': 'IAM role',
  'account-regions': 'Regions of the account',
  'support-plans': 'Support plans',
};

/** What a source is, for a person: `CloudWatch metric AuroraGlobalDBRPOLag, Maximum, in us-west-2`. */
export function sourceWords(source: ConsoleSource): string {
  const service = services[source.kind];
  if (source.kind === 'cloudwatch-metric') {
    return `${service} ${source.metric}, ${source.statistic}, in ${source.region}`;
  }
  if ('name' in source) return `${service} ${source.name} in ${source.region}`;
  return 'id' in source ? `${service} ${source.id}` : service;
}
