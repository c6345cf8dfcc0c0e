import type {
  GetSavingsPlansUtilizationRequest,
  GetSavingsPlansUtilizationResponse,
} from '@aws-sdk/client-cost-explorer';
import type { Call } from '../../wire';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { ofRecord, openUsage, writeCost, writePercent } from './billed-usage';
import { openAccount } from './open-account';
import { readPeriod } from './period';
import { dataUnavailable } from './refuse';

/**
 * Cost Explorer GetSavingsPlansUtilization over the whole period, of all plans.
 * @throws AwsError AccessDeniedException, DataUnavailableException without a plan, ValidationException
 */
export function getSavingsPlansUtilization(
  input: Given<GetSavingsPlansUtilizationRequest>,
  world: World,
  call: Call,
): GetSavingsPlansUtilizationResponse {
  openAccount(world, call);
  const usage = openUsage(world, call, readPeriod(input.TimePeriod, 'DAILY'), input.Filter);
  const fees = ofRecord(usage.lines, 'SavingsPlanRecurringFee');
  if (fees.length === 0) throw dataUnavailable('No Savings Plans utilization data is available for the period.');
  const { nanoUsd: committed, amortizedNanoUsd: unused } = usage.billed(fees);
  return {
    Total: {
      Utilization: {
        TotalCommitment: writeCost(committed),
        UsedCommitment: writeCost(committed - unused),
        UnusedCommitment: writeCost(unused),
        UtilizationPercentage: writePercent(committed - unused, committed),
      },
      AmortizedCommitment: {
        AmortizedRecurringCommitment: writeCost(committed),
        AmortizedUpfrontCommitment: '0',
        TotalAmortizedCommitment: writeCost(committed),
      },
    },
  };
}
