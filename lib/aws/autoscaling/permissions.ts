/** IAM actions this folder calls. */
export const autoscalingPermissions = ['autoscaling:DescribeAutoScalingGroups'] as const;
