/** IAM actions this folder calls. */
export const dynamodbPermissions = ['dynamodb:DescribeTable'] as const;

/** IAM actions this folder calls to read the markers of tables that have one. */
export const dynamodbMarkerPermissions = ['dynamodb:GetItem'] as const;

/** IAM actions this folder calls to write markers. */
export const dynamodbWritePermissions = ['dynamodb:PutItem'] as const;
