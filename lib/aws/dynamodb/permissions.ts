/** IAM actions this folder calls. */
export const dynamodbPermissions = ['dynamodb:DescribeTable'] as const;
