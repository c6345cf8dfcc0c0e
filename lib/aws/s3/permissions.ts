/** IAM actions this folder calls. */
export const s3Permissions = ['s3:GetBucketLocation', 's3:GetReplicationConfiguration'] as const;
