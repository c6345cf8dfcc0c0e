/** IAM actions this folder calls. */
export const route53Permissions = [
  'route53:ListHostedZones',
  'route53:ListResourceRecordSets',
  'route53:ListHealthChecks',
  'route53:GetHealthCheckStatus',
] as const;
