import type { FindingEntity } from '../entities';
import { type FindingDraft, toFinding, unlabelled } from '../findings/finding';
import type { EpochMs } from '../time';
import { formatDuration } from '../wording/duration';
import { formatUsd } from '../wording/usd';
import type { PollingEntity, StretchedPoll } from './polling-entity';

/**
 * What a budget does to what always runs for the protected tiers, and budgets that cannot be kept. That lesser things are
 * polled less often stands where the costs are shown and is no finding.
 */
export function pollingFindings(polled: readonly PollingEntity[], now: EpochMs): readonly FindingEntity[] {
  return polled.flatMap((polling) =>
    [stretchedProtection(polling), overBudget(polling)].flatMap((draft) =>
      draft === 'none' ? [] : [toFinding(draft, now)],
    ),
  );
}

function stretchedProtection(polling: PollingEntity): FindingDraft | 'none' {
  const { accountId, stretched, updatedAt } = polling;
  const hurt = stretched.filter(({ purpose }) => purpose === 'standing-protected');
  if (hurt.length === 0 || polling.budgetUsd === 'none') return 'none';
  const longest = Math.max(...hurt.map(({ toSeconds }) => toSeconds));
  return {
    ...unlabelled,
    accountId,
    subject: accountId,
    code: 'polling-stretched',
    severity: 'warning',
    sentence: `Protected workloads of account ${accountId} are polled only every ${formatDuration(longest)}, because their polling budget allows no more`,
    evidence: [...hurt.map(describeStretch), ...describeBudget(polling)],
    clear: describeClearing(polling),
    since: updatedAt,
  };
}

function overBudget(polling: PollingEntity): FindingDraft | 'none' {
  const { accountId, verdict, budgetUsd, updatedAt } = polling;
  if (budgetUsd === 'none' || (verdict !== 'over' && verdict !== 'prices-unknown')) return 'none';
  const subject = { ...unlabelled, accountId, subject: accountId, code: 'polling-over-budget' as const };
  if (verdict === 'prices-unknown') {
    return {
      ...subject,
      severity: 'warning',
      sentence: `The polling budget of account ${accountId} cannot be kept: the prices of its partition are not known here`,
      evidence: [`Budget ${formatUsd(budgetUsd)} a month; units are counted, periods are as usual`],
      clear: `Take pollingBudget off account ${accountId} in the fleet file`,
      since: updatedAt,
    };
  }
  return {
    ...subject,
    severity: 'warning',
    sentence: `Polling account ${accountId} exceeds its budget although everything is polled as seldom as it may be`,
    evidence: describeBudget(polling),
    clear: describeClearing(polling),
    since: updatedAt,
  };
}

/** `cloudwatch:GetMetricData every 5 m instead of every 1 m, in 4 regions`. */
export function describeStretch({ call, places, fromSeconds, toSeconds }: StretchedPoll): string {
  const where = places === 1 ? 'one region' : `${places} regions`;
  return `${call} every ${formatDuration(toSeconds)} instead of every ${formatDuration(fromSeconds)}, in ${where}`;
}

function describeBudget({ budgetUsd, month, expectedUsd, usualUsd, counted }: PollingEntity): readonly string[] {
  return [
    `Budget ${budgetUsd === 'none' ? 'none' : formatUsd(budgetUsd)}, expected ${formatUsd(expectedUsd)} in ${month}; a month of usual polling costs ${formatUsd(usualUsd)}`,
    ...(counted === 'not-counted' ? [] : [`Counted so far: ${formatUsd(counted.usd)}`]),
  ];
}

function describeClearing({ accountId, usualBudgetUsd, usualUsd, budgetUsd }: PollingEntity): string {
  const isOfThisMonth = budgetUsd !== 'none' && usualUsd <= budgetUsd;
  const byItself = isOfThisMonth ? '; else it clears with the next month' : '';
  return `Raise pollingBudget of account ${accountId} in the fleet file to ${Math.ceil(usualBudgetUsd)} or more, or take it off${byItself}`;
}
