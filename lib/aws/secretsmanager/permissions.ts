/** IAM actions this folder calls. Describing a secret never tells its value. */
export const secretsManagerPermissions = ['secretsmanager:DescribeSecret'] as const;
