/** IAM actions this folder calls. Every page costs money. */
export const costExplorerPermissions = [
  'ce:GetAnomalies',
  'ce:GetCostAndUsage',
  'ce:GetCostForecast',
  'ce:GetReservationCoverage',
  'ce:GetReservationUtilization',
  'ce:GetRightsizingRecommendation',
  'ce:GetSavingsPlansCoverage',
  'ce:GetSavingsPlansUtilization',
] as const;
