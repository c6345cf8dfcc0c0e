/** IAM actions this folder calls. Composite alarms are read only with `Resource: "*"`. */
export const cloudwatchPermissions = ['cloudwatch:GetMetricData', 'cloudwatch:DescribeAlarms'] as const;
