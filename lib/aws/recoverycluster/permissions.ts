/** IAM actions this folder calls in steps of recovery, on the routing controls of workloads. */
export const recoveryClusterPermissions = [
  'route53-recovery-cluster:GetRoutingControlState',
  'route53-recovery-cluster:UpdateRoutingControlStates',
] as const;
