/** IAM actions this folder calls. The account also needs a support plan. */
export const healthPermissions = ['health:DescribeEvents', 'health:DescribeEventDetails'] as const;
