/** IAM actions this folder calls. */
export const route53Permissions = [
  'route53:ListHostedZones',
  'route53:ListResourceRecordSets',
  'route53:ListHealthChecks',
  'route53:GetHealthCheckStatus',
] as const;

/** IAM actions this folder calls to look at what became of a change that a step of recovery asked for. */
export const route53RecoverReadPermissions = ['route53:GetChange'] as const;

/** What steps of recovery call, on the hosted zones of workloads. */
export const route53RecoverPermissions = ['route53:ChangeResourceRecordSets'] as const;
