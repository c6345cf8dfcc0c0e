import type {
  CurrentInstance,
  GetRightsizingRecommendationRequest,
  GetRightsizingRecommendationResponse,
  RightsizingRecommendation,
} from '@aws-sdk/client-cost-explorer';
import type { Call } from '../../wire';
import type { BillLine } from '../../world/bills/bill-line';
import { instanceType } from '../../world/bills/commitment-lines';
import { requestsPerCapacityUnit } from '../../world/bills/compute-lines';
import { priceIn } from '../../world/bills/list-prices';
import type { SimulatedAutoScalingGroup, World } from '../../world/types';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import { type BilledUsage, isInstanceLine, ofRecord, openUsage, writeCost } from './billed-usage';
import { openAccount } from './open-account';
import { invalidNextToken, invalidRequest } from './refuse';

const lookBackDays = 7;
const hoursPerMonth = 730;
const mostRecommendations = 100;
/** Requests per second of an instance below which it is called idle, and below which it is called too large. */
const below = { idle: 0.5, large: 14 };
const smaller = { instanceType: 't3.large', share: 0.0832 / 0.096 };

/**
 * Cost Explorer GetRightsizingRecommendation: instances that answer hardly anything. It does not know what stands by: it
 * would end those as well.
 * @throws AwsError AccessDeniedException, DataUnavailableException, InvalidNextTokenException, ValidationException
 */
export function getRightsizingRecommendation(
  input: Given<GetRightsizingRecommendationRequest>,
  world: World,
  call: Call,
): GetRightsizingRecommendationResponse {
  const currency = openAccount(world, call);
  if (input.Service !== 'AmazonEC2') throw invalidRequest(`Service ${input.Service} is not supported`);
  const { NextPageToken, PageSize = mostRecommendations, ...question } = input;
  const to = world.bills.arrivedUntil();
  const usage = openUsage(world, call, { from: to - lookBackDays * 24, to }, input.Filter);
  const found = ofRecord(usage.lines.filter(isInstanceLine), 'Usage').flatMap((line) =>
    adviseOn(world, usage, line, currency),
  );
  const page = takePage(found, ({ CurrentInstance: current }) => current?.ResourceId ?? '', {
    ...{ scope: pageScope(call, question), limit: PageSize, token: NextPageToken, refuseToken: invalidNextToken },
  });
  return {
    Metadata: {
      LookbackPeriodInDays: 'SEVEN_DAYS',
      GenerationTimestamp: new Date(to * 3_600_000).toISOString(),
    },
    Summary: { TotalRecommendationCount: String(found.length), SavingsCurrencyCode: currency },
    RightsizingRecommendations: page.items,
    NextPageToken: page.nextToken,
    ...(input.Configuration !== undefined && { Configuration: input.Configuration }),
  };
}

/** What is advised on the instances of a place, whose line of hours on demand this is. */
function adviseOn(world: World, usage: BilledUsage, line: BillLine, currency: string): RightsizingRecommendation[] {
  const group = world.autoScalingGroups(line.region, line.account).find(({ workload }) => workload === line.workload);
  const running = group?.instances.filter(({ state }) => state === 'InService') ?? [];
  if (group === undefined || running.length === 0 || usage.hours === 0) return [];
  const served = usage.lines.filter(
    ({ usageType, workload, region }) =>
      /(^|-)LCUUsage$/.test(usageType) && workload === line.workload && region === line.region,
  );
  const requests = (usage.billed(served).microUnits / 1e6) * requestsPerCapacityUnit;
  const perSecond = requests / (usage.hours * 3600) / running.length;
  if (perSecond >= below.large) return [];
  return running.map(({ id }) => advise(portray(group, id, line, currency), line, currency, perSecond < below.idle));
}

function monthlyNano(region: string): number {
  return Math.round(priceIn(region, 'instanceHour') * hoursPerMonth * 1e9);
}

function portray(group: SimulatedAutoScalingGroup, id: string, line: BillLine, currency: string): CurrentInstance {
  return {
    ResourceId: id,
    InstanceName: group.name,
    Tags: [{ Key: 'workload', Values: [line.workload], MatchOptions: ['EQUALS'] }],
    ResourceDetails: {
      EC2ResourceDetails: { InstanceType: instanceType, Platform: 'Linux/UNIX', Region: line.region },
    },
    MonthlyCost: writeCost(monthlyNano(line.region)),
    CurrencyCode: currency,
  };
}

function advise(
  current: CurrentInstance,
  { account, region }: BillLine,
  currency: string,
  isIdle: boolean,
): RightsizingRecommendation {
  const nano = monthlyNano(region);
  const common = { AccountId: account, CurrentInstance: current };
  if (isIdle) {
    return {
      ...common,
      RightsizingType: 'TERMINATE',
      TerminateRecommendationDetail: { EstimatedMonthlySavings: writeCost(nano), CurrencyCode: currency },
    };
  }
  const target = Math.round(nano * smaller.share);
  return {
    ...common,
    RightsizingType: 'MODIFY',
    ModifyRecommendationDetail: {
      TargetInstances: [
        {
          EstimatedMonthlyCost: writeCost(target),
          EstimatedMonthlySavings: writeCost(nano - target),
          CurrencyCode: currency,
          DefaultTargetInstance: true,
          ResourceDetails: {
            EC2ResourceDetails: { InstanceType: smaller.instanceType, Platform: 'Linux/UNIX', Region: region },
          },
        },
      ],
    },
  };
}
