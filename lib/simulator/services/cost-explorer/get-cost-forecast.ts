import type { GetCostForecastRequest, GetCostForecastResponse } from '@aws-sdk/client-cost-explorer';
import type { Call } from '../../wire';
import { addAmounts } from '../../world/bills/open-bills';
import type { World } from '../../world/types';
import { accountOf } from '../account';
import type { Given } from '../given';
import { figureOfForecast, writeDecimal } from './amounts';
import { readFilter } from './filter';
import { openAccount } from './open-account';
import { readPeriod, splitPeriod, toInterval } from './period';
import { dataUnavailable, invalidRequest } from './refuse';

const hourMs = 3_600_000;
const learnedHours = 30 * 24;
const defaultLevel = 80;

/**
 * Cost Explorer GetCostForecast: the mean of the last thirty days that are billed, carried forward. Metrics are spelled
 * otherwise than in GetCostAndUsage.
 * @throws AwsError AccessDeniedException, DataUnavailableException, ValidationException
 */
export function getCostForecast(
  input: Given<GetCostForecastRequest>,
  world: World,
  call: Call,
): GetCostForecastResponse {
  const { Granularity: granularity, PredictionIntervalLevel: level = defaultLevel } = input;
  if (granularity !== 'DAILY' && granularity !== 'MONTHLY') {
    throw invalidRequest(`Granularity ${granularity} is invalid. Valid values are DAILY, MONTHLY`);
  }
  const currency = openAccount(world, call);
  const figure = figureOfForecast(input.Metric);
  if (figure === undefined) throw invalidRequest(`Metric ${input.Metric} cannot be forecast`);
  if (!(level >= 51 && level <= 99)) throw invalidRequest('PredictionIntervalLevel must be between 51 and 99');
  const period = readPeriod(input.TimePeriod, granularity);
  const today = Math.floor(world.now / hourMs / 24) * 24;
  if (period.from < today) throw invalidRequest('Start time must be no earlier than the current date');
  const { arrivedUntil, billed, lines } = world.bills;
  const until = Math.floor(arrivedUntil() / 24) * 24;
  const wanted = lines(accountOf(call)).filter(readFilter(input.Filter));
  if (wanted.length === 0) throw dataUnavailable('Insufficient amount of historical data to generate forecast');
  const learned = addAmounts(wanted.map((line) => billed(line, until - learnedHours, until)));
  const nanoPerHour = learned[figure] / learnedHours;
  const spread = 0.02 + (level - 50) / 500;
  const parts = splitPeriod(period, granularity).map((part) => ({
    part,
    nano: Math.round(nanoPerHour * (part.to - part.from)),
  }));
  const write = (nano: number) => writeDecimal(Math.round(nano), 9);
  return {
    Total: { Amount: write(parts.reduce((sum, each) => sum + each.nano, 0)), Unit: currency },
    ForecastResultsByTime: parts.map(({ part, nano }) => ({
      TimePeriod: toInterval(part, granularity),
      MeanValue: write(nano),
      PredictionIntervalLowerBound: write(nano - Math.abs(nano) * spread),
      PredictionIntervalUpperBound: write(nano + Math.abs(nano) * spread),
    })),
  };
}
