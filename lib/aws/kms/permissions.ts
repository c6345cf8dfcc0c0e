/** IAM actions this folder calls. */
export const kmsPermissions = ['kms:DescribeKey'] as const;
