/** What steps of recovery read; none of it is watched besides. */
export const globalAcceleratorReadPermissions = [
  'globalaccelerator:DescribeAccelerator',
  'globalaccelerator:DescribeEndpointGroup',
] as const;

/** What steps of recovery call, on the endpoint groups of workloads. */
export const globalAcceleratorRecoverPermissions = ['globalaccelerator:UpdateEndpointGroup'] as const;
