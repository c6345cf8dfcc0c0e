import { z } from 'zod';

/** Members that several families of faults share. */
export const region = z.string().min(1, 'must be a region such as us-east-1');
export const account = z
  .string({ error: 'must be an account of twelve digits, in quotes' })
  .regex(/^\d{12}$/, 'must be an account of twelve digits, in quotes');
/** Services as IAM's actions name them. A name that no call has would be a fault that does nothing. */
export const knownServices = [
  'autoscaling',
  'backup',
  'ce',
  'cloudfront',
  'cloudwatch',
  'codepipeline',
  'dynamodb',
  'ec2',
  'ecs',
  'eks',
  'elasticache',
  'elasticloadbalancing',
  'events',
  'globalaccelerator',
  'health',
  'iam',
  'kms',
  'lambda',
  'organizations',
  'rds',
  'route53',
  'route53-recovery-cluster',
  'route53-recovery-control-config',
  's3',
  'secretsmanager',
  'servicequotas',
  'sns',
  'sqs',
  'sts',
  'support',
] as const;

export const service = z.enum(knownServices, {
  error: `must be a service as IAM's actions name it: ${knownServices.join(', ')}`,
});
export const operation = z.string().regex(/^[A-Z][A-Za-z0-9]+$/, 'must be an operation such as DescribeTable');
export const role = z.string().regex(/^[\w+=,.@-]{1,64}$/, 'must be the name of a role');
export const share = z.number().min(0).max(1);

/** Which calls a fault is about; a member that is not named leaves it open. */
export const scope = {
  account: account.optional(),
  region: region.optional(),
  service: service.optional(),
  operation: operation.optional(),
};

type Scope = {
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
};

/** Whether a call is one of those that a fault names. */
export function isWithin(scope: Scope, call: Scope): boolean {
  return (
    (scope.account === undefined || scope.account === call.account) &&
    (scope.region === undefined || scope.region === call.region) &&
    (scope.service === undefined || scope.service === call.service) &&
    (scope.operation === undefined || scope.operation === call.operation)
  );
}
