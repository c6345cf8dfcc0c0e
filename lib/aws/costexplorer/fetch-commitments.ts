import {
  type CoverageByTime,
  GetReservationCoverageCommand,
  GetReservationUtilizationCommand,
  GetSavingsPlansCoverageCommand,
  GetSavingsPlansUtilizationCommand,
  type UtilizationByTime,
  type SavingsPlansCoverage as WireSavingsPlansCoverage,
} from '@aws-sdk/client-cost-explorer';
import type { Commitments, SavingsPlansUtilisation } from '../../domain/costs/types';
import { type Asking, ask } from '../ask';
import type { AwsCall } from '../aws-call';
import { asStep } from '../classify-failure';
import type { AwsEdge } from '../edge';
import { pageThrough, requireList, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import { orAbsent } from './or-absent';
import { ownAccountOnly } from './own-account';
import type { CostRange, CostsAbsent } from './readings';
import {
  toReservationCoverage,
  toReservationUtilisation,
  toSavingsPlansCoverage,
  toSavingsPlansUtilisation,
} from './to-commitments';

const call: AwsCall<'costexplorer'> = {
  service: 'costexplorer',
  action: 'ce:GetReservationCoverage',
  shows: 'Reservations and Savings Plans',
};

type CostsAsking = Asking<'costexplorer'>;

/**
 * Reads how reservations and Savings Plans were used in a range of days: four requests, each billed by the page. All of
 * them answer or none counts. An account without a Savings Plan has no utilisation, which AWS says by having no data.
 */
export function fetchCommitments(
  edge: AwsEdge,
  scope: CallScope,
  range: CostRange,
): Promise<Answer<Commitments | CostsAbsent>> {
  return ask(edge, scope, call, async (asking) => {
    const value = await orAbsent(async (): Promise<Commitments> => {
      const reservationCoverage = (await readReservationCoverage(asking, scope, range)).flatMap(toReservationCoverage);
      const utilisations = await asStep('ce:GetReservationUtilization', readUtilisation(asking, scope, range));
      const coverages = await asStep('ce:GetSavingsPlansCoverage', readPlansCoverage(asking, scope, range));
      const plans = await asStep('ce:GetSavingsPlansUtilization', readPlansUtilisation(asking, scope, range));
      return {
        from: range.fromDay,
        until: range.untilDay,
        reservationCoverage,
        reservationUtilisation: utilisations.flatMap(toReservationUtilisation),
        savingsPlansCoverage: coverages === 'no-data' || coverages === 'not-enabled' ? [] : toAll(coverages),
        savingsPlansUtilisation: plans,
      };
    });
    return { value, notices: [] };
  });
}

const toAll = (coverages: readonly WireSavingsPlansCoverage[]) => coverages.map(toSavingsPlansCoverage);
const toPeriod = ({ fromDay, untilDay }: CostRange) => ({ Start: fromDay, End: untilDay });
const byRegion = [{ Type: 'DIMENSION' as const, Key: 'REGION' }];

function readReservationCoverage({ client, signal }: CostsAsking, scope: CallScope, range: CostRange) {
  return pageThrough<CoverageByTime, string>(async (token) => {
    const command = new GetReservationCoverageCommand({
      TimePeriod: toPeriod(range),
      GroupBy: byRegion,
      Filter: ownAccountOnly(scope),
      NextPageToken: token,
    });
    const output = await client.send(command, { abortSignal: signal });
    return { items: requireList(output.CoveragesByTime, 'CoveragesByTime'), next: toNext(output.NextPageToken) };
  });
}

function readUtilisation({ client, signal }: CostsAsking, scope: CallScope, range: CostRange) {
  return pageThrough<UtilizationByTime, string>(async (token) => {
    const command = new GetReservationUtilizationCommand({
      TimePeriod: toPeriod(range),
      GroupBy: [{ Type: 'DIMENSION', Key: 'SUBSCRIPTION_ID' }],
      Filter: ownAccountOnly(scope),
      NextPageToken: token,
    });
    const output = await client.send(command, { abortSignal: signal });
    return { items: requireList(output.UtilizationsByTime, 'UtilizationsByTime'), next: toNext(output.NextPageToken) };
  });
}

/** An account that never had a plan may have no data instead of an empty list. */
function readPlansCoverage({ client, signal }: CostsAsking, scope: CallScope, range: CostRange) {
  return orAbsent(() =>
    pageThrough<WireSavingsPlansCoverage, string>(async (token) => {
      const command = new GetSavingsPlansCoverageCommand({
        TimePeriod: toPeriod(range),
        GroupBy: byRegion,
        Filter: ownAccountOnly(scope),
        NextToken: token,
      });
      const output = await client.send(command, { abortSignal: signal });
      return {
        items: requireList(output.SavingsPlansCoverages, 'SavingsPlansCoverages'),
        next: toNext(output.NextToken),
      };
    }),
  );
}

async function readPlansUtilisation(
  { client, signal }: CostsAsking,
  scope: CallScope,
  range: CostRange,
): Promise<SavingsPlansUtilisation | 'none'> {
  const answer = await orAbsent(() =>
    client.send(new GetSavingsPlansUtilizationCommand({ TimePeriod: toPeriod(range), Filter: ownAccountOnly(scope) }), {
      abortSignal: signal,
    }),
  );
  return answer === 'no-data' || answer === 'not-enabled' ? 'none' : toSavingsPlansUtilisation(answer);
}
