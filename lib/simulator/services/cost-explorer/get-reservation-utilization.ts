import type {
  GetReservationUtilizationRequest,
  GetReservationUtilizationResponse,
  ReservationAggregates,
} from '@aws-sdk/client-cost-explorer';
import type { Call } from '../../wire';
import { instanceType } from '../../world/bills/commitment-lines';
import type { World } from '../../world/types';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import { isInstanceLine, ofRecord, openUsage, writeHours, writePercent } from './billed-usage';
import { openAccount } from './open-account';
import { readPeriod, toInterval } from './period';
import { invalidNextToken, invalidRequest } from './refuse';

const mostGroups = 100;

/**
 * Cost Explorer GetReservationUtilization over the whole period, by reservation or in all.
 * @throws AwsError AccessDeniedException, DataUnavailableException, InvalidNextTokenException, ValidationException
 */
export function getReservationUtilization(
  input: Given<GetReservationUtilizationRequest>,
  world: World,
  call: Call,
): GetReservationUtilizationResponse {
  openAccount(world, call);
  const period = readPeriod(input.TimePeriod, 'DAILY');
  const foreign = input.GroupBy?.find(({ Type, Key }) => Type !== 'DIMENSION' || Key !== 'SUBSCRIPTION_ID');
  if (foreign !== undefined) throw invalidRequest(`Utilization cannot be grouped by ${foreign.Key}`);
  const { NextPageToken, MaxResults = mostGroups, ...question } = input;
  const usage = openUsage(world, call, period, input.Filter);
  const used = ofRecord(usage.lines.filter(isInstanceLine), 'DiscountedUsage');
  const reservations = [...new Set(used.map(({ account }) => account))].flatMap((account) =>
    (world.billing(account).reservations ?? []).flatMap((reservation) => {
      const own = used.filter(
        (line) =>
          line.account === account && line.region === reservation.region && line.workload === reservation.workload,
      );
      if (own.length === 0) return [];
      const bought = reservation.instances * usage.hours * 1e6;
      return [{ ...reservation, account, bought, used: usage.billed(own).microUnits }];
    }),
  );
  const isGrouped = (input.GroupBy?.length ?? 0) > 0;
  const page = takePage(isGrouped ? reservations : [], ({ id }) => id, {
    ...{ scope: pageScope(call, question), limit: MaxResults, token: NextPageToken, refuseToken: invalidNextToken },
  });
  const total = toAggregates(
    reservations.reduce((sum, each) => sum + each.bought, 0),
    reservations.reduce((sum, each) => sum + each.used, 0),
  );
  return {
    UtilizationsByTime: [
      {
        TimePeriod: toInterval(period, 'DAILY'),
        Groups: page.items.map(({ id, region, account, bought, used: hours }) => ({
          Key: 'SUBSCRIPTION_ID',
          Value: id,
          Attributes: { accountId: account, region, instanceType, subscriptionId: id },
          Utilization: toAggregates(bought, hours),
        })),
        Total: total,
      },
    ],
    Total: total,
    NextPageToken: page.nextToken,
  };
}

function toAggregates(bought: number, used: number): ReservationAggregates {
  return {
    PurchasedHours: writeHours(bought),
    TotalActualHours: writeHours(used),
    UnusedHours: writeHours(bought - used),
    UtilizationPercentage: writePercent(used, bought),
  };
}
