import type { CostExplorer } from '@aws-sdk/client-cost-explorer';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getAnomalies, provideAnomalyFeedback } from './get-anomalies';
import { getCostAndUsage } from './get-cost-and-usage';
import { getCostForecast } from './get-cost-forecast';
import { getDimensionValues } from './get-dimension-values';
import { getReservationCoverage } from './get-reservation-coverage';
import { getReservationUtilization } from './get-reservation-utilization';
import { getRightsizingRecommendation } from './get-rightsizing-recommendation';
import { getSavingsPlansCoverage } from './get-savings-plans-coverage';
import { getSavingsPlansUtilization } from './get-savings-plans-utilization';

/** The simulated part of AWS Cost Explorer, served from us-east-1. */
export function costExplorer(world: World): ServiceImplementation {
  return implement<CostExplorer>('Cost Explorer', {
    GetAnomalies: (input, call) => getAnomalies(input, world, call),
    GetCostAndUsage: (input, call) => getCostAndUsage(input, world, call),
    GetCostForecast: (input, call) => getCostForecast(input, world, call),
    GetDimensionValues: (input, call) => getDimensionValues(input, world, call),
    GetReservationCoverage: (input, call) => getReservationCoverage(input, world, call),
    GetReservationUtilization: (input, call) => getReservationUtilization(input, world, call),
    GetRightsizingRecommendation: (input, call) => getRightsizingRecommendation(input, world, call),
    GetSavingsPlansCoverage: (input, call) => getSavingsPlansCoverage(input, world, call),
    GetSavingsPlansUtilization: (input, call) => getSavingsPlansUtilization(input, world, call),
    ProvideAnomalyFeedback: (input, call) => provideAnomalyFeedback(input, world, call),
  });
}
