import type { Protocol } from './call';
import { describeService, type Service, type ServiceFacts } from './service';

/**
 * One row a service. Held to the installed SDK by a test. The table is static because asking a client object at run time
 * is fragile: some releases have reported the wrong protocol, which yields empty answers without an error.
 * `import()` takes literals so that bundlers see them, and a service is loaded only when it is asked for.
 */
const rows = [
  row('CloudWatch', () => import('@aws-sdk/client-cloudwatch'), {
    signingName: 'monitoring',
    protocol: 'awsJson1_0',
    version: '2010-08-01',
    target: 'GraniteServiceVersion20100801',
    namespace: 'com.amazonaws.cloudwatch',
    xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    queryCompatible: true,
  }),
  row('Health', () => import('@aws-sdk/client-health'), {
    signingName: 'health',
    protocol: 'awsJson1_1',
    version: '2016-08-04',
    target: 'AWSHealth_20160804',
    namespace: 'com.amazonaws.health',
  }),
  row('Route 53', () => import('@aws-sdk/client-route-53'), {
    signingName: 'route53',
    protocol: 'restXml',
    version: '2013-04-01',
    target: 'AWSDnsV20130401',
    namespace: 'com.amazonaws.route53',
    xmlNamespace: 'https://route53.amazonaws.com/doc/2013-04-01/',
  }),
  row('RDS', () => import('@aws-sdk/client-rds'), {
    signingName: 'rds',
    protocol: 'awsQuery',
    version: '2014-10-31',
    target: 'AmazonRDSv19',
    namespace: 'com.amazonaws.rds',
    xmlNamespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
  }),
  row('DynamoDB', () => import('@aws-sdk/client-dynamodb'), {
    signingName: 'dynamodb',
    protocol: 'awsJson1_0',
    version: '2012-08-10',
    target: 'DynamoDB_20120810',
    namespace: 'com.amazonaws.dynamodb',
    xmlNamespace: 'http://dynamodb.amazonaws.com/doc/2012-08-10/',
  }),
  row('Elastic Load Balancing v2', () => import('@aws-sdk/client-elastic-load-balancing-v2'), {
    signingName: 'elasticloadbalancing',
    protocol: 'awsQuery',
    version: '2015-12-01',
    target: 'ElasticLoadBalancing_v10',
    namespace: 'com.amazonaws.elasticloadbalancingv2',
    xmlNamespace: 'http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/',
  }),
  row('Auto Scaling', () => import('@aws-sdk/client-auto-scaling'), {
    signingName: 'autoscaling',
    protocol: 'awsQuery',
    version: '2011-01-01',
    target: 'AutoScaling_2011_01_01',
    namespace: 'com.amazonaws.autoscaling',
    xmlNamespace: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
  }),
  row('ECS', () => import('@aws-sdk/client-ecs'), {
    signingName: 'ecs',
    protocol: 'awsJson1_1',
    version: '2014-11-13',
    target: 'AmazonEC2ContainerServiceV20141113',
    namespace: 'com.amazonaws.ecs',
    xmlNamespace: 'http://ecs.amazonaws.com/doc/2014-11-13/',
  }),
  row('EKS', () => import('@aws-sdk/client-eks'), {
    signingName: 'eks',
    protocol: 'restJson1',
    version: '2017-11-01',
    target: 'AWSWesleyFrontend',
    namespace: 'com.amazonaws.eks',
  }),
  row('STS', () => import('@aws-sdk/client-sts'), {
    signingName: 'sts',
    protocol: 'awsQuery',
    version: '2011-06-15',
    target: 'AWSSecurityTokenServiceV20110615',
    namespace: 'com.amazonaws.sts',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  }),
  row('EC2', () => import('@aws-sdk/client-ec2'), {
    signingName: 'ec2',
    protocol: 'ec2Query',
    version: '2016-11-15',
    target: 'AmazonEC2',
    namespace: 'com.amazonaws.ec2',
    xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15',
  }),
  row('S3', () => import('@aws-sdk/client-s3'), {
    signingName: 's3',
    protocol: 'restXml',
    version: '2006-03-01',
    target: 'AmazonS3',
    namespace: 'com.amazonaws.s3',
    xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  }),
  row('S3 Control', () => import('@aws-sdk/client-s3-control'), {
    signingName: 's3',
    protocol: 'restXml',
    version: '2018-08-20',
    target: 'AWSS3ControlServiceV20180820',
    namespace: 'com.amazonaws.s3control',
    xmlNamespace: 'http://awss3control.amazonaws.com/doc/2018-08-20/',
  }),
  row('Cost Explorer', () => import('@aws-sdk/client-cost-explorer'), {
    signingName: 'ce',
    protocol: 'awsJson1_1',
    version: '2017-10-25',
    target: 'AWSInsightsIndexService',
    namespace: 'com.amazonaws.costexplorer',
  }),
  row('SQS', () => import('@aws-sdk/client-sqs'), {
    signingName: 'sqs',
    protocol: 'awsJson1_0',
    version: '2012-11-05',
    target: 'AmazonSQS',
    namespace: 'com.amazonaws.sqs',
    queryCompatible: true,
  }),
  row('Secrets Manager', () => import('@aws-sdk/client-secrets-manager'), {
    signingName: 'secretsmanager',
    protocol: 'awsJson1_1',
    version: '2017-10-17',
    target: 'secretsmanager',
    namespace: 'com.amazonaws.secretsmanager',
  }),
  row('KMS', () => import('@aws-sdk/client-kms'), {
    signingName: 'kms',
    protocol: 'awsJson1_1',
    version: '2014-11-01',
    target: 'TrentService',
    namespace: 'com.amazonaws.kms',
    xmlNamespace: 'https://trent.amazonaws.com/doc/2014-11-01/',
  }),
  row('Backup', () => import('@aws-sdk/client-backup'), {
    signingName: 'backup',
    protocol: 'restJson1',
    version: '2018-11-15',
    target: 'CryoControllerUserManager',
    namespace: 'com.amazonaws.backup',
  }),
  row('CloudFront', () => import('@aws-sdk/client-cloudfront'), {
    signingName: 'cloudfront',
    protocol: 'restXml',
    version: '2020-05-31',
    target: 'Cloudfront2020_05_31',
    namespace: 'com.amazonaws.cloudfront',
    xmlNamespace: 'http://cloudfront.amazonaws.com/doc/2020-05-31/',
  }),
  row('ElastiCache', () => import('@aws-sdk/client-elasticache'), {
    signingName: 'elasticache',
    protocol: 'awsQuery',
    version: '2015-02-02',
    target: 'AmazonElastiCacheV9',
    namespace: 'com.amazonaws.elasticache',
    xmlNamespace: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
  }),
  row('Lambda', () => import('@aws-sdk/client-lambda'), {
    signingName: 'lambda',
    protocol: 'restJson1',
    version: '2015-03-31',
    target: 'AWSGirApiService',
    namespace: 'com.amazonaws.lambda',
  }),
  row('IAM', () => import('@aws-sdk/client-iam'), {
    signingName: 'iam',
    protocol: 'awsQuery',
    version: '2010-05-08',
    target: 'AWSIdentityManagementV20100508',
    namespace: 'com.amazonaws.iam',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  }),
  row('Route53 Recovery Cluster', () => import('@aws-sdk/client-route53-recovery-cluster'), {
    signingName: 'route53-recovery-cluster',
    protocol: 'awsJson1_0',
    version: '2019-12-02',
    target: 'ToggleCustomerAPI',
    namespace: 'com.amazonaws.route53recoverycluster',
  }),
  row('Service Quotas', () => import('@aws-sdk/client-service-quotas'), {
    signingName: 'servicequotas',
    protocol: 'awsJson1_1',
    version: '2019-06-24',
    target: 'ServiceQuotasV20190624',
    namespace: 'com.amazonaws.servicequotas',
  }),
  row('Organizations', () => import('@aws-sdk/client-organizations'), {
    signingName: 'organizations',
    protocol: 'awsJson1_1',
    version: '2016-11-28',
    target: 'AWSOrganizationsV20161128',
    namespace: 'com.amazonaws.organizations',
    xmlNamespace: 'http://organizations.amazonaws.com/doc/2016-11-28/',
  }),
  row('EventBridge', () => import('@aws-sdk/client-eventbridge'), {
    signingName: 'events',
    protocol: 'awsJson1_1',
    version: '2015-10-07',
    target: 'AWSEvents',
    namespace: 'com.amazonaws.eventbridge',
    xmlNamespace: 'http://events.amazonaws.com/doc/2015-10-07',
  }),
  row('Global Accelerator', () => import('@aws-sdk/client-global-accelerator'), {
    signingName: 'globalaccelerator',
    protocol: 'awsJson1_1',
    version: '2018-08-08',
    target: 'GlobalAccelerator_V20180706',
    namespace: 'com.amazonaws.globalaccelerator',
  }),
  row('SNS', () => import('@aws-sdk/client-sns'), {
    signingName: 'sns',
    protocol: 'awsQuery',
    version: '2010-03-31',
    target: 'AmazonSimpleNotificationService',
    namespace: 'com.amazonaws.sns',
    xmlNamespace: 'http://sns.amazonaws.com/doc/2010-03-31/',
  }),
  row('CodePipeline', () => import('@aws-sdk/client-codepipeline'), {
    signingName: 'codepipeline',
    protocol: 'awsJson1_1',
    version: '2015-07-09',
    target: 'CodePipeline_20150709',
    namespace: 'com.amazonaws.codepipeline',
    xmlNamespace: 'http://codepipeline.amazonaws.com/doc/2015-07-09/',
  }),
] as const;

export type ServiceId = (typeof rows)[number]['id'];

export const serviceTable: readonly (ServiceFacts & { readonly load: () => Promise<object> })[] = rows;

export const serviceIds: readonly ServiceId[] = rows.map((each) => each.id);

/** Loads the SDK's schemas of the named services, and of no other: each costs import time and memory. */
export async function loadServices(ids: readonly ServiceId[]): Promise<Service[]> {
  const wanted = serviceTable.filter((each) => ids.includes(each.id));
  return Promise.all(wanted.map(async ({ load, ...facts }) => describeService(await load(), facts)));
}

/** What stands in the scope of the signature of a service's requests. */
export function signingNameOf(id: ServiceId): string {
  const facts = rows.find((each) => each.id === id);
  if (facts === undefined) throw new Error(`${id} is not in the table of services.`);
  return facts.signingName;
}

interface Wire {
  readonly signingName: string;
  readonly protocol: Protocol;
  readonly version: string;
  readonly target: string;
  readonly namespace: string;
  readonly xmlNamespace?: string;
  readonly queryCompatible?: boolean;
}

function row<Id extends string>(id: Id, load: () => Promise<object>, wire: Wire) {
  return { id, load, xmlNamespace: '', queryCompatible: false, ...wire };
}
