'use client';

import dynamic from 'next/dynamic';
import type { FleetOverview } from '@/lib/domain/overview/types';
import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import { buildWorkloadPage } from '@/lib/domain/workload-page/build-workload-page';
import type { WorkloadSubject } from '@/lib/domain/workload-page/types';
import { type StillMarks, useMarks } from '../events/use-marks';
import type { Acknowledge, Acknowledgement } from '../findings/acknowledgement';
import { BesideFindings } from '../findings/beside-findings';
import { AttainmentPanel } from '../history/attainment-panel';
import { HistoryPanel } from '../history/history-panel';
import { type HistoryReading, useWorkloadHistory } from '../history/workload-history';
import { SeriesBlock } from '../series/series-block';
import { SubjectPage } from '../shell/subject-page';
import { SubjectTitle } from '../shell/subject-title';
import { PageTimeRange } from '../time/range-picker';
import { recentRangeSpec } from '../time/use-time-range';
import { MoveLinks } from './move-links';
import { NeedsPanels } from './needs-panels';
import { ObjectiveTable } from './objective-table';
import { RegionSignals } from './region-signals';
import { RoutingRecords } from './routing-records';
import { StoreTable } from './store-table';
import { WorkloadState } from './workload-state';

/** What is fetched on demand is drawn after the page stands, and so is its code. */
const WorkloadSeries = dynamic(() => import('./workload-series'), { ssr: false, loading: () => <SeriesBlock /> });

export interface WorkloadScreenProps {
  readonly workloadId: string;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly acknowledge: Acknowledge | 'not-allowed';
  /** A fixed picture; `live` asks the console. */
  readonly history: HistoryReading | 'live';
  /** What is fetched on demand; the same. */
  readonly series: readonly WindowAnswer[] | 'live';
  /** Events marked on its charts; the same. */
  readonly marks: StillMarks | 'live';
}

/** One workload: what users get, what would be lost now, who serves it and how it got here. */
export function WorkloadScreen(props: WorkloadScreenProps) {
  const { workloadId } = props;
  return (
    <SubjectPage
      kind="workload"
      id={workloadId}
      build={buildWorkloadPage}
      nameOf={({ view }) => view.name}
      gone="The fleet no longer declares it."
      timeRange={(now) => <PageTimeRange now={now} spec={recentRangeSpec} />}
    >
      {(subject, overview) => <WorkloadBody {...props} overview={overview} subject={subject} />}
    </SubjectPage>
  );
}

interface WorkloadBodyProps extends WorkloadScreenProps {
  readonly overview: FleetOverview;
  readonly subject: WorkloadSubject;
}

function WorkloadBody({ overview, subject, ...props }: WorkloadBodyProps) {
  const history = useWorkloadHistory(props.workloadId, props.history);
  const marks = useMarks({ of: 'workload', workloadId: props.workloadId }, '24h', props.marks);
  const { now } = overview;
  const { simulated } = overview.console;
  const { name, userHealth, tier, strategy, owner, accountId } = subject.view;
  return (
    <>
      <SubjectTitle
        name={name}
        health={subject.view.hasUsers ? userHealth.state : 'no-users'}
        marks={{ 'data-testid': 'workload-title', 'data-user-health': userHealth.state }}
      >
        Tier {tier}, {strategy.replaceAll('-', ' ')}. Owner <bdi>{owner}</bdi>. Account {accountId}.
        {subject.law !== 'none' && ` ${subject.law}`}
      </SubjectTitle>
      <MoveLinks workloadId={props.workloadId} regions={subject.view.cells.map(({ region }) => region)} />
      <WorkloadState overview={overview} view={subject.view} />
      <BesideFindings
        overview={overview}
        findings={subject.findings}
        acknowledgements={props.acknowledgements}
        acknowledge={props.acknowledge}
        refresh={props.history === 'live'}
      >
        <ObjectiveTable objectives={subject.objectives} simulated={simulated} />
        <RegionSignals regions={subject.regions} shares={subject.shares} now={now} simulated={simulated} />
      </BesideFindings>
      <WorkloadSeries subject={subject} series={props.series} marks={props.marks} now={now} simulated={simulated} />
      <StoreTable
        stores={subject.stores}
        history={history.state === 'read' ? history.history.links : []}
        now={now}
        simulated={simulated}
      />
      <NeedsPanels subject={subject} now={now} simulated={simulated} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,7fr)_minmax(20rem,4fr)]">
        <HistoryPanel reading={history} marks={marks} now={now} simulated={simulated} />
        <AttainmentPanel reading={history} hasObjective={subject.objectives.length > 0} simulated={simulated} />
      </div>
      <RoutingRecords entryPoints={subject.entryPoints} now={now} simulated={simulated} />
    </>
  );
}
