import { expect, it } from 'vitest';
import { serviceIds } from '../wire';
import { actionOf } from './action-name';

it('names actions as IAM does', () => {
  expect(actionOf('RDS', 'DescribeDBClusters')).toBe('rds:DescribeDBClusters');
  expect(actionOf('CloudWatch', 'GetMetricData')).toBe('cloudwatch:GetMetricData');
  expect(actionOf('Elastic Load Balancing v2', 'DescribeTags')).toBe('elasticloadbalancing:DescribeTags');
  expect(actionOf('S3', 'GetBucketReplication')).toBe('s3:GetReplicationConfiguration');
  expect(actionOf('Cost Explorer', 'GetCostAndUsage')).toBe('ce:GetCostAndUsage');
});

it('has a name for every service', () => {
  for (const service of serviceIds) expect(actionOf(service, 'Anything')).toMatch(/^[a-z0-9-]+:Anything$/);
});
