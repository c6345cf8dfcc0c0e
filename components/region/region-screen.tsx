'use client';

import dynamic from 'next/dynamic';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { buildRegionPage } from '@/lib/domain/region-page/build-region-page';
import type { RegionSubject } from '@/lib/domain/region-page/types';
import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import { formatAge, formatMoment } from '@/lib/format';
import type { StillMarks } from '../events/use-marks';
import type { Acknowledge, Acknowledgement } from '../findings/acknowledgement';
import { BesideFindings } from '../findings/beside-findings';
import { SeriesBlock } from '../series/series-block';
import { startAddress } from '../shell/addresses';
import { SubjectPage } from '../shell/subject-page';
import { SubjectTitle } from '../shell/subject-title';
import { HealthWord } from '../status/health-status';
import { PageTimeRange } from '../time/range-picker';
import { recentRangeSpec } from '../time/use-time-range';
import { Panel } from '../ui/panel';
import { AlarmTable } from './alarm-table';
import { EndpointTable } from './endpoint-table';
import { HealthEventList } from './health-event-list';
import { ResourceTable } from './resource-table';
import { SourceTable } from './source-table';

/** What is fetched on demand is drawn after the page stands, and so is its code. */
const RegionSeries = dynamic(() => import('./region-series'), { ssr: false, loading: () => <SeriesBlock /> });

export interface RegionScreenProps {
  readonly region: string;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly acknowledge: Acknowledge | 'not-allowed';
  /** Off in a still picture. */
  readonly refreshAcknowledgements?: boolean;
  /** What is fetched on demand: `live` asks the console, else a fixed picture. */
  readonly series: readonly WindowAnswer[] | 'live';
  /** Events marked on its charts; the same. */
  readonly marks: StillMarks | 'live';
}

/** One region: what each vantage says, who is served from it, and what AWS says about it. */
export function RegionScreen(props: RegionScreenProps) {
  const { region } = props;
  return (
    <SubjectPage
      kind="region"
      id={region}
      build={buildRegionPage}
      nameOf={({ view }) => view.code}
      gone="The fleet no longer watches it."
      timeRange={(now) => <PageTimeRange now={now} spec={recentRangeSpec} />}
    >
      {(subject, overview) => <RegionBody {...props} overview={overview} subject={subject} />}
    </SubjectPage>
  );
}

interface RegionBodyProps extends RegionScreenProps {
  readonly overview: FleetOverview;
  readonly subject: RegionSubject;
}

function RegionBody({ overview, subject, ...props }: RegionBodyProps) {
  const { now } = overview;
  const { simulated } = overview.console;
  const { code, place, health } = subject.view;
  return (
    <>
      <SubjectTitle
        name={code}
        health={health.state}
        marks={{ 'data-testid': 'region-title', 'data-health': health.state, 'data-region': code }}
      >
        <bdi>{place}</bdi>
        {subject.declared.length > 0 && `. ${subject.declared.join(' ')}`}{' '}
        {subject.view.workloadCount > 0 && (
          <a href={startAddress({ source: code })} className="text-link underline" data-testid="move-out">
            Look at moves out of {code} …
          </a>
        )}
      </SubjectTitle>
      <BesideFindings
        overview={overview}
        findings={subject.findings}
        acknowledgements={props.acknowledgements}
        acknowledge={props.acknowledge}
        refresh={props.refreshAcknowledgements !== false}
      >
        <RegionState subject={subject} now={now} simulated={simulated} />
        <EndpointTable endpoints={subject.endpoints} now={now} simulated={simulated} />
      </BesideFindings>
      <RegionSeries subject={subject} series={props.series} marks={props.marks} now={now} simulated={simulated} />
      <div className="grid gap-4 xl:grid-cols-2">
        <AlarmTable alarms={subject.alarms} now={now} simulated={simulated} />
        <HealthEventList events={subject.healthEvents} source={subject.healthSource} now={now} simulated={simulated} />
      </div>
      <SourceTable sources={subject.sources} now={now} simulated={simulated} />
      <ResourceTable resources={subject.resources} simulated={simulated} />
    </>
  );
}

interface RegionStateProps {
  readonly subject: RegionSubject;
  readonly now: number;
  readonly simulated: boolean;
}

function RegionState({ subject, now, simulated }: RegionStateProps) {
  const { health, api, vantages, newestMeasuredAt } = subject.view;
  return (
    <Panel id="state-title" title="Now" simulated={simulated}>
      <dl className="grid gap-x-6 gap-y-4 px-4 py-3 text-table sm:grid-cols-3">
        <div>
          <dt className="text-ink-faint text-note">What users get there</dt>
          <dd>
            <HealthWord state={health.state} />
            <span className="block text-ink-muted">{health.reason}</span>
            {health.since !== 'unknown' && (
              <span className="block text-ink-faint text-note">since {formatMoment(health.since, now, 'second')}</span>
            )}
          </dd>
        </div>
        <div>
          <dt className="text-ink-faint text-note">What each vantage says</dt>
          <dd className="text-ink-muted">
            {vantages.length === 0
              ? 'No vantage on a user path: no workload here.'
              : vantages.map(({ name, sentence }) => (
                  <span key={name} className="block">
                    {sentence}
                  </span>
                ))}
          </dd>
        </div>
        <div>
          <dt className="text-ink-faint text-note">AWS API from here</dt>
          <dd className="text-ink-muted">
            {api.sentence}
            <span className="block text-ink-faint text-note">
              Newest data {newestMeasuredAt === 'never' ? 'never' : formatAge(newestMeasuredAt, now)}
            </span>
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
