'use client';

import type { CostReport } from '@/lib/domain/costs/report/types';
import { listServing } from '@/lib/domain/costs/serving-rate';
import type { Workload } from '@/lib/domain/fleet';
import type { Execution } from '@/lib/domain/recovery/execution';
import { useLiveFleet } from '../shell/live-entities';
import { Panel } from '../ui/panel';
import { AdviceTable } from './advice-table';
import { AnomalyTable } from './anomaly-table';
import { CommitmentTable } from './commitment-table';
import { CrossoverPanel } from './crossover-panel';
import { PairTable } from './pair-table';

export interface CommitmentPanelsProps {
  readonly report: CostReport;
  readonly simulated: boolean;
}

/** What was committed beforehand, what goes between regions, what AWS finds unusual, and what it would make smaller. */
export default function CommitmentPanels({ report, simulated }: CommitmentPanelsProps) {
  const { entities, now } = useLiveFleet();
  const workloads = entities.flatMap((one): readonly Workload[] => (one.kind === 'workload' ? [one.workload] : []));
  const runs = entities.flatMap((one): readonly Execution[] => (one.kind === 'execution' ? [one.execution] : []));
  return (
    <>
      {report.currencies.map(({ currency, pairs }) => (
        <Panel
          key={currency}
          id={`pairs-title-${currency}`}
          title={`Between regions, ${currency}`}
          simulated={simulated}
          aside="the sender pays; the receiver’s line is free"
        >
          <PairTable pairs={pairs} currency={currency} />
        </Panel>
      ))}
      <Panel
        id="commitments-title"
        title="Reservations and Savings Plans"
        simulated={simulated}
        aside="and what leaving a region would do to them"
      >
        <CommitmentTable commitments={report.commitments} />
      </Panel>
      <Panel
        id="anomalies-title"
        title="Unusual spending"
        simulated={simulated}
        aside="as AWS finds it; runs and drills of ours are named beside it"
      >
        <AnomalyTable report={report} runs={runs} now={now} />
      </Panel>
      <Panel
        id="advice-title"
        title="Right-sizing"
        simulated={simulated}
        aside="AWS’s advice; a standby looks idle by design and is left alone"
      >
        <AdviceTable report={report} workloads={workloads} servesNow={(id) => listServing(entities, id, now)} />
      </Panel>
      <Panel
        id="crossover-title"
        title="Functions against servers"
        simulated={simulated}
        aside="est.: at which rate of requests both cost the same"
      >
        <CrossoverPanel workloads={workloads} />
      </Panel>
    </>
  );
}
