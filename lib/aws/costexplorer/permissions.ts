/** IAM actions this folder calls. Every page costs money. */
export const costExplorerPermissions = ['ce:GetCostAndUsage'] as const;
