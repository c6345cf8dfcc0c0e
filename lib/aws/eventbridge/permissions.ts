/** IAM actions this folder calls in steps of recovery, on the rules of workloads. */
export const rulePermissions = ['events:DisableRule', 'events:EnableRule'] as const;

/** What recovery reads besides. */
export const ruleReadPermissions = ['events:DescribeRule'] as const;
