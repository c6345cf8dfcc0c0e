/** IAM actions this folder calls in steps of recovery, on the Multi-Region Access Points of workloads. */
export const accessPointPermissions = [
  's3:GetMultiRegionAccessPointRoutes',
  's3:SubmitMultiRegionAccessPointRoutes',
] as const;
