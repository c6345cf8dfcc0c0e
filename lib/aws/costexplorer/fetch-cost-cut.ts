import { GetCostAndUsageCommand, type ResultByTime } from '@aws-sdk/client-cost-explorer';
import type { CostCut } from '../../domain/costs/types';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { pageThrough, requireList, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import { orAbsent } from './or-absent';
import { ownAccountOnly } from './own-account';
import type { CostsAbsent, CutQuestion, CutReading } from './readings';
import { groupings, metricsOf, toCut } from './to-cut';

const call: AwsCall<'costexplorer'> = { service: 'costexplorer', action: 'ce:GetCostAndUsage', shows: 'Costs' };

/**
 * Reads one cut of what the account's own days or months cost, on every basis at once and to the last page: without it
 * nothing is answered. Cost Explorer is in us-east-1 whatever region the scope names, and bills every page.
 */
export function fetchCostCut<C extends CostCut>(
  edge: AwsEdge,
  scope: CallScope,
  { cut, fromDay, untilDay, granularity }: CutQuestion<C>,
): Promise<Answer<CutReading<C> | CostsAbsent>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const value = await orAbsent(async () => {
      const results = await pageThrough<ResultByTime, string>(async (token) => {
        const command = new GetCostAndUsageCommand({
          TimePeriod: { Start: fromDay, End: untilDay },
          Granularity: granularity,
          Metrics: metricsOf(cut),
          GroupBy: [...groupings[cut]],
          Filter: ownAccountOnly(scope),
          NextPageToken: token,
        });
        const output = await client.send(command, { abortSignal: signal });
        return { items: requireList(output.ResultsByTime, 'ResultsByTime'), next: toNext(output.NextPageToken) };
      });
      return toCut(cut, results);
    });
    return { value, notices: [] };
  });
}
