import { z } from 'zod';
import { type CallFacts, family } from './family';

/**
 * What has its control plane in one region although it works everywhere: whole APIs, or for services that are at home in
 * every region the operations that go there. A trailing `*` stands for any text.
 */
export const controlPlanes: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': [
    'iam:*',
    'organizations:*',
    'account:*',
    'route53:*',
    'cloudfront:*',
    'ce:*',
    'budgets:*',
    'support:*',
    'health:*',
    's3:CreateBucket',
    's3:DeleteBucket*',
    's3:PutBucket*',
  ],
  // The routes of access points are not among them: five regions serve these, each by itself.
  'us-west-2': [
    'globalaccelerator:*',
    'route53-recovery-control-config:*',
    's3:CreateMultiRegionAccessPoint',
    's3:DeleteMultiRegionAccessPoint',
    's3:DescribeMultiRegionAccessPointOperation',
    's3:GetMultiRegionAccessPoint',
    's3:GetMultiRegionAccessPointPolicy*',
    's3:ListMultiRegionAccessPoints',
    's3:PutMultiRegionAccessPointPolicy',
  ],
};

/** Control planes without their region: no resource stops, nothing can be changed. */
export const controlPlanesDown = family({
  kind: 'control-planes-down',
  schema: z.strictObject({
    kind: z.literal('control-planes-down'),
    region: z.enum(['us-east-1', 'us-west-2']).default('us-east-1'),
    answer: z.enum(['errors', 'hangs']).default('errors'),
  }),
  says: 'The global control planes that live in a region fail (in us-east-1: IAM, Organizations, Route 53 changes, CloudFront, Cost Explorer, Support, Health) with every region alive: DNS answers and health checks go on.',
  judge(fault, call) {
    if (!goesTo(fault.region, call)) return undefined;
    if (fault.answer === 'hangs') return 'hangs';
    return { error: 'unavailable', message: 'Service is unavailable. Please try again.' };
  },
});

function goesTo(home: string, { service, operation = '' }: CallFacts): boolean {
  return (controlPlanes[home] ?? []).some((pattern) => {
    const [name, operations = ''] = pattern.split(':');
    if (name !== service) return false;
    const parts = operations.split('*');
    const [head = '', middle = ''] = parts;
    if (parts.length === 1) return operation === head;
    return operation.startsWith(head) && operation.includes(middle);
  });
}
