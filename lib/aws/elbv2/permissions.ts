/**
 * IAM actions this folder calls for what is collected. The health of single targets, DescribeTargetHealth, is asked for by
 * no source: the reader role need not have it.
 */
export const elbv2Permissions = [
  'elasticloadbalancing:DescribeLoadBalancers',
  'elasticloadbalancing:DescribeTargetGroups',
] as const;
