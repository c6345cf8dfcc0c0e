import type {
  GetAnomaliesRequest,
  GetAnomaliesResponse,
  ProvideAnomalyFeedbackRequest,
  ProvideAnomalyFeedbackResponse,
} from '@aws-sdk/client-cost-explorer';
import type { Call } from '../../wire';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { pageScope, takePage } from '../take-page';
import { findAnomalies } from './find-anomalies';
import { openAccount } from './open-account';
import { readPeriod } from './period';
import { invalidNextToken, invalidRequest } from './refuse';

const keptDays = 90;
const mostAnomalies = 100;

/**
 * Cost Explorer GetAnomalies of the last 90 days at most.
 * @throws AwsError AccessDeniedException, DataUnavailableException, InvalidNextTokenException, ValidationException
 */
export function getAnomalies(input: Given<GetAnomaliesRequest>, world: World, call: Call): GetAnomaliesResponse {
  openAccount(world, call);
  const today = Math.floor(world.now / 86_400_000);
  const { StartDate, EndDate = new Date((today + 1) * 86_400_000).toISOString().slice(0, 10) } = input.DateInterval;
  const period = readPeriod({ Start: StartDate, End: EndDate }, 'DAILY');
  if (period.from / 24 < today - keptDays) throw invalidRequest(`Anomalies are kept for ${keptDays} days.`);
  const { NextPageToken, MaxResults = mostAnomalies, ...question } = input;
  const found = findAnomalies(world, accountOf(call), { first: period.from / 24, last: period.to / 24 - 1 });
  const wanted = found.filter(
    (each) =>
      (input.Feedback === undefined || each.Feedback === input.Feedback) &&
      (input.MonitorArn === undefined || each.MonitorArn === input.MonitorArn),
  );
  const page = takePage(wanted, ({ AnomalyId = '' }) => AnomalyId, {
    ...{ scope: pageScope(call, question), limit: MaxResults, token: NextPageToken, refuseToken: invalidNextToken },
  });
  return { Anomalies: page.items, NextPageToken: page.nextToken };
}

/**
 * Cost Explorer ProvideAnomalyFeedback; the last word counts.
 * @throws AwsError AccessDeniedException, DataUnavailableException, ValidationException for an anomaly that is not there
 */
export function provideAnomalyFeedback(
  { AnomalyId, Feedback }: Given<ProvideAnomalyFeedbackRequest>,
  world: World,
  call: Call,
): ProvideAnomalyFeedbackResponse {
  openAccount(world, call);
  const today = Math.floor(world.now / 86_400_000);
  const known = findAnomalies(world, accountOf(call), { first: today - keptDays, last: today });
  if (!known.some((each) => each.AnomalyId === AnomalyId)) throw invalidRequest(`Anomaly ${AnomalyId} does not exist`);
  if (Feedback !== 'YES' && Feedback !== 'NO' && Feedback !== 'PLANNED_ACTIVITY') {
    throw invalidRequest(`Feedback ${Feedback} is invalid. Valid values are YES, NO, PLANNED_ACTIVITY`);
  }
  world.giveAnomalyFeedback({ id: AnomalyId, feedback: Feedback });
  return { AnomalyId };
}
