'use client';

import { useMemo } from 'react';
import type { CostBasis } from '@/lib/domain/costs/amounts';
import { estimateTiers } from '@/lib/domain/costs/resilience/estimate-tiers';
import { viewBoughtRecovery } from '@/lib/domain/costs/resilience/recovery-evidence';
import type { SplitBill, WorkloadCost } from '@/lib/domain/costs/resilience/split-bill';
import type { Workload } from '@/lib/domain/fleet';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { PollingEntity } from '@/lib/domain/polling/polling-entity';
import { formatMonth, formatUsd } from '@/lib/format';
import { useLiveFleet } from '../shell/live-entities';
import { Choice } from '../ui/choice';
import { Panel } from '../ui/panel';
import { RefusedValues } from '../url/refused-values';
import { urlText } from '../url/url-state';
import { useUrlState } from '../url/use-url-state';
import { AssumptionForm } from './assumption-form';
import { BoughtTable } from './bought-table';
import { assumptionSpec, toAssumptions } from './cost-spec';
import { LineList } from './line-list';
import { PurposeTable } from './purpose-table';
import { TierTable } from './tier-table';

export interface ResiliencePanelProps {
  readonly split: SplitBill<CostBasis>;
  readonly currency: string;
  readonly month: string;
  readonly overview: FleetOverview;
}

const chosenSpec = { tierOf: urlText('Workload of the estimate') };

/** What of the bill is the price of resilience, what it buys, and what another strategy would cost. */
export default function ResiliencePanel({ split, currency, month, overview }: ResiliencePanelProps) {
  const { entities, now } = useLiveFleet();
  const { values, refused, set } = useUrlState(assumptionSpec);
  const { simulated } = overview.console;
  const workloads = useMemo(
    () => new Map(entities.flatMap((one) => (one.kind === 'workload' ? [[one.id, one.workload] as const] : []))),
    [entities],
  );
  const without = { rtoSeconds: values.withoutRto * 3600, rpoSeconds: values.withoutRpo * 3600 };
  const owned = split.workloads.flatMap((cost) => {
    const workload = workloads.get(cost.workloadId);
    return workload === undefined ? [] : [{ cost, workload }];
  });
  const rows = owned.map(({ cost, workload }) => ({
    workloadId: workload.id,
    name: workload.name,
    bought: viewBoughtRecovery(cost.resilience, { workload, entities, overview, now }, without),
  }));
  return (
    <>
      <Panel
        id={`resilience-${currency}`}
        title={`What resilience costs, ${formatMonth(month)}`}
        simulated={simulated}
        aside={`${currency}, by usage type and the region’s role in the workload as it is declared`}
      >
        <PurposeTable split={split} currency={currency} names={namesOf(workloads)} />
        <ConsoleBill polled={entities.filter((one): one is PollingEntity => one.kind === 'polling')} />
        <LineList split={split} currency={currency} />
      </Panel>
      <Panel
        id={`bought-title-${currency}`}
        title="What a minute of recovery costs"
        simulated={simulated}
        aside={`resilience of ${formatMonth(month)} over the minutes it saves against backups alone: ${values.withoutRto} h and ${values.withoutRpo} h, assumed`}
      >
        <BoughtTable rows={rows} currency={currency} now={now} />
      </Panel>
      <Panel
        id={`tiers-title-${currency}`}
        title="What another strategy would cost"
        simulated={simulated}
        aside="est., from the workload’s own bill and the assumptions below; never part of a total"
      >
        <RefusedValues refused={refused} />
        <Tiers owned={owned} assumptions={toAssumptions(values)} currency={currency} />
        <AssumptionForm values={values} set={set} />
      </Panel>
    </>
  );
}

function namesOf(workloads: ReadonlyMap<string, Workload>): ReadonlyMap<string, string> {
  return new Map([...workloads].map(([id, { name }]) => [id, name]));
}

interface TiersProps {
  readonly owned: readonly {
    readonly cost: WorkloadCost<CostBasis>;
    readonly workload: Workload;
  }[];
  readonly assumptions: ReturnType<typeof toAssumptions>;
  readonly currency: string;
}

function Tiers({ owned, assumptions, currency }: TiersProps) {
  const { values, set } = useUrlState(chosenSpec);
  const chosen = owned.find(({ workload }) => workload.id === values.tierOf) ?? owned[0];
  if (chosen === undefined) {
    return <p className="px-4 py-3 text-ink-muted text-table">No workload of the fleet is on this bill by its tag.</p>;
  }
  const estimates = estimateTiers(chosen.cost, chosen.workload, assumptions);
  return (
    <>
      <div className="px-4 py-2">
        <Choice
          label="Workload"
          shown
          value={chosen.workload.id}
          options={owned.map(({ workload }) => workload.id)}
          words={Object.fromEntries(owned.map(({ workload }) => [workload.id, workload.name]))}
          onChoose={(tierOf) => set({ tierOf })}
        />
      </div>
      {estimates === 'none' ? (
        <p className="px-4 py-3 text-ink-muted text-table">
          Nothing on the bill serves {chosen.workload.name}: there is nothing to reckon from.
        </p>
      ) : (
        <TierTable name={chosen.workload.name} estimates={estimates} currency={currency} />
      )}
    </>
  );
}

/** What this console itself is billed: counted by it, at list prices, and so an estimate beside the bill. */
function ConsoleBill({ polled }: { readonly polled: readonly PollingEntity[] }) {
  const counted = polled.flatMap(({ counted: one, month, accountId }) =>
    one === 'not-counted' ? [] : [{ usd: one.usd, month, accountId }],
  );
  return (
    <p className="border-line border-t px-4 py-2 text-ink-muted text-note" data-testid="console-bill">
      Active regions serve: their compute and storage are the cost of serving, and the room they keep to take over from
      each other is no line of any bill.{' '}
      {counted.length === 0
        ? 'What this console’s own calls cost was not counted yet.'
        : counted
            .map(
              ({ usd, month, accountId }) =>
                `This console’s own calls cost ${formatUsd(usd)} est. in ${formatMonth(month)} in account ${accountId}: they are among the lines without a tag, and not added here.`,
            )
            .join(' ')}
    </p>
  );
}
