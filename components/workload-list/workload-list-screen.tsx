'use client';

import { useMemo } from 'react';
import type { Entity } from '@/lib/domain/entities';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { judgeRecoveryTimes } from '@/lib/domain/recovery/recovery-time-evidence';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { DataTable } from '../table/data-table';
import { Panel } from '../ui/panel';
import { type ListedWorkload, workloadTable } from './workload-columns';

/** All workloads, worst first. */
export function WorkloadListScreen() {
  const { entities, now } = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(entities, now), [entities, now]);
  const rows = useMemo(() => listWorkloads(overview, entities), [overview, entities]);
  return (
    <ConsolePage
      title="Workloads"
      area="workloads"
      overview={overview}
      trail={[{ name: 'Workloads' }]}
      heading={
        <PageTitle title="Workloads">
          What users get, whether a loss could be survived, and what it would cost.
        </PageTitle>
      }
    >
      <Panel id="workload-list-title" title="All workloads" simulated={overview.console.simulated}>
        <DataTable
          table={workloadTable}
          rows={rows}
          now={now}
          empty={
            <p className="px-4 py-3 text-ink-muted">No workload is known yet: the engine has not read the fleet.</p>
          }
        />
      </Panel>
    </ConsolePage>
  );
}

function listWorkloads({ workloads, now }: FleetOverview, entities: readonly Entity[]): readonly ListedWorkload[] {
  const times = judgeRecoveryTimes(entities, now);
  return workloads.flatMap((workload) => {
    const recoveryTime = times.get(workload.id);
    return recoveryTime === undefined ? [] : [{ ...workload, recoveryTime }];
  });
}
