import { type ForecastResult, GetCostForecastCommand } from '@aws-sdk/client-cost-explorer';
import { onBasis } from '../../domain/costs/amounts';
import type { CostForecast, ForecastPeriod } from '../../domain/costs/types';
import { ask } from '../ask';
import type { AwsCall } from '../aws-call';
import type { AwsEdge } from '../edge';
import type { Answer, CallScope } from '../types';
import { orAbsent } from './or-absent';
import { ownAccountOnly } from './own-account';
import { readAmount, readOptionalAmount, unusableCosts } from './read-amount';
import type { CostRange, CostsAbsent } from './readings';

const call: AwsCall<'costexplorer'> = {
  service: 'costexplorer',
  action: 'ce:GetCostForecast',
  shows: 'Forecasts of costs',
};

/** Chance in percent that a period ends within the interval; AWS takes 51 to 99. */
const levelPercent = 80;

/** Reads what AWS expects the account to cost from today on, month by month. One page, which is billed. */
export function fetchCostForecast(
  edge: AwsEdge,
  scope: CallScope,
  { fromDay, untilDay }: CostRange,
): Promise<Answer<CostForecast | CostsAbsent>> {
  return ask(edge, scope, call, async ({ client, signal }) => {
    const value = await orAbsent(async (): Promise<CostForecast> => {
      const command = new GetCostForecastCommand({
        TimePeriod: { Start: fromDay, End: untilDay },
        Metric: 'UNBLENDED_COST',
        Granularity: 'MONTHLY',
        Filter: ownAccountOnly(scope),
        PredictionIntervalLevel: levelPercent,
      });
      const { Total, ForecastResultsByTime = [] } = await client.send(command, { abortSignal: signal });
      const currency = Total?.Unit;
      if (currency === undefined || currency === '') throw unusableCosts('answered with a forecast in no currency');
      return { currency, levelPercent, periods: ForecastResultsByTime.map(toPeriod) };
    });
    return { value, notices: [] };
  });
}

function toPeriod(result: ForecastResult): ForecastPeriod {
  const { Start, End } = result.TimePeriod ?? {};
  if (Start === undefined || End === undefined) throw unusableCosts('answered with a forecast that has no dates');
  const bound = (text: string | undefined): ForecastPeriod['atLeast'] => {
    const amount = readOptionalAmount(text, 'a forecast');
    return amount === 'not-told' ? 'not-told' : onBasis('unblended', amount);
  };
  return {
    from: Start,
    until: End,
    expected: onBasis('unblended', readAmount(result.MeanValue, 'a forecast')),
    atLeast: bound(result.PredictionIntervalLowerBound),
    atMost: bound(result.PredictionIntervalUpperBound),
  };
}
