import { expect, it } from 'vitest';
import { evaluatePolicy, type PolicyStatement } from './policies';

const allow = (...actions: string[]): PolicyStatement => ({ effect: 'Allow', actions });
const deny = (...actions: string[]): PolicyStatement => ({ effect: 'Deny', actions });

it('denies what no statement allows', () => {
  expect(evaluatePolicy([], 'rds:DescribeDBClusters')).toBe('implicitDeny');
  expect(evaluatePolicy([allow('rds:Describe*')], 'rds:FailoverGlobalCluster')).toBe('implicitDeny');
  expect(evaluatePolicy([allow('rds:Describe')], 'rds:DescribeDBClusters')).toBe('implicitDeny');
});

it('allows what a pattern covers, whatever the case', () => {
  for (const pattern of ['*', 'rds:*', 'rds:Describe*', 'RDS:describedbclusters', 'rds:*DB*s', '*:Describe*Clusters']) {
    expect(evaluatePolicy([allow(pattern)], 'rds:DescribeDBClusters'), pattern).toBe('allowed');
  }
  for (const pattern of ['s3:*', 'rds:*Instances', 'rds:DescribeDBClusters*s', '*:Describe*Clusters*x']) {
    expect(evaluatePolicy([allow(pattern)], 'rds:DescribeDBClusters'), pattern).toBe('implicitDeny');
  }
});

it('lets a denial beat every allowance', () => {
  expect(evaluatePolicy([allow('*'), deny('rds:*')], 'rds:DescribeDBClusters')).toBe('explicitDeny');
  expect(evaluatePolicy([allow('*'), deny('rds:*')], 's3:ListAllMyBuckets')).toBe('allowed');
});
