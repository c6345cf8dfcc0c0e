/** IAM actions this folder calls in steps of recovery, on the event-source mappings of workloads. */
export const consumerPermissions = ['lambda:GetEventSourceMapping', 'lambda:UpdateEventSourceMapping'] as const;

/** And on the functions that plans call. */
export const invokePermissions = ['lambda:InvokeFunction'] as const;

/** IAM actions this folder calls to look at the provisioned concurrency of functions, and to give them some. */
export const provisionReadPermissions = ['lambda:GetProvisionedConcurrencyConfig'] as const;
export const provisionPermissions = ['lambda:PutProvisionedConcurrencyConfig'] as const;
