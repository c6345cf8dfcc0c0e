import type { ReactNode } from 'react';
import type { LinkRow } from '@/lib/domain/replication-page/types';
import { nameStoreKind } from '@/lib/domain/store-kind-name';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatCount, formatDuration, formatMoment, formatRate } from '@/lib/format';
import { SourceLink } from '../charts/source-link';
import { atMostWords, measuredWords } from '../overview/workload-objectives';
import { type Fact, FactList } from '../settings/fact-list';
import { regionAddress, workloadAddress } from '../shell/addresses';
import { AgedValue } from '../status/aged-value';
import { BulletBar } from '../status/bullet-bar';
import { ComplianceStatus } from '../status/compliance-status';
import { FlowStatus, ResyncStatus } from '../status/flow-status';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import type { ListedLink } from './link-columns';
import { LinkHistory } from './link-history';
import type { StillPast } from './link-past';

export interface LinkDetailProps {
  readonly row: ListedLink;
  readonly past: StillPast | 'live';
  readonly now: EpochMs;
}

/** One link: how it stands, since when, by what evidence, and its last day. */
export function LinkDetail({ row, past, now }: LinkDetailProps) {
  const { link, pair, simulated, findings } = row;
  return (
    <Panel id="link-detail-title" title={`${link.storeId}, ${pair}`} simulated={simulated}>
      <div className="grid gap-2 px-4 pt-3 text-table" data-testid="link-detail" data-compliance={link.verdict.state}>
        <ComplianceStatus {...link.verdict} />
        <Against row={row} />
        {findings.map(({ id, sentence, since, clear }) => (
          <p key={id} className="text-ink">
            {sentence}.{' '}
            <span className="text-ink-muted">
              Since {formatMoment(since, now)}. {clear}.
            </span>
          </p>
        ))}
      </div>
      <FactList facts={[...resyncFacts(row, now), ...lossFacts(row, now), ...flowFacts(row, now)]} />
      <div className="border-line border-t px-4 py-3">
        <LinkHistory row={row} past={past} now={now} simulated={simulated} />
      </div>
      <div className="border-line border-t">
        <FactList facts={[...evidenceFacts(row, now), ...placeFacts(row)]} />
      </div>
    </Panel>
  );
}

function Against({ row }: { readonly row: ListedLink }) {
  const { objectiveSeconds, link, worstSeconds } = row;
  if (objectiveSeconds === 'none') return null;
  const { measured, atMost } = link.loss;
  return (
    <div>
      <BulletBar
        measuredSeconds={measured.state === 'known' ? measured.seconds : 'not-measured'}
        atMostSeconds={atMost.state === 'unbounded' ? 'unbounded' : atMost.seconds}
        objectiveSeconds={objectiveSeconds}
        worstSeconds={worstSeconds}
      />
      <span className="text-ink-faint text-note">
        Thick bar measured, thin bar at most, line the objective, dashed tick the worst of 24 h
      </span>
    </div>
  );
}

function lossFacts({ link, objectiveSeconds, worstSeconds, consistency }: ListedLink, now: EpochMs): readonly Fact[] {
  const { recoveryPointAt, measured } = link.loss;
  const age = measured.state === 'known' ? `, ${formatAge(measured.measuredAt, now)}` : '';
  return [
    { name: 'Measured', value: `${measuredWords(link.loss, now)}${age}` },
    { name: 'At most', value: atMostWords(link.loss) },
    {
      name: 'Recovery point',
      value: recoveryPointAt === 'void' ? 'None to count from now' : formatMoment(recoveryPointAt, now, 'second'),
    },
    {
      name: 'Objective',
      value:
        objectiveSeconds === 'none' ? 'None set for the loss of a region' : formatDuration(objectiveSeconds, 'down'),
    },
    {
      name: 'Worst of 24 h',
      value: worstSeconds === 'unknown' ? 'Not known: no minute of it is on record' : formatDuration(worstSeconds),
    },
    {
      name: 'Consistency',
      value: consistency === 'strong' ? 'Strong: a write waits for its second region' : 'Eventual',
    },
    { name: 'Counts', value: standingWords[link.standing] },
  ];
}

const standingWords = {
  counted: 'For the objective of its workload',
  rebuildable: 'Not: its store can be filled anew',
  unlawful: 'Not: the data may not be served from its target',
} as const;

function flowFacts({ link, copyState, writesPerSecond, backlog }: LinkRow, now: EpochMs): readonly Fact[] {
  return [
    { name: 'Flow', value: <FlowStatus flow={link.flow} /> },
    {
      name: 'Copy, as AWS says',
      value: <AgedValue name="state" {...copyState} now={now} show={(state) => state.replaceAll('-', ' ')} />,
    },
    {
      name: 'Writes at the source',
      value: <AgedValue name="writes" {...writesPerSecond} now={now} show={formatRate} />,
    },
    ...(backlog === 'not-told'
      ? [{ name: 'Backlog', value: 'This kind of store does not tell what waits' }]
      : [
          {
            name: 'Waiting',
            value: (
              <AgedValue
                name="waiting"
                {...backlog.pendingOperations}
                now={now}
                show={(count) => `${formatCount(count)} changes`}
              />
            ),
          },
          {
            name: 'Failed for good',
            value: backlog.failed === 'none' ? 'None seen in the last day' : backlog.failed,
          },
        ]),
  ];
}

/** How it comes back after an outage; nothing while it is as usual. */
function resyncFacts({ resync }: LinkRow, now: EpochMs): readonly Fact[] {
  if (resync === 'none') return [];
  const done = resync.donePercent === 'not-told' ? 'Nobody tells how far' : `${resync.donePercent} % of the way back`;
  return [
    { name: 'Resync', value: <ResyncStatus phase={resync.phase} isKnownNow={resync.isKnownNow} /> },
    { name: 'Behind since', value: formatMoment(resync.since, now, 'second') },
    { name: 'In this phase since', value: formatMoment(resync.phaseSince, now, 'second') },
    { name: 'How far', value: resync.isKnownNow ? done : 'Not known now' },
    { name: 'Expected end', value: resync.end.sentence },
  ];
}

function evidenceFacts({ evidence, accountId, simulated }: ListedLink, now: EpochMs): readonly Fact[] {
  const { metric, publishedIn, sentence, delaySeconds, metricSource, marker } = evidence;
  const facts: Fact[] = [
    {
      name: 'Evidence',
      value: (
        <>
          {metric}, published in {publishedIn}{' '}
          {metricSource !== 'none' && <SourceLink source={metricSource} accountId={accountId} simulated={simulated} />}
        </>
      ),
    },
    { name: 'What it proves', value: sentence },
    { name: 'Takes to arrive', value: `Up to ${formatDuration(delaySeconds)}` },
  ];
  if (marker === 'none') return [...facts, { name: 'Marker', value: 'None on this store' }];
  const at = (moment: EpochMs) => formatMoment(moment, now, 'second');
  return [
    ...facts,
    { name: 'Marker', value: marker.by === 'store' ? 'Written into the store itself' : 'Kept by the application' },
    { name: 'Newest written', value: <AgedValue name="marker" {...marker.written} now={now} show={at} /> },
    {
      name: 'Newest arrived',
      value: <AgedValue name="marker" {...marker.seen} now={now} show={(moment) => `written ${at(moment)}`} />,
    },
  ];
}

function placeFacts({ link, workloadName, accountId, evidence, simulated }: ListedLink): readonly Fact[] {
  const places: ReactNode = (
    <>
      {evidence.storeSources.map((source) => (
        <span key={`${source.kind} ${source.region}`} className="block min-h-7">
          {source.region} <SourceLink source={source} accountId={accountId} simulated={simulated} />
        </span>
      ))}
    </>
  );
  return [
    { name: 'Workload', value: <NameLink href={workloadAddress(link.workloadId)}>{workloadName}</NameLink> },
    {
      name: 'Store',
      value: (
        <>
          {nameStoreKind(link.storeKind)} <bdi className="font-mono text-note">{link.resource}</bdi>
        </>
      ),
    },
    {
      name: 'Regions',
      value: (
        <>
          <NameLink href={regionAddress(link.source)}>{link.source}</NameLink> →{' '}
          <NameLink href={regionAddress(link.target)}>{link.target}</NameLink>
        </>
      ),
    },
    { name: 'Account', value: accountId },
    { name: 'Pages of the store', value: places },
  ];
}
