/** IAM actions this folder calls. */
export const autoscalingPermissions = ['autoscaling:DescribeAutoScalingGroups'] as const;

/** IAM actions this folder calls in steps of recovery, on the groups of workloads. */
export const autoscalingRecoverPermissions = [
  'autoscaling:SetDesiredCapacity',
  'autoscaling:UpdateAutoScalingGroup',
] as const;

/** What recovery reads besides; AWS knows no resource for it. */
export const autoscalingRecoverReadPermissions = ['autoscaling:DescribeScalingActivities'] as const;
