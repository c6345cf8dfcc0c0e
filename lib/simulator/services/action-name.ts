import { type ServiceId, signingNameOf } from '../wire';

/** Services whose actions do not begin with the name their requests are signed for. */
const prefixes: Partial<Record<ServiceId, string>> = { CloudWatch: 'cloudwatch' };

/** Operations whose action has another name, or is another operation's. */
const actions: Partial<Record<ServiceId, Readonly<Record<string, string>>>> = {
  Lambda: { Invoke: 'InvokeFunction' },
  S3: {
    GetBucketReplication: 'GetReplicationConfiguration',
    HeadBucket: 'ListBucket',
    HeadObject: 'GetObject',
    ListBuckets: 'ListAllMyBuckets',
    ListObjectsV2: 'ListBucket',
    PutBucketReplication: 'PutReplicationConfiguration',
  },
};

/**
 * The IAM action that an operation asks for, such as `rds:DescribeDBClusters`: the name its service signs for, a colon
 * and the operation's own name, but for the exceptions above.
 */
export function actionOf(service: ServiceId, operation: string): string {
  return `${prefixes[service] ?? signingNameOf(service)}:${actions[service]?.[operation] ?? operation}`;
}
