/** IAM actions this folder calls. */
export const cloudfrontPermissions = ['cloudfront:GetDistribution'] as const;
