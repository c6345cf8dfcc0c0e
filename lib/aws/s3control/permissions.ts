/** IAM actions this folder calls in steps of recovery, on the Multi-Region Access Points of workloads. */
export const accessPointPermissions = [
  's3:GetMultiRegionAccessPointRoutes',
  's3:SubmitMultiRegionAccessPointRoutes',
] as const;

/** What is read outside of a run, of what one has left behind. */
export const accessPointReadPermissions = ['s3:GetMultiRegionAccessPointRoutes'] as const;
