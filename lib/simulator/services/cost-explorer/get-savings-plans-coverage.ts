import type {
  GetSavingsPlansCoverageRequest,
  GetSavingsPlansCoverageResponse,
  SavingsPlansCoverage,
} from '@aws-sdk/client-cost-explorer';
import type { Call } from '../../wire';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import { instanceRegions, isInstanceLine, ofRecord, openUsage, writeCost, writePercent } from './billed-usage';
import { readGrouping } from './get-reservation-coverage';
import { openAccount } from './open-account';
import { readPeriod, toInterval } from './period';
import { invalidNextToken } from './refuse';

const mostGroups = 20;

/**
 * Cost Explorer GetSavingsPlansCoverage over the whole period, by region or in all: how much of what could be covered by
 * a plan was.
 * @throws AwsError AccessDeniedException, DataUnavailableException, InvalidNextTokenException, ValidationException
 */
export function getSavingsPlansCoverage(
  input: Given<GetSavingsPlansCoverageRequest>,
  world: World,
  call: Call,
): GetSavingsPlansCoverageResponse {
  openAccount(world, call);
  const period = readPeriod(input.TimePeriod, 'DAILY');
  const { NextToken, MaxResults = mostGroups, ...question } = input;
  const isByRegion = readGrouping(input.GroupBy);
  const usage = openUsage(world, call, period, input.Filter);
  const lines = usage.lines.filter(isInstanceLine);
  const places = isByRegion ? instanceRegions(usage.lines) : ['everywhere'];
  const page = takePage(places, (place) => place, {
    ...{ scope: pageScope(call, question), limit: MaxResults, token: NextToken, refuseToken: invalidNextToken },
  });
  return {
    SavingsPlansCoverages: page.items.map((place): SavingsPlansCoverage => {
      const here = isByRegion ? lines.filter(({ region }) => region === place) : lines;
      const covered = usage.billed(ofRecord(here, 'SavingsPlanCoveredUsage')).nanoUsd;
      const onDemand = usage.billed(ofRecord(here, 'Usage')).nanoUsd;
      return {
        Attributes: isByRegion ? { REGION: place } : {},
        Coverage: {
          SpendCoveredBySavingsPlans: writeCost(covered),
          OnDemandCost: writeCost(onDemand),
          TotalCost: writeCost(covered + onDemand),
          CoveragePercentage: writePercent(covered, covered + onDemand),
        },
        TimePeriod: toInterval(period, 'DAILY'),
      };
    }),
    NextToken: page.nextToken,
  };
}
