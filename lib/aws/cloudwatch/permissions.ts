/** IAM actions this folder calls. Composite alarms are read only with `Resource: "*"`. */
export const cloudwatchPermissions = ['cloudwatch:GetMetricData', 'cloudwatch:DescribeAlarms'] as const;

/** What steps of recovery call, and the engine while a region is given up; AWS limits it by namespace alone. */
export const cloudwatchRecoverPermissions = ['cloudwatch:PutMetricData'] as const;
