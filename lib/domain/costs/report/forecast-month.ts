import type { Observation } from '../../observation';
import { newestValue } from '../../observe';
import type { EpochMs } from '../../time';
import { type Amount, sumOnBasis } from '../amounts';
import { sayCostsMissing } from '../say-costs-missing';
import type { Bill, CostForecast } from '../types';
import { type Month, monthOf, monthOfDay } from './choose-month';
import type { SeenCosts } from './seen-costs';

/** What a forecast is made of. */
export type Forecastable = Pick<SeenCosts, 'accountId' | 'bill' | 'forecast'>;

/** What AWS expects a month to come to, in whole: what is billed of it and the rest. Unblended, as AWS tells it. */
export type MonthForecast =
  | {
      readonly state: 'known';
      readonly expected: Amount<'unblended'>;
      /** Sums of the bounds of several accounts, which is wider than their chance together. */
      readonly atLeast: Amount<'unblended'> | 'not-told';
      readonly atMost: Amount<'unblended'> | 'not-told';
      readonly levelPercent: number;
      /** The oldest reading among them. */
      readonly asOf: EpochMs;
      readonly accounts: number;
    }
  | { readonly state: 'not-told'; readonly because: string };

interface Forecasted {
  readonly bill: Bill;
  readonly forecast: CostForecast;
  readonly asOf: EpochMs;
}

/** Adds up the forecasts of accounts that share a currency; one that is not known leaves the whole untold. */
export function forecastMonth(readings: readonly Forecastable[], month: Month): MonthForecast {
  const known = readings.map((one) => toForecasted(one));
  const without = known.flatMap((one) => (typeof one === 'string' ? [one] : []));
  if (without.length > 0) return { state: 'not-told', because: without.join('; ') };
  const each = known.flatMap((one) => (typeof one === 'string' ? [] : [ofAccount(one, month)]));
  const told = each.flatMap((one) => (one === 'none' ? [] : [one]));
  const [first] = told;
  if (first === undefined || told.length < each.length) {
    return { state: 'not-told', because: `AWS has no forecast that ends with ${month}` };
  }
  return {
    state: 'known',
    expected: sumOnBasis(told.map(({ expected }) => expected)),
    atLeast: sumTold(told.map(({ atLeast }) => atLeast)),
    atMost: sumTold(told.map(({ atMost }) => atMost)),
    levelPercent: Math.min(...told.map(({ levelPercent }) => levelPercent)),
    asOf: Math.min(...told.map(({ asOf }) => asOf)),
    accounts: told.length,
  };
}

/** The forecast with the bill it goes on from, or in words why there is none of the account. */
function toForecasted({ accountId, bill, forecast }: Forecastable): Forecasted | string {
  const account = `account ${accountId}`;
  if (forecast === 'out-of-scope') return `${account}: it is not shown to you`;
  const [knownBill, knownForecast] = [newestValue(bill), newestValue(forecast)];
  if (knownForecast === 'none') return `${account}: ${sayMissing(forecast)}`;
  if (knownBill === 'none') return `${account}: its bill is not known, ${sayMissing(bill)}`;
  if (knownBill.value.currency !== knownForecast.value.currency) {
    return `${account}: its forecast is in another currency than its bill`;
  }
  return { bill: knownBill.value, forecast: knownForecast.value, asOf: knownForecast.measuredAt };
}

function sayMissing(part: Observation<unknown>): string {
  return part.state === 'missing' ? sayCostsMissing(part.reason) : 'it tells nothing';
}

/** Billed before the forecast begins, and what AWS expects from then to the end of the month. */
function ofAccount({ bill, forecast, asOf }: Forecasted, month: Month) {
  const rest = forecast.periods.find(({ from }) => monthOfDay(from) === month);
  const read = monthOf(bill, month);
  if (rest === undefined || read.by !== 'day') return 'none' as const;
  const spent = read.periods.filter(({ from }) => from < rest.from).map(({ total }) => total.unblended);
  const whole = (amount: Amount<'unblended'> | 'not-told') =>
    amount === 'not-told' ? amount : sumOnBasis([...spent, amount]);
  return {
    expected: sumOnBasis([...spent, rest.expected]),
    atLeast: whole(rest.atLeast),
    atMost: whole(rest.atMost),
    levelPercent: forecast.levelPercent,
    asOf,
  };
}

function sumTold(amounts: readonly (Amount<'unblended'> | 'not-told')[]): Amount<'unblended'> | 'not-told' {
  const told = amounts.filter((amount): amount is Amount<'unblended'> => amount !== 'not-told');
  return told.length < amounts.length ? 'not-told' : sumOnBasis(told);
}
