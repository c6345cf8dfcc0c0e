import { toGraphFragment } from './cloudwatch-graph';
import { type Partition, type PartitionFacts, partitionFacts, partitionOf } from './partition';
import type { ConsoleSource, ConsoleSourceKind } from './source';

type SourceOf<K extends ConsoleSourceKind> = Extract<ConsoleSource, { readonly kind: K }>;

/** Path and fragment of a page, under the console of its region or of its partition. */
type PageOf = { readonly [K in ConsoleSourceKind]: (source: SourceOf<K>, facts: PartitionFacts) => string };

const text = encodeURIComponent;

const pages: PageOf = {
  'cloudwatch-metric': (source) => home('cloudwatch', source.region, toGraphFragment(source)),
  'cloudwatch-alarm': ({ region, name }) => home('cloudwatch', region, `alarmsV2:alarm/${text(name)}`),
  'rds-cluster': ({ region, name }) => home('rds', region, `database:id=${text(name)};is-cluster=true`),
  'rds-instance': ({ region, name }) => home('rds', region, `database:id=${text(name)};is-cluster=false`),
  // A global cluster has no page that can be addressed: the list shows it with its members.
  'rds-global-cluster': ({ region }) => home('rds', region, 'databases:'),
  'dynamodb-table': ({ region, name }) => home('dynamodbv2', region, `table?name=${text(name)}`),
  's3-bucket': ({ region, name }) => `s3/buckets/${text(name)}?region=${text(region)}`,
  'sqs-queue': ({ region, accountId, name }, { endpoints }) =>
    home('sqs/v3', region, `/queues/${text(`https://sqs.${region}.${endpoints}/${accountId}/${name}`)}`),
  'backup-vault': ({ region, name }) => home('backup', region, `/backupvaults/details/${text(name)}`),
  'elasticache-global': ({ region }) => home('elasticache', region, '/global-datastores'),
  secret: ({ region, name }) => `secretsmanager/secret?name=${text(name)}&region=${text(region)}`,
  'kms-key': ({ region, name }) =>
    home('kms', region, name.startsWith('alias/') ? '/kms/keys' : `/kms/keys/${text(name)}`),
  'auto-scaling-group': ({ region, name }) => home('ec2', region, `AutoScalingGroupDetails:id=${text(name)}`),
  'load-balancer': ({ region, name }) => home('ec2', region, `LoadBalancers:search=${text(name)}`),
  'hosted-zone': ({ id }) => `route53/v2/hostedzones#ListRecordSets/${text(id)}`,
  'health-check': ({ id }) => `route53/healthchecks/home#/details/${text(id)}`,
  distribution: ({ id }) => `cloudfront/v4/home#/distributions/${text(id)}`,
  'health-events': () => 'health/home#/account/dashboard/open-issues',
  costs: () => 'costmanagement/home#/cost-explorer',
  'iam-role': ({ id }) => `iam/home#/roles/details/${text(id)}`,
  'account-regions': () => 'billing/home#/account',
  'support-plans': () => 'support/plans/home#/',
};

/** Pages of services that belong to no region: they stand under the console of the partition itself. */
const globalKinds: ReadonlySet<ConsoleSourceKind> = new Set([
  'hosted-zone',
  'health-check',
  'distribution',
  'health-events',
  'costs',
  'iam-role',
  'account-regions',
  'support-plans',
]);

/** What a partition does not have: GovCloud is billed in its commercial account and has no CloudFront of its own. */
const absent: Readonly<Record<Partition, ReadonlySet<ConsoleSourceKind>>> = {
  aws: new Set(),
  'aws-us-gov': new Set(['costs', 'distribution']),
  'aws-cn': new Set(),
};

/**
 * The page of the AWS console a figure came from, in its region and partition; `none` where the partition has no such
 * page. The console shows it in whatever account the person is signed in to.
 */
export function toConsoleUrl(source: ConsoleSource): string | 'none' {
  const partition = partitionOf(source.region);
  if (absent[partition].has(source.kind)) return 'none';
  const facts = partitionFacts[partition];
  const host = globalKinds.has(source.kind) ? facts.console : `${source.region}.${facts.console}`;
  const page = pages[source.kind] as (source: ConsoleSource, facts: PartitionFacts) => string;
  return `https://${host}/${page(source, facts)}`;
}

function home(service: string, region: string, fragment: string): string {
  return `${service}/home?region=${text(region)}#${fragment}`;
}
