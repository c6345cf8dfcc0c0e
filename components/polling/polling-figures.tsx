import type { ReactNode } from 'react';
import type { PollingEntity } from '@/lib/domain/polling/polling-entity';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatCount, formatUsd } from '@/lib/format';
import { BudgetState } from '../status/budget-state';

export interface PollingFiguresProps {
  readonly polling: PollingEntity;
  readonly now: EpochMs;
}

/** The four figures of an account's month: forecast, counted, expected, budget. */
export function PollingFigures({ polling, now }: PollingFiguresProps) {
  const { budgetUsd, verdict } = polling;
  return (
    <dl className="grid gap-x-6 gap-y-4 px-4 py-3 text-table sm:grid-cols-2 xl:grid-cols-4">
      <Figure name="Forecast of the month" testId="polling-forecast">
        <Forecast polling={polling} />
      </Figure>
      <Figure name="Counted this month" testId="polling-counted">
        <Counted polling={polling} now={now} />
      </Figure>
      <Figure name="Expected by its end" testId="polling-expected">
        {polling.pricing === 'unknown' ? <Unknown /> : <Amount>{formatUsd(polling.expectedUsd)}</Amount>}
        <Note>counted so far, and the rest at the periods in use</Note>
      </Figure>
      <Figure name="Budget of the month" testId="polling-budget">
        {budgetUsd !== 'none' && <Amount>{formatUsd(budgetUsd)}</Amount>}
        <span className="block">
          <BudgetState verdict={verdict} />
        </span>
        {verdict === 'no-budget' && <Note>set pollingBudget of the account in the fleet file</Note>}
        {verdict === 'over' && <Note>nothing may be polled less often than it is</Note>}
      </Figure>
    </dl>
  );
}

function Forecast({ polling }: { readonly polling: PollingEntity }) {
  const { forecast, pricing, usualUsd } = polling;
  const { atLeastUsd, atMostUsd, isCertain, requests } = forecast;
  const amount = isCertain ? formatUsd(atMostUsd) : `${formatUsd(atLeastUsd)} to ${formatUsd(atMostUsd)}`;
  return (
    <>
      {pricing === 'unknown' ? <Unknown /> : <Amount>{amount}</Amount>}
      <Note>{formatCount(requests)} billed requests</Note>
      {pricing === 'list-prices' && usualUsd > atMostUsd && <Note>{formatUsd(usualUsd)} at the usual periods</Note>}
    </>
  );
}

function Counted({ polling, now }: PollingFiguresProps) {
  const { counted, pricing } = polling;
  if (counted === 'not-counted') return <Note>nothing is counted yet</Note>;
  return (
    <>
      {pricing === 'unknown' ? <Unknown /> : <Amount>{formatUsd(counted.usd)}</Amount>}
      <Note>by every call made, counted {formatAge(counted.countedAt, now)}</Note>
    </>
  );
}

function Unknown() {
  return <span className="block font-medium">Price not known</span>;
}

function Amount({ children }: { readonly children: ReactNode }) {
  return <span className="block font-medium text-section tabular-nums">{children}</span>;
}

function Note({ children }: { readonly children: ReactNode }) {
  return <span className="block text-ink-muted text-note">{children}</span>;
}

function Figure(props: { readonly name: string; readonly testId: string; readonly children: ReactNode }) {
  return (
    <div data-testid={props.testId}>
      <dt className="text-ink-faint text-note">{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
