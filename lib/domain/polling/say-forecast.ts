import { formatUsd } from '../wording/usd';
import type { PollingEntity } from './polling-entity';

/** One line about what watching an account costs, for the command line and the start. */
export function sayForecast(polling: PollingEntity, name: string): string {
  const who = `Watching account ${polling.accountId} (${name})`;
  const { forecast, pricing, budgetUsd } = polling;
  if (pricing === 'unknown') {
    return `${who} makes about ${forecast.requests.toLocaleString('en-GB')} billed requests a month; the prices of its partition are not known here.`;
  }
  const range = forecast.isCertain
    ? `costs ${formatUsd(forecast.atMostUsd)} a month`
    : `costs ${formatUsd(forecast.atLeastUsd)} to ${formatUsd(forecast.atMostUsd)} a month, until discovery has counted its series`;
  if (budgetUsd === 'none') return `${who} ${range}; it has no polling budget.`;
  return `${who} ${range}; ${sayBudget(polling, budgetUsd)}`;
}

function sayBudget({ verdict, usualUsd }: PollingEntity, budgetUsd: number): string {
  const budget = `its budget is ${formatUsd(budgetUsd)}`;
  if (verdict === 'over') return `${budget}, which even the longest periods exceed.`;
  if (verdict === 'stretched') {
    return `${budget}, for which periods are stretched (as usual it would cost ${formatUsd(usualUsd)}).`;
  }
  return `${budget}.`;
}
