import type {
  Coverage,
  GetReservationCoverageRequest,
  GetReservationCoverageResponse,
} from '@aws-sdk/client-cost-explorer';
import type { Call } from '../../wire';
import type { BillLine } from '../../world/bills/bill-line';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import {
  type BilledUsage,
  instanceRegions,
  isInstanceLine,
  ofRecord,
  openUsage,
  writeCost,
  writeHours,
  writePercent,
} from './billed-usage';
import { openAccount } from './open-account';
import { readPeriod, toInterval } from './period';
import { invalidNextToken, invalidRequest } from './refuse';

const mostGroups = 100;

/**
 * Cost Explorer GetReservationCoverage of instances, over the whole period, by region or in all.
 * @throws AwsError AccessDeniedException, DataUnavailableException, InvalidNextTokenException, ValidationException
 */
export function getReservationCoverage(
  input: Given<GetReservationCoverageRequest>,
  world: World,
  call: Call,
): GetReservationCoverageResponse {
  openAccount(world, call);
  const period = readPeriod(input.TimePeriod, 'DAILY');
  const { NextPageToken, MaxResults = mostGroups, ...question } = input;
  const isByRegion = readGrouping(input.GroupBy);
  const usage = openUsage(world, call, period, input.Filter);
  const instances = usage.lines.filter(isInstanceLine);
  const page = takePage(isByRegion ? instanceRegions(usage.lines) : [], (region) => region, {
    ...{ scope: pageScope(call, question), limit: MaxResults, token: NextPageToken, refuseToken: invalidNextToken },
  });
  const groups = page.items.map((region) => ({
    Attributes: { region },
    Coverage: coverageOf(
      usage,
      instances.filter((line) => line.region === region),
    ),
  }));
  const total = coverageOf(usage, instances);
  return {
    CoveragesByTime: [{ TimePeriod: toInterval(period, 'DAILY'), Groups: groups, Total: isByRegion ? {} : total }],
    Total: total,
    NextPageToken: page.nextToken,
  };
}

/** @throws AwsError ValidationException for a grouping other than by region */
export function readGrouping(definitions: GetReservationCoverageRequest['GroupBy']): boolean {
  const foreign = definitions?.find(({ Type, Key }) => Type !== 'DIMENSION' || Key !== 'REGION');
  if (foreign !== undefined) throw invalidRequest(`Coverage cannot be grouped by ${foreign.Key}`);
  return (definitions?.length ?? 0) > 0;
}

function coverageOf(usage: BilledUsage, lines: readonly BillLine[]): Coverage {
  const all = usage.billed(lines).microUnits;
  const reserved = usage.billed(ofRecord(lines, 'DiscountedUsage')).microUnits;
  return {
    CoverageHours: {
      OnDemandHours: writeHours(all - reserved),
      ReservedHours: writeHours(reserved),
      TotalRunningHours: writeHours(all),
      CoverageHoursPercentage: writePercent(reserved, all),
    },
    CoverageCost: {
      OnDemandCost: writeCost(usage.billed(ofRecord(lines, 'Usage', 'SavingsPlanCoveredUsage')).nanoUsd),
    },
  };
}
