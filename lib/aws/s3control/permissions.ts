/** IAM actions this folder calls in steps of recovery, on the Multi-Region Access Points of workloads. */
export const accessPointPermissions = ['s3:SubmitMultiRegionAccessPointRoutes'] as const;

/** What is read of them, in a run and of what one has left behind; AWS lists routes at endpoints of its own. */
export const accessPointReadPermissions = ['s3:GetMultiRegionAccessPointRoutes'] as const;
