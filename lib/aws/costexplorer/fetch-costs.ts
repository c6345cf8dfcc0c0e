import { GetCostAndUsageCommand, type ResultByTime } from '@aws-sdk/client-cost-explorer';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { pageThrough, requireList, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import { ownAccountOnly } from './own-account';
import type { CostRange, CostReading } from './readings';
import { toCostLines } from './to-cost-lines';

const call: AwsCall<'costexplorer'> = { service: 'costexplorer', action: 'ce:GetCostAndUsage', shows: 'Costs' };

const metric = 'UnblendedCost';

/**
 * Reads what the account's own days cost, by region and service at once, so that both add up to the same total. Cost
 * Explorer is in us-east-1 whatever region the scope names, and bills every page.
 */
export function fetchCosts(edge: AwsEdge, scope: CallScope, range: CostRange): Promise<Answer<CostReading>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const notices: string[] = [];
    const results = await pageThrough<ResultByTime, string>(async (token) => {
      const command = new GetCostAndUsageCommand({
        TimePeriod: { Start: range.fromDay, End: range.untilDay },
        Granularity: 'MONTHLY',
        Metrics: [metric],
        GroupBy: [
          { Type: 'DIMENSION', Key: 'REGION' },
          { Type: 'DIMENSION', Key: 'SERVICE' },
        ],
        Filter: ownAccountOnly(scope),
        NextPageToken: token,
      });
      const output = await client.send(command, { abortSignal: signal });
      return { items: requireList(output.ResultsByTime, 'ResultsByTime'), next: toNext(output.NextPageToken) };
    });
    const lines = toCostLines(results, metric, (sentence) => notices.push(sentence));
    // What does not say that it is final is not.
    const estimated = results.some((result) => result.Estimated !== false);
    return { value: { ...range, lines, estimated }, notices };
  });
}
