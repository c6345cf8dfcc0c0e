'use client';

import { useMemo } from 'react';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { buildWorkloadPage } from '@/lib/domain/workload-page/build-workload-page';
import type { WorkloadSubject } from '@/lib/domain/workload-page/types';
import type { Acknowledge, Acknowledgement } from '../findings/acknowledgement';
import { FindingList } from '../findings/finding-list';
import { useAcknowledgements } from '../findings/use-acknowledgements';
import { AttainmentPanel } from '../history/attainment-panel';
import { HistoryPanel } from '../history/history-panel';
import { type HistoryReading, useWorkloadHistory } from '../history/workload-history';
import type { Person } from '../shell/console-header';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import type { Theme } from '../shell/themes';
import { healthLooks } from '../status/health-status';
import { StatusIcon } from '../status/status-icon';
import { ObjectiveTable } from './objective-table';
import { RegionSignals } from './region-signals';
import { RoutingRecords } from './routing-records';
import { StoreTable } from './store-table';
import { WorkloadState } from './workload-state';

export interface WorkloadScreenProps {
  readonly workloadId: string;
  readonly person: Person;
  readonly theme: Theme;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly acknowledge: Acknowledge | 'not-allowed';
  /** A fixed picture; `live` asks the console. */
  readonly history: HistoryReading | 'live';
}

/** One workload: what users get, what would be lost now, who serves it and how it got here. */
export function WorkloadScreen(props: WorkloadScreenProps) {
  const { workloadId, person, theme } = props;
  const live = useLiveFleet();
  const { overview, subject } = useMemo(
    () => buildWorkloadPage(live.entities, workloadId, live.now),
    [live.entities, workloadId, live.now],
  );
  const name = subject === 'absent' ? workloadId : subject.view.name;
  return (
    <ConsolePage
      title={name}
      person={person}
      theme={theme}
      overview={overview}
      trail={[{ name: 'Workloads' }, { name }]}
    >
      {subject === 'absent' ? (
        <>
          <h1 className="font-semibold text-title">This workload is not known</h1>
          <p className="max-w-prose">
            {overview.workloads.length === 0
              ? 'The engine has not read the fleet yet. The page fills by itself.'
              : 'The fleet no longer declares it.'}
          </p>
        </>
      ) : (
        <WorkloadBody {...props} overview={overview} subject={subject} />
      )}
    </ConsolePage>
  );
}

interface WorkloadBodyProps extends WorkloadScreenProps {
  readonly overview: FleetOverview;
  readonly subject: WorkloadSubject;
}

function WorkloadBody({ overview, subject, ...props }: WorkloadBodyProps) {
  const acknowledgements = useAcknowledgements(props.acknowledgements, props.history === 'live');
  const history = useWorkloadHistory(props.workloadId, props.history);
  const { now } = overview;
  const { simulated } = overview.console;
  return (
    <>
      <WorkloadTitle subject={subject} />
      <WorkloadState overview={overview} view={subject.view} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,7fr)_minmax(20rem,3fr)]">
        <div className="grid min-w-0 content-start gap-4">
          <ObjectiveTable objectives={subject.objectives} simulated={simulated} />
          <RegionSignals regions={subject.regions} shares={subject.shares} now={now} simulated={simulated} />
        </div>
        <div className="relative xl:min-h-80">
          <div className="grid xl:absolute xl:inset-0">
            <FindingList
              overview={overview}
              only={subject.findings}
              acknowledgements={acknowledgements}
              acknowledge={props.acknowledge}
            />
          </div>
        </div>
      </div>
      <StoreTable
        workloadId={props.workloadId}
        stores={subject.stores}
        history={history.state === 'read' ? history.history.links : []}
        now={now}
        simulated={simulated}
      />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,7fr)_minmax(20rem,4fr)]">
        <HistoryPanel reading={history} now={now} simulated={simulated} />
        <AttainmentPanel reading={history} simulated={simulated} />
      </div>
      <RoutingRecords entryPoints={subject.entryPoints} now={now} simulated={simulated} />
    </>
  );
}

function WorkloadTitle({ subject }: { readonly subject: WorkloadSubject }) {
  const { name, userHealth, tier, strategy, owner, accountId } = subject.view;
  const look = healthLooks[userHealth.state];
  return (
    <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
      <h1
        data-testid="workload-title"
        data-user-health={userHealth.state}
        className="flex min-w-0 items-start gap-2.5 font-semibold text-title"
      >
        <StatusIcon shape={look.shape} tone={look.tone} size={24} />
        <span className="[overflow-wrap:anywhere]">
          <bdi>{name}</bdi>: {look.word.toLowerCase()}
        </span>
      </h1>
      <p className="text-ink-muted text-table [overflow-wrap:anywhere]">
        Tier {tier}, {strategy.replaceAll('-', ' ')}. Owner <bdi>{owner}</bdi>. Account {accountId}.
      </p>
    </div>
  );
}
