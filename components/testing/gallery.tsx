'use client';

import { useMemo } from 'react';
import { buildCostReport } from '@/lib/domain/costs/report/build-cost-report';
import type { CostReport } from '@/lib/domain/costs/report/types';
import type { Entity } from '@/lib/domain/entities';
import { toObserved } from '@/lib/domain/observe';
import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import { oddFleetEntities } from '@/lib/domain/testing/odd-entities';
import { type SampledCosts, sampleBudgets, sampleCosts, seen } from '@/lib/domain/testing/sample-bills';
import { withCompanions } from '@/lib/domain/testing/sample-companions';
import { type SampledPast, sampleCompliance } from '@/lib/domain/testing/sample-compliance';
import {
  calmFleetEntities,
  engineStoppedEntities,
  regionDownEntities,
  sampleFleet,
  startingEntities,
} from '@/lib/domain/testing/sample-entities';
import {
  type SampledTimeline,
  sampledTimelines,
  sampleEventReport,
  sampleMarks,
} from '@/lib/domain/testing/sample-events';
import { sampleWorkloadHistory } from '@/lib/domain/testing/sample-history';
import {
  deniedEntities,
  hinderedEntities,
  largeFleetEntities,
  resyncingEntities,
  routedEntities,
  stalledLinkEntities,
} from '@/lib/domain/testing/sample-links';
import { samplePolling } from '@/lib/domain/testing/sample-polling';
import {
  type SampleSeriesState,
  sampleAnswer,
  sampleCheckers,
  sampleSignals,
} from '@/lib/domain/testing/sample-series';
import { hundredWorkloadFleet, thirtyRegionFleet } from '@/lib/domain/testing/sample-wide-fleets';
import { parseTimeRange, type TimeRange } from '@/lib/domain/time-range';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { sampleDrills } from '@/lib/recovery/pages/testing/sample-drills';
import { AccountsScreen } from '../accounts/accounts-screen';
import { readCostQuery } from '../costs/cost-spec';
import { CostsScreen } from '../costs/costs-screen';
import { DrillsScreen } from '../drills/drills-screen';
import { EventsScreen } from '../events/events-screen';
import type { RunCommands } from '../executions/command';
import { RunScreen } from '../executions/run-screen';
import type { HistoryReading } from '../history/workload-history';
import { ObjectivesScreen } from '../objectives/objectives-screen';
import { FleetOverviewScreen } from '../overview/fleet-overview-screen';
import { PlanScreen } from '../plans/plan-screen';
import { RecoveryScreen } from '../recovery/recovery-screen';
import { RegionScreen } from '../region/region-screen';
import { RegionListScreen } from '../region-list/region-list-screen';
import type { StillPast } from '../replication/link-past';
import { ReplicationScreen } from '../replication/replication-screen';
import { ReportsScreen } from '../reports/reports-screen';
import { RoutingScreen } from '../routing/routing-screen';
import type { AccessLinksGiven } from '../settings/access-link-commands';
import { SettingsScreen } from '../settings/settings-screen';
import { StillEntities } from '../shell/live-entities';
import { PersonProvider } from '../shell/person';
import { LinkEnded } from '../sign-in/link-ended';
import { StartScreen } from '../start/start-screen';
import { WorkloadScreen } from '../workload/workload-screen';
import { WorkloadListScreen } from '../workload-list/workload-list-screen';
import { galleryMoment } from './gallery-moment';
import { LoadingGallery } from './opened-gallery';
import { PlanTextPicture } from './plan-text-picture';
import { PrimitivesGallery, primitiveParts } from './primitives-gallery';
import { ReportGallery, sampleMonths } from './report-gallery';
import { sampleAccessLinks } from './sample-access-links';
import { sampleDeliveries, sampleRecoveryReports } from './sample-deliveries';
import { sampleReport } from './sample-report';
import { WallGallery } from './wall-gallery';

const pictures: Readonly<Record<string, (now: number) => readonly Entity[]>> = {
  calm: calmFleetEntities,
  costs: (now) => [...calmFleetEntities(now), monthOf(now)],
  'polling-forecast': (now) => [...calmFleetEntities(now), ...samplePolling.forecast(now)],
  'polling-counted': (now) => [...calmFleetEntities(now), ...samplePolling.counted(now)],
  'polling-stretched': (now) => [...calmFleetEntities(now), ...samplePolling.stretched(now)],
  'polling-protected': (now) => [...calmFleetEntities(now), ...samplePolling.protected(now)],
  'polling-over': (now) => [...calmFleetEntities(now), ...samplePolling.over(now)],
  'polling-prices-unknown': (now) => [...calmFleetEntities(now), ...samplePolling.prices(now)],
  budgets: (now) => [...calmFleetEntities(now), ...sampleBudgets(now)],
  companions: (now) => withCompanions(calmFleetEntities(now), now),
  'companions-region-down': (now) => withCompanions(regionDownEntities(now, { failedFor: 700 }), now),
  'companions-stopped': (now) => withCompanions(engineStoppedEntities(now, { stoppedFor: 3600 }), now - 3_600_000),
  'companions-starting': (now) => withCompanions(startingEntities(now), now),
  unreachable: (now) => regionDownEntities(now, { failedFor: 14 }),
  'region-down': (now) => regionDownEntities(now, { failedFor: 700 }),
  'engine-stopped': (now) => engineStoppedEntities(now),
  starting: startingEntities,
  empty: () => [],
  stalled: stalledLinkEntities,
  resyncing: resyncingEntities,
  routed: (now) => routedEntities(calmFleetEntities(now), now),
  'routed-region-down': (now) => routedEntities(regionDownEntities(now, { failedFor: 700 }), now, 'us-east-1'),
  denied: deniedEntities,
  hindered: hinderedEntities,
  'right-to-left': (now) => oddFleetEntities(now, 'rightToLeft'),
  emoji: (now) => oddFleetEntities(now, 'emoji'),
  long: (now) => oddFleetEntities(now, 'long'),
  markup: (now) => oddFleetEntities(now, 'markup'),
};

export const pictureNames: readonly string[] = Object.keys(pictures);

/** Of pages with many rows only: the others are not made for so much at once. */
const largePictures: typeof pictures = {
  large: largeFleetEntities,
  'whole-fleet': (now) => onceEach([...calmFleetEntities(now, defaultFleet), monthOf(now)]),
  'whole-fleet-down': (now) =>
    onceEach([...regionDownEntities(now, { failedFor: 700, fleet: defaultFleet }), monthOf(now)]),
  'thirty-regions': (now) => calmFleetEntities(now, thirtyRegionFleet()),
  'thirty-regions-down': (now) => regionDownEntities(now, { failedFor: 700, fleet: thirtyRegionFleet() }),
  'hundred-workloads': (now) => calmFleetEntities(now, hundredWorkloadFleet()),
  'hundred-workloads-down': (now) => regionDownEntities(now, { failedFor: 700, fleet: hundredWorkloadFleet() }),
};

export const largePictureNames: readonly string[] = Object.keys(largePictures);

/** Samples of a whole fleet may name a link twice; a store keeps one of an id. */
function onceEach(entities: readonly Entity[]): readonly Entity[] {
  return [...new Map(entities.map((entity) => [`${entity.kind} ${entity.id}`, entity])).values()];
}

/** The costs of a month, as the engine writes them once it reads Cost Explorer. */
function monthOf(now: number): Entity {
  const month = {
    fromDay: '2026-08-01',
    untilDay: '2026-08-12',
    totalUsd: 37_169.36,
    byRegion: [
      { region: 'us-east-1', costUsd: 18_412.37 },
      { region: 'us-west-2', costUsd: 7420.11 },
      { region: 'eu-central-1', costUsd: 6903.4 },
      { region: 'ap-southeast-1', costUsd: 4120.98 },
      { region: 'global', costUsd: 312.5 },
    ],
    byService: [],
    estimated: true,
  };
  const measuredAt = now - 9 * 3_600_000;
  const monthToDate = toObserved(month, measuredAt, measuredAt, 'aws-api');
  const cadence = { cadenceSeconds: 21_600, publishDelaySeconds: 0 };
  const accountId = '111122223333';
  return { kind: 'cost', id: accountId, accountId, monthToDate, cadence } as unknown as Entity;
}

export interface GalleryProps {
  /** A page of the console, or `primitives` with a part as its subject. */
  readonly page: string;
  /** Id of the workload, region, plan or run; of objectives and events the range and its past, e.g. `30d-breached`. */
  readonly subject: string;
  readonly state: string;
  /** Whether the past is known. */
  readonly history: boolean;
  /** Who looks: their role decides what they are offered. */
  readonly role?: string;
  /** The whole picture, where it is made on the server. */
  readonly made?: readonly Entity[] | 'none';
}

/** @throws for a picture there is none of: a calm one in its place would be believed */
function drawPicture(state: string): readonly Entity[] {
  const draw = pictures[state] ?? largePictures[state];
  if (draw === undefined) throw new Error(`The gallery has no picture ${state}`);
  return draw(galleryMoment);
}

/** A page in a named state, without a store. */
export function Gallery({ page, subject, state, history, role = 'operator', made = 'none' }: GalleryProps) {
  const entities = useMemo(() => (made === 'none' ? drawPicture(state) : made), [state, made]);
  return (
    <StillEntities entities={entities} now={galleryMoment}>
      <PersonProvider person={{ name: role === 'requester' ? 'ada' : role, role }}>
        <Picture state={state} page={page} subject={subject} history={history} role={role} />
      </PersonProvider>
    </StillEntities>
  );
}

const sampleFacts = {
  version: '0.1.0',
  clock: { anchorFleetMs: 0, anchorWallMs: 0, speed: 1 },
  simulated: true,
  store: { server: 'PostgreSQL 18.4', sizeBytes: 70_200_000, place: 'embedded' },
  keptDays: { minute: 15, 'five-minutes': 63, hour: 455, day: 455 },
} as const;

const common = {
  acknowledgements: [],
  acknowledge: async () => ({ ok: false as const, message: 'This is a picture; nothing is recorded.' }),
};

/** What is fetched on demand, of workloads in regions. */
function seriesOf(picture: string, workloads: readonly string[], regions: readonly string[]): readonly WindowAnswer[] {
  return workloads.flatMap((workload) =>
    regions.flatMap((region) => {
      const state = seriesStateOf(picture, region);
      return [
        sampleAnswer(sampleSignals(workload, region, galleryMoment, state), state),
        sampleAnswer(sampleCheckers(workload, region, galleryMoment, state), state),
      ];
    }),
  );
}

/** What is fetched on demand stands as the rest of the picture does. */
function seriesStateOf(picture: string, region: string): SampleSeriesState {
  if (picture === 'engine-stopped' || picture === 'companions-stopped') return 'stale';
  if (picture === 'denied' || picture === 'empty') return picture;
  const isLost = /region-down|-down$|^unreachable$|^long$/.test(picture) && region === 'us-east-1';
  return isLost ? 'unreachable' : 'calm';
}

const stillPast: StillPast = {
  marks: sampleMarks(galleryMoment),
  peaks: new Map([
    ['checkout/orders/us-east-1>us-west-2', 41],
    ['storefront/user-sessions/us-east-1>us-west-2', 12.4],
    ['storefront/user-sessions/eu-central-1>us-east-1', 131],
  ]),
  historyOf: (workloadId) => ({ state: 'read', history: sampleWorkloadHistory(workloadId, galleryMoment) }),
};

const noPast: StillPast = { peaks: 'failed', marks: [], historyOf: () => ({ state: 'none-yet' }) };

export const sampledPasts: readonly SampledPast[] = ['breached', 'calm', 'young', 'empty'];

/** 30 days where the word names no range. */
function rangeOf(word: string): TimeRange {
  const range = parseTimeRange(word);
  return range === 'invalid' ? '30d' : range;
}

function timelineOf(word: string): SampledTimeline {
  return sampledTimelines.find((timeline) => timeline === word) ?? 'outage';
}

function pastOf(word: string): SampledPast {
  return sampledPasts.find((past) => past === word) ?? 'breached';
}

export const sampledCosts = Object.keys(sampleCosts) as readonly SampledCosts[];

/** Bills of a sampled state, e.g. `calm`; after a colon the question, as the page's address has it. */
function costsOf(subject: string): CostReport {
  const [state = '', question = ''] = subject.split(':');
  const sampled = sampledCosts.find((one) => one === state) ?? 'calm';
  const workloads = sampleFleet.workloads;
  const accounts = [{ id: '111122223333', name: 'shop' }];
  const query = readCostQuery(new URLSearchParams(question));
  return buildCostReport(
    { readings: sampleCosts[sampled](costsMoment).map(seen), workloads, accounts },
    query,
    costsMoment,
  );
}

/** Late in the month, so that most of it is billed. */
const costsMoment = galleryMoment + 14 * 86_400_000;

const refuse = async () => ({ ok: false as const, message: 'This is a picture; nothing is recorded.' });

function commandsOf(role: string): RunCommands {
  const steer = role === 'viewer' ? 'not-allowed' : refuse;
  const approve = role === 'approver' || role === 'requester' ? refuse : 'not-allowed';
  return {
    approve,
    decline: approve,
    pause: steer,
    resume: steer,
    'retry-step': steer,
    'skip-step': steer,
    cancel: steer,
    escalate: steer,
    'make-graceful': steer,
    'acknowledge-risk': steer,
    'task-done': steer,
  };
}

/** What this person may do with read-only links; `no-links` is a list without one. */
function accessLinksOf(role: string, subject: string): AccessLinksGiven | 'not-allowed' {
  if (role === 'viewer') return 'not-allowed';
  const list = subject === 'no-links' ? { links: [], readAt: galleryMoment } : sampleAccessLinks(galleryMoment);
  return { list, make: role === 'approver' ? refuse : 'not-allowed', revoke: refuse };
}

const linkEnds = ['expired', 'unknown', 'elsewhere'] as const;

function endOf(subject: string): (typeof linkEnds)[number] {
  return linkEnds.find((end) => end === subject) ?? 'unknown';
}

function Picture({ state, page, subject, history, role = 'operator' }: Omit<GalleryProps, 'made'>) {
  if (page === 'recovery') {
    return (
      <RecoveryScreen
        clearAntiFlap={role === 'approver' ? refuse : 'not-allowed'}
        ownResidue={role === 'viewer' ? 'not-allowed' : refuse}
        clearedRuns={[]}
      />
    );
  }
  if (page === 'drills') {
    return (
      <DrillsScreen
        begin={role === 'viewer' ? 'not-allowed' : refuse}
        end={role === 'viewer' ? 'not-allowed' : refuse}
        initial={{ drills: sampleDrills(subject, galleryMoment), readAt: galleryMoment }}
        refresh={false}
      />
    );
  }
  if (page === 'costs') return <CostsScreen initial={costsOf(subject)} refresh={false} />;
  if (page === 'plan') return <PlanScreen planId={subject} />;
  if (page === 'plan-text') return <PlanTextPicture planId={subject} isBroken={state === 'recovery-calm'} />;
  if (page === 'run')
    return (
      <RunScreen
        executionId={subject}
        commands={commandsOf(role)}
        ownResidue={role === 'viewer' ? 'not-allowed' : refuse}
        report={sampleReport(state, galleryMoment)}
      />
    );
  if (page === 'start') {
    return (
      <StartScreen
        start={role === 'viewer' ? 'not-allowed' : refuse}
        mayOverride={role === 'approver'}
        clearedRuns={[]}
      />
    );
  }
  if (page === 'objectives') {
    const [range = '', past = ''] = subject.split('-');
    const report = sampleCompliance(rangeOf(range), pastOf(past), galleryMoment);
    return <ObjectivesScreen initial={report} refresh={false} marks={sampleMarks(galleryMoment)} />;
  }
  if (page === 'events') {
    const [range = '', timeline = ''] = subject.split('-');
    const report = sampleEventReport(rangeOf(range), timelineOf(timeline), galleryMoment);
    return <EventsScreen initial={report} refresh={false} />;
  }
  if (page === 'workload') {
    const reading: HistoryReading = history
      ? { state: 'read', history: sampleWorkloadHistory(subject, galleryMoment) }
      : { state: 'none-yet' };
    return (
      <WorkloadScreen
        {...common}
        workloadId={subject}
        history={reading}
        series={seriesOf(state, [subject], ['us-east-1', 'us-west-2'])}
        marks={history ? sampleMarks(galleryMoment) : []}
      />
    );
  }
  if (page === 'region') {
    const series = seriesOf(state, ['checkout', 'storefront'], [subject]);
    return (
      <RegionScreen
        {...common}
        region={subject}
        refreshAcknowledgements={false}
        series={series}
        marks={sampleMarks(galleryMoment)}
      />
    );
  }
  if (page === 'wall') return <WallGallery subject={subject} />;
  if (page === 'workloads') return <WorkloadListScreen />;
  if (page === 'regions')
    return <RegionListScreen series={seriesOf(state, ['checkout'], ['us-east-1', 'us-west-2'])} />;
  if (page === 'replication') return <ReplicationScreen past={history ? stillPast : noPast} />;
  if (page === 'routing') return <RoutingScreen />;
  if (page === 'accounts') return <AccountsScreen />;
  if (page === 'settings')
    return (
      <SettingsScreen
        facts={sampleFacts}
        signIn={{ hasLocalAccounts: true, provider: 'none' }}
        accessLinks={accessLinksOf(role, subject)}
      />
    );
  if (page === 'report') return <ReportGallery subject={subject} role={role} />;
  if (page === 'reports') {
    const isEmpty = subject === 'nothing';
    return (
      <ReportsScreen
        initial={{
          months: sampleMonths('2026-08').slice(0, isEmpty ? 1 : 5),
          whyNoDeliveries: 'shown',
          deliveries: isEmpty ? [] : sampleDeliveries(galleryMoment),
          recoveries: isEmpty ? [] : sampleRecoveryReports(galleryMoment),
          readAt: galleryMoment - 4000,
        }}
        refresh={false}
      />
    );
  }
  if (page === 'link-ended') return <LinkEnded because={endOf(subject)} />;
  if (page === 'loading') return <LoadingGallery />;
  if (page === 'primitives')
    return <PrimitivesGallery part={primitiveParts.find((part) => part === subject) ?? 'states'} past={stillPast} />;
  return <FleetOverviewScreen {...common} refreshAcknowledgements={false} />;
}
