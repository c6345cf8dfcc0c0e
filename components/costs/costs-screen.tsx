'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import type { BudgetEntity } from '@/lib/domain/costs/budgets/budget';
import { isWholeBill } from '@/lib/domain/costs/report/cost-query';
import type { CostReport, CurrencyReport } from '@/lib/domain/costs/report/types';
import type { Entity } from '@/lib/domain/entities';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { formatList } from '@/lib/domain/wording/list';
import { formatMonth } from '@/lib/format';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { FilterHidesAll } from '../states/filter-hides-all';
import { Panel } from '../ui/panel';
import { RefusedValues } from '../url/refused-values';
import { useUrlState } from '../url/use-url-state';
import { AccountBills } from './account-bills';
import { BudgetTable } from './budget-table';
import { CostCharts } from './cost-charts';
import { CostControls } from './cost-controls';
import { CostFigures } from './cost-figures';
import { CostRows } from './cost-rows';
import { costSpec, toCostQuery } from './cost-spec';
import { basisWords, groupWords, nothingBilledWords } from './cost-words';
import { OutOfScope } from './out-of-scope';
import { type CostReading, useCosts } from './use-costs';

/** Read after the bill itself; its code does not hold the page up. */
const ResiliencePanel = dynamic(() => import('./resilience-panel'), {
  loading: () => <div className="h-60 rounded-panel bg-raised" />,
});
const CommitmentPanels = dynamic(() => import('./commitment-panels'), {
  loading: () => <div className="h-60 rounded-panel bg-raised" />,
});

export interface CostsScreenProps {
  /** What the page came with. */
  readonly initial: CostReport;
  /** Off in a still picture, which shows that report whatever the address says. */
  readonly refresh: boolean;
}

/** What the fleet costs, what of it is the price of resilience, and what that buys. */
export function CostsScreen({ initial, refresh }: CostsScreenProps) {
  const { entities, now } = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(entities, now), [entities, now]);
  const { values, refused, set } = useUrlState(costSpec);
  const query = useMemo(() => toCostQuery(values), [values]);
  const reading = useCosts(refresh ? query : initial.query, initial, refresh);
  const { report } = reading;
  const { simulated } = overview.console;
  const budgets = entities.filter((one): one is BudgetEntity => one.kind === 'budget');
  const known = useMemo(() => namesWithPages(entities), [entities]);
  return (
    <ConsolePage
      title="Costs"
      area="costs"
      overview={overview}
      trail={[{ name: 'Costs' }]}
      heading={
        <PageTitle title="Costs">
          What the fleet costs, what of it is the price of resilience, and what that buys.
        </PageTitle>
      }
      controls={<CostControls report={report} values={values} set={set} />}
    >
      <RefusedValues refused={refused} />
      <ReadingState reading={reading} />
      <Panel id="bills-title" title="Bills" simulated={simulated} aside={basisWords[report.query.basis]}>
        {report.accounts.length === 0 ? (
          <p className="px-4 py-3 text-ink-muted text-table" data-testid="no-bills">
            We can’t say: no bill was asked for yet. The engine asks Cost Explorer within a day of its start.
          </p>
        ) : (
          <AccountBills accounts={report.accounts} now={now} />
        )}
      </Panel>
      <Panel
        id="budgets-title"
        title="Budgets"
        simulated={simulated}
        aside="this month, unblended, as the fleet file has them"
      >
        {budgets.length === 0 ? (
          <p className="px-4 py-3 text-ink-muted text-table">
            No budget is set. Write one under <code>budgets</code> in the fleet file.
          </p>
        ) : (
          <BudgetTable budgets={budgets} now={now} />
        )}
      </Panel>
      {report.month !== 'none' &&
        report.currencies.map((currency) => (
          <Currency
            key={currency.currency}
            report={report}
            currency={currency}
            overview={overview}
            known={known}
            onClear={() => set({ region: [], service: [], account: [], workload: [], usage: [], record: [] })}
          />
        ))}
      {report.month !== 'none' && <CommitmentPanels report={report} simulated={simulated} />}
    </ConsolePage>
  );
}

function ReadingState({ reading: { isOther, failed } }: { readonly reading: CostReading }) {
  if (failed) {
    return (
      <p role="status" className="text-table" data-testid="costs-late">
        The console could not read its own store for this question. What is shown was read before; it tries again by
        itself.
      </p>
    );
  }
  return isOther ? (
    <p role="status" className="text-ink-muted text-table">
      Reading …
    </p>
  ) : null;
}

interface CurrencyProps {
  readonly report: CostReport;
  readonly currency: CurrencyReport;
  readonly overview: FleetOverview;
  readonly known: ReadonlySet<string>;
  readonly onClear: () => void;
}

function Currency({ report, currency: own, overview, known, onClear }: CurrencyProps) {
  const { month, query, currencies } = report;
  const { currency, told, accounts } = own;
  const { simulated } = overview.console;
  const [account = 'several', ...others] = accounts;
  const isUnfiltered = isWholeBill(query.filters) && query.filters.account.length === 0;
  const nothingBilled = told.state !== 'not-told' && told.rows.length === 0 && isUnfiltered;
  return (
    <>
      <Panel
        id={`costs-${currency}`}
        title={`Costs of ${formatMonth(month)}, ${currency}`}
        simulated={simulated}
        aside={currencies.length > 1 ? `${formatList(accounts)}; currencies are never added` : basisWords[query.basis]}
      >
        {told.state === 'not-told' ? (
          <p className="px-4 py-3 text-table" data-testid="not-told">
            Not told: Cost Explorer tells two properties of a line at once, and{' '}
            {formatList(told.wanted.map((one) => groupWords[one].toLowerCase()))} are not read together. Group by
            something else, or clear a filter.
          </p>
        ) : nothingBilled ? (
          <p className="px-4 py-3 text-table" data-testid="nothing-billed">
            {nothingBilledWords(formatMonth(month), own.coverage)}
          </p>
        ) : told.rows.length === 0 ? (
          <FilterHidesAll noun="lines of the bill" onClear={onClear} />
        ) : (
          <>
            <CostFigures report={own} told={told} month={month} />
            <CostCharts
              told={told}
              month={month}
              currency={currency}
              accountId={others.length === 0 ? account : 'several'}
              region={overview.regions[0]?.code ?? 'us-east-1'}
              simulated={simulated}
            />
            <CostRows told={told} group={query.group} currency={currency} known={known} />
          </>
        )}
      </Panel>
      {nothingBilled ? null : own.split === 'out-of-scope' ? (
        <Panel id={`resilience-${currency}`} title="What resilience costs" simulated={simulated}>
          <OutOfScope />
        </Panel>
      ) : (
        <ResiliencePanel split={own.split} currency={currency} month={month} overview={overview} />
      )}
    </>
  );
}

/** Ids of regions, workloads and accounts that have a page. */
function namesWithPages(entities: readonly Entity[]): ReadonlySet<string> {
  return new Set(
    entities.flatMap((one) => {
      if (one.kind === 'region' || one.kind === 'workload') return [one.id];
      return one.kind === 'source' ? [one.accountId] : [];
    }),
  );
}
