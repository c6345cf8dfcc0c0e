import { type Anomaly, GetAnomaliesCommand } from '@aws-sdk/client-cost-explorer';
import type { CostAnomaly, Day } from '../../domain/costs/types';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import { pageThrough, requireList, toNext } from '../page-through';
import type { Answer, CallScope } from '../types';
import { orAbsent } from './or-absent';
import type { CostsAbsent } from './readings';
import { toAnomaly } from './to-anomaly';

const call: AwsCall<'costexplorer'> = {
  service: 'costexplorer',
  action: 'ce:GetAnomalies',
  shows: 'Anomalies of costs',
};

/**
 * Reads the anomalies of the account that began on a day or later; AWS keeps them for 90 days. A management account is told
 * those of the whole organization: what has no cause in this account is another's.
 */
export function fetchCostAnomalies(
  edge: AwsEdge,
  scope: CallScope,
  sinceDay: Day,
): Promise<Answer<readonly CostAnomaly[] | CostsAbsent>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const value = await orAbsent(async () => {
      const anomalies = await pageThrough<Anomaly, string>(async (token) => {
        const command = new GetAnomaliesCommand({ DateInterval: { StartDate: sinceDay }, NextPageToken: token });
        const output = await client.send(command, { abortSignal: signal });
        return { items: requireList(output.Anomalies, 'Anomalies'), next: toNext(output.NextPageToken) };
      });
      return anomalies.map(toAnomaly).filter(({ rootCauses }) => isOwn(rootCauses, scope.accountId));
    });
    return { value, notices: [] };
  });
}

function isOwn(causes: CostAnomaly['rootCauses'], accountId: string): boolean {
  return causes.length === 0 || causes.some((each) => each.accountId === accountId || each.accountId === 'not-told');
}
