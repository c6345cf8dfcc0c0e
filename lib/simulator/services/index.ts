import type { ServiceId, ServiceImplementation } from '../wire';
import type { World } from '../world/types';
import { autoScaling } from './auto-scaling';
import { backup } from './backup';
import { cloudFront } from './cloudfront';
import { cloudWatch } from './cloudwatch';
import { codePipeline } from './codepipeline';
import { costExplorer } from './cost-explorer';
import { dynamoDb } from './dynamodb';
import { ec2 } from './ec2';
import { ecs } from './ecs';
import { eks } from './eks';
import { elasticLoadBalancing } from './elastic-load-balancing';
import { elastiCache } from './elasticache';
import { eventBridge } from './eventbridge';
import { globalAccelerator } from './global-accelerator';
import { health } from './health';
import { iam } from './iam';
import { kms } from './kms';
import { lambda } from './lambda';
import { organizations } from './organizations';
import { rds } from './rds';
import { recoveryCluster } from './recovery-cluster';
import { route53 } from './route53';
import { s3 } from './s3';
import { s3Control } from './s3-control';
import { secretsManager } from './secrets-manager';
import { serviceQuotas } from './service-quotas';
import { sns } from './sns';
import { sqs } from './sqs';
import { sts } from './sts';

/** Services whose schemas the simulator loads. What they have beyond the operations below answers NotImplemented. */
export const simulatedServices = [
  'CloudWatch',
  'Health',
  'Route 53',
  'RDS',
  'DynamoDB',
  'Elastic Load Balancing v2',
  'Auto Scaling',
  'STS',
  'IAM',
  'EC2',
  'Service Quotas',
  'Organizations',
  'Lambda',
  'EventBridge',
  'Global Accelerator',
  'Route53 Recovery Cluster',
  'Cost Explorer',
  'SQS',
  'Secrets Manager',
  'KMS',
  'Backup',
  'CloudFront',
  'S3',
  'S3 Control',
  'ElastiCache',
  'SNS',
  'CodePipeline',
  'ECS',
  'EKS',
] as const satisfies readonly ServiceId[];

/** All simulated operations over one world. `resolverRegion` is where the console's resolver stands. */
export function simulateServices(world: World, resolverRegion: string): ServiceImplementation[] {
  return [
    cloudWatch(world),
    health(world),
    route53(world, resolverRegion),
    rds(world),
    dynamoDb(world),
    elasticLoadBalancing(world),
    autoScaling(world),
    sts(world),
    iam(world),
    ec2(world),
    serviceQuotas(world),
    organizations(world),
    lambda(world),
    eventBridge(world),
    globalAccelerator(world),
    recoveryCluster(world),
    costExplorer(world),
    sqs(world),
    secretsManager(world),
    kms(world),
    backup(world),
    cloudFront(world),
    s3(world),
    s3Control(world),
    elastiCache(world),
    sns(world),
    codePipeline(world),
    ecs(world),
    eks(world),
  ];
}
