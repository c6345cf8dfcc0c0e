/** What AWS calls a kind of store; the kind itself for one without a name here. */
const names: Readonly<Record<string, string>> = {
  'aurora-global': 'Aurora global database',
  'dynamodb-global-table': 'DynamoDB global table',
  's3-replication': 'S3 replication',
  'rds-replica': 'RDS read replica',
  'elasticache-global': 'ElastiCache global datastore',
  'sqs-queue': 'SQS queue',
  backup: 'AWS Backup',
};

export function nameStoreKind(kind: string): string {
  return names[kind] ?? kind;
}
