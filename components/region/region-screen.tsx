'use client';

import { useMemo } from 'react';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { buildRegionPage } from '@/lib/domain/region-page/build-region-page';
import type { RegionSubject } from '@/lib/domain/region-page/types';
import { formatAge, formatMoment } from '@/lib/format';
import type { Acknowledge, Acknowledgement } from '../findings/acknowledgement';
import { FindingList } from '../findings/finding-list';
import { useAcknowledgements } from '../findings/use-acknowledgements';
import type { Person } from '../shell/console-header';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import type { Theme } from '../shell/themes';
import { HealthWord, healthLooks } from '../status/health-status';
import { StatusIcon } from '../status/status-icon';
import { Panel } from '../ui/panel';
import { AlarmTable } from './alarm-table';
import { EndpointTable } from './endpoint-table';
import { HealthEventList } from './health-event-list';
import { ResourceTable } from './resource-table';
import { SourceTable } from './source-table';

export interface RegionScreenProps {
  readonly region: string;
  readonly person: Person;
  readonly theme: Theme;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly acknowledge: Acknowledge | 'not-allowed';
  /** Off in a still picture. */
  readonly refreshAcknowledgements?: boolean;
}

/** One region: what each vantage says, who is served from it, and what AWS says about it. */
export function RegionScreen(props: RegionScreenProps) {
  const { region, person, theme } = props;
  const live = useLiveFleet();
  const { overview, subject } = useMemo(
    () => buildRegionPage(live.entities, region, live.now),
    [live.entities, region, live.now],
  );
  return (
    <ConsolePage
      title={region}
      person={person}
      theme={theme}
      overview={overview}
      trail={[{ name: 'Regions' }, { name: region }]}
    >
      {subject === 'absent' ? (
        <>
          <h1 className="font-semibold text-title">This region is not known</h1>
          <p className="max-w-prose">
            {overview.regions.length === 0
              ? 'The engine has not read the fleet yet. The page fills by itself.'
              : 'The fleet no longer watches it.'}
          </p>
        </>
      ) : (
        <RegionBody {...props} overview={overview} subject={subject} />
      )}
    </ConsolePage>
  );
}

interface RegionBodyProps extends RegionScreenProps {
  readonly overview: FleetOverview;
  readonly subject: RegionSubject;
}

function RegionBody({ overview, subject, ...props }: RegionBodyProps) {
  const acknowledgements = useAcknowledgements(props.acknowledgements, props.refreshAcknowledgements !== false);
  const { now } = overview;
  const { simulated } = overview.console;
  return (
    <>
      <RegionTitle subject={subject} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,7fr)_minmax(20rem,3fr)]">
        <div className="grid min-w-0 content-start gap-4">
          <RegionState subject={subject} now={now} simulated={simulated} />
          <EndpointTable endpoints={subject.endpoints} now={now} simulated={simulated} />
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
      <div className="grid gap-4 xl:grid-cols-2">
        <AlarmTable alarms={subject.alarms} now={now} simulated={simulated} />
        <HealthEventList events={subject.healthEvents} source={subject.healthSource} now={now} simulated={simulated} />
      </div>
      <SourceTable sources={subject.sources} now={now} simulated={simulated} />
      <ResourceTable resources={subject.resources} simulated={simulated} />
    </>
  );
}

function RegionTitle({ subject }: { readonly subject: RegionSubject }) {
  const { code, place, health } = subject.view;
  const look = healthLooks[health.state];
  return (
    <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
      <h1
        data-testid="region-title"
        data-health={health.state}
        data-region={code}
        className="flex min-w-0 items-start gap-2.5 font-semibold text-title"
      >
        <StatusIcon shape={look.shape} tone={look.tone} size={24} />
        <span className="[overflow-wrap:anywhere]">
          {code}: {look.word.toLowerCase()}
        </span>
      </h1>
      <p className="text-ink-muted text-table [overflow-wrap:anywhere]">
        <bdi>{place}</bdi>
      </p>
    </div>
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
