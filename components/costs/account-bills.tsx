import type { AccountReading, PartState } from '@/lib/domain/costs/report/types';
import { type CostPart, costParts } from '@/lib/domain/costs/types';
import { formatMissingReason } from '@/lib/domain/observe';
import type { EpochMs } from '@/lib/domain/time';
import { formatDay, formatMoment } from '@/lib/format';
import { NotSetUp } from '../states/not-set-up';
import { StateLine } from '../states/state-line';

const partWords: Readonly<Record<CostPart, string>> = {
  bill: 'The bill',
  forecast: 'The forecast',
  anomalies: 'Anomalies',
  commitments: 'Reservations and Savings Plans',
  rightsizing: 'Right-sizing advice',
};

/** What each part is read by; the policy is in docs/aws-permissions.md. */
const partNeeds: Readonly<Record<CostPart, string>> = {
  bill: 'ce:GetCostAndUsage',
  forecast: 'ce:GetCostForecast',
  anomalies: 'ce:GetAnomalies',
  commitments:
    'ce:GetReservationCoverage, ce:GetReservationUtilization, ce:GetSavingsPlansCoverage and ce:GetSavingsPlansUtilization',
  rightsizing: 'ce:GetRightsizingRecommendation',
};

export interface AccountBillsProps {
  readonly accounts: readonly AccountReading[];
  readonly now: EpochMs;
}

/**
 * How far the figures may be trusted, account by account: as of when, and what is missing and why. A bill that is a day
 * old is how AWS bills; it is never called stale.
 */
export function AccountBills({ accounts, now }: AccountBillsProps) {
  return (
    <div data-testid="account-bills" className="grid">
      {accounts.map((account) => (
        <AccountBill key={account.accountId} account={account} now={now} />
      ))}
    </div>
  );
}

function AccountBill({ account, now }: { readonly account: AccountReading; readonly now: EpochMs }) {
  const { accountId, name, parts } = account;
  const who = name === accountId ? `account ${accountId}` : `${name}, account ${accountId}`;
  if (isNotSetUp(parts.bill)) {
    return (
      <NotSetUp
        shows={`Costs of ${who}`}
        needs={`Cost Explorer, which this account does not have yet or does not let it use: enable it in the Billing and Cost Management console of its management account (it takes up to 24 hours), and allow ${partNeeds.bill} to the reader role of account ${accountId}`}
      >
        <a
          href="https://docs.aws.amazon.com/cost-management/latest/userguide/ce-enable.html"
          target="_blank"
          rel="noopener noreferrer"
          className="text-link underline underline-offset-2"
        >
          How Cost Explorer is enabled
        </a>
      </NotSetUp>
    );
  }
  const troubles = costParts.filter((part) => parts[part].missing !== 'no');
  return (
    <div data-testid={`account-bill-${accountId}`}>
      <p className="px-4 py-2 text-table">
        <span className="font-medium">{name}</span>
        {name === accountId ? '' : ` (${accountId})`}: {asOfWords(parts.bill, now)}
      </p>
      {troubles.map((part) => (
        <StateLine key={part} testId={`cost-trouble-${part}`} shape="clock">
          {troubleWords(part, parts[part], accountId, now)}
        </StateLine>
      ))}
    </div>
  );
}

function isNotSetUp({ asOf, missing }: PartState): boolean {
  return asOf === 'never' && typeof missing !== 'string' && missing.reason === 'not-enabled';
}

function asOfWords({ asOf }: PartState, now: EpochMs): string {
  if (asOf === 'never') return 'its bill was never read; nothing is known of what it costs';
  return `as of ${formatDay(asOf, now)}, ${formatMoment(asOf, now)}; AWS updates bills daily`;
}

function troubleWords(part: CostPart, { asOf, missing }: PartState, accountId: string, now: EpochMs): string {
  if (missing === 'no') return '';
  if (missing === 'out-of-scope') {
    return `${partWords[part]} is not shown to you: it is of the whole account, and you may see a part of the fleet.`;
  }
  const kept = asOf === 'never' ? 'Nothing is shown of it' : `It is shown as of ${formatDay(asOf, now)}`;
  const { reason, since } = missing;
  if (reason === 'not-asked-yet') return `${partWords[part]} was not asked for yet. It comes by itself.`;
  const told = `${partWords[part]} cannot be read since ${formatMoment(since, now)}: ${formatMissingReason(reason)}. ${kept}.`;
  if (reason === 'denied' || reason === 'not-enabled') {
    return `${told} Allow ${partNeeds[part]} to the reader role of account ${accountId}.`;
  }
  return isAway(reason)
    ? `${told} Cost Explorer answers in us-east-1 alone: while that is away no bill can be read, and nothing else depends on it.`
    : told;
}

function isAway(reason: string): boolean {
  return reason === 'unreachable' || reason === 'timed-out' || reason === 'failed';
}
