/** IAM actions this folder calls in steps of recovery, on the event-source mappings of workloads. */
export const consumerPermissions = ['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'] as const;

/** And on the functions that plans call. */
export const invokePermissions = ['lambda:InvokeFunction'] as const;
