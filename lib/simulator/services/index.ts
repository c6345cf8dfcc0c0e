import type { ServiceId, ServiceImplementation } from '../wire';
import type { World } from '../world/types';
import { autoScaling } from './auto-scaling';
import { cloudWatch } from './cloudwatch';
import { dynamoDb } from './dynamodb';
import { elasticLoadBalancing } from './elastic-load-balancing';
import { elastiCache } from './elasticache';
import { health } from './health';
import { rds } from './rds';
import { route53 } from './route53';
import { s3 } from './s3';
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
  'S3',
  'ElastiCache',
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
    s3(world),
    elastiCache(world),
  ];
}
