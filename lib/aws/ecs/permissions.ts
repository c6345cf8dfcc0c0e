/** IAM actions this folder calls to look at what steps of recovery change; all of them read. */
export const ecsRecoverReadPermissions = ['ecs:DescribeServices'] as const;

/** IAM actions this folder calls in steps of recovery, on services. */
export const ecsRecoverPermissions = ['ecs:UpdateService'] as const;
