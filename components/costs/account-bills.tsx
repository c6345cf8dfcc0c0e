import { groupBy } from '@/lib/domain/costs/group-by';
import type { AccountReading, PartState } from '@/lib/domain/costs/report/types';
import { sayCostsMissing } from '@/lib/domain/costs/say-costs-missing';
import { type CostPart, costParts } from '@/lib/domain/costs/types';
import type { MissingReason } from '@/lib/domain/observation';
import type { EpochMs } from '@/lib/domain/time';
import { formatList } from '@/lib/domain/wording/list';
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
  return (
    <div data-testid={`account-bill-${accountId}`}>
      <p className="px-4 py-2 text-table">
        <span className="font-medium">{name}</span>
        {name === accountId ? '' : ` (${accountId})`}: {asOfWords(parts.bill, now)}
      </p>
      {listTroubles(account).map((trouble) => (
        <StateLine key={trouble.reason} testId={`cost-trouble-${trouble.reason}`} shape="clock">
          {troubleWords(trouble, accountId, now)}
        </StateLine>
      ))}
    </div>
  );
}

/** Parts that share a reason are told together, since the first of them and as of the oldest. */
interface Trouble {
  readonly reason: MissingReason | 'out-of-scope';
  readonly parts: readonly CostPart[];
  readonly since: EpochMs;
  readonly asOf: EpochMs | 'never';
}

function listTroubles({ parts }: AccountReading): readonly Trouble[] {
  const missing = costParts.flatMap((part) => {
    const { missing: why, asOf } = parts[part];
    if (why === 'no') return [];
    const [reason, since] = why === 'out-of-scope' ? [why, 0] : [why.reason, why.since];
    // What follows the bill is asked for after it.
    return reason === 'not-asked-yet' && part !== 'bill' ? [] : [{ part, reason, since, asOf }];
  });
  return [...groupBy(missing, ({ reason }) => reason)].map(([reason, own]) => ({
    reason,
    parts: own.map(({ part }) => part),
    since: Math.min(...own.map(({ since }) => since)),
    asOf: own.reduce<EpochMs | 'never'>(
      (oldest, { asOf }) => (oldest === 'never' || asOf === 'never' ? 'never' : Math.min(oldest, asOf)),
      own[0]?.asOf ?? 'never',
    ),
  }));
}

function isNotSetUp({ asOf, missing }: PartState): boolean {
  return asOf === 'never' && typeof missing !== 'string' && missing.reason === 'not-enabled';
}

function asOfWords({ asOf }: PartState, now: EpochMs): string {
  if (asOf === 'never') return 'its bill was never read; nothing is known of what it costs';
  return `as of ${formatDay(asOf, now)}, ${formatMoment(asOf, now)}; AWS updates bills daily`;
}

function troubleWords({ reason, parts, since, asOf }: Trouble, accountId: string, now: EpochMs): string {
  const names = formatList(
    parts.map((part, index) => (index === 0 ? partWords[part] : lowered(partWords[part]))),
    costParts.length,
  );
  const [are, was] =
    parts.length === 1 && parts[0] !== 'anomalies' && parts[0] !== 'commitments' ? ['is', 'was'] : ['are', 'were'];
  if (reason === 'out-of-scope') {
    return `${names} ${are} not shown to you: told of the whole account, and you may see a part of the fleet.`;
  }
  if (reason === 'not-asked-yet') return `${names} ${was} not asked for yet. It comes by itself.`;
  const kept = asOf === 'never' ? 'Nothing is shown of that' : `It is shown as of ${formatDay(asOf, now)}`;
  const told = `${names} cannot be read since ${formatMoment(since, now)}: ${sayCostsMissing(reason)}. ${kept}.`;
  if (reason === 'denied' || reason === 'not-enabled') {
    return `${told} Allow ${formatList(
      parts.map((part) => partNeeds[part]),
      costParts.length,
    )} to the reader role of account ${accountId}.`;
  }
  return isAway(reason)
    ? `${told} Cost Explorer answers in us-east-1 alone: while that is away no bill can be read, and nothing else depends on it.`
    : told;
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function isAway(reason: MissingReason): boolean {
  return reason === 'unreachable' || reason === 'timed-out' || reason === 'failed';
}
