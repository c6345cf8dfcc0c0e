/** IAM actions this folder calls. */
export const serviceQuotasPermissions = [
  'servicequotas:GetServiceQuota',
  'servicequotas:GetAWSDefaultServiceQuota',
] as const;
