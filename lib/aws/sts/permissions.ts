/** GetCallerIdentity needs no permission; it is listed so that the list is whole. */
export const stsPermissions = ['sts:GetCallerIdentity'] as const;
