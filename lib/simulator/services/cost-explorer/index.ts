import type { CostExplorer } from '@aws-sdk/client-cost-explorer';
import { implement, type ServiceImplementation } from '../../wire';
import type { World } from '../../world/types';
import { getCostAndUsage } from './get-cost-and-usage';
import { getCostForecast } from './get-cost-forecast';
import { getDimensionValues } from './get-dimension-values';

/** The simulated part of AWS Cost Explorer, served from us-east-1. */
export function costExplorer(world: World): ServiceImplementation {
  return implement<CostExplorer>('Cost Explorer', {
    GetCostAndUsage: (input, call) => getCostAndUsage(input, world, call),
    GetCostForecast: (input, call) => getCostForecast(input, world, call),
    GetDimensionValues: (input, call) => getDimensionValues(input, world, call),
  });
}
