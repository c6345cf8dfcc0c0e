/** IAM actions this folder calls. */
export const s3Permissions = ['s3:GetBucketLocation', 's3:GetReplicationConfiguration'] as const;

/** IAM actions this folder calls to read the markers of buckets that have one; without listing, none yet reads as denied. */
export const s3MarkerPermissions = ['s3:GetObject', 's3:ListBucket'] as const;

/** IAM actions this folder calls to write markers. */
export const s3WritePermissions = ['s3:PutObject'] as const;

/** IAM actions this folder calls to write reports into their buckets. */
export const s3ReportPermissions = ['s3:PutObject'] as const;

/** IAM actions this folder calls to see whether a report is there; without listing, absent reads as denied. */
export const s3ReportReadPermissions = ['s3:GetObject', 's3:ListBucket'] as const;
