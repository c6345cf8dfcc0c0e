/** IAM actions this folder calls to look at what steps of recovery change; all of them read. */
export const eksRecoverReadPermissions = ['eks:DescribeNodegroup', 'eks:DescribeUpdate'] as const;

/** IAM actions this folder calls in steps of recovery, on managed node groups. */
export const eksRecoverPermissions = ['eks:UpdateNodegroupConfig'] as const;
