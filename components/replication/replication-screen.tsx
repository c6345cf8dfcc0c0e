'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { buildReplicationPage } from '@/lib/domain/replication-page/build-replication-page';
import type { LinkRow, ReplicationPage } from '@/lib/domain/replication-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { NothingToShow } from '../states/known-or-not';
import { SourceTroubles } from '../states/source-troubles';
import { ComplianceStatus } from '../status/compliance-status';
import { ListAndDetail } from '../ui/list-and-detail';
import { Panel } from '../ui/panel';
import { useChosenRow } from '../url/use-chosen-row';
import type { ListedLink } from './link-columns';
import { type LinkPeaks, type StillPast, useLinkPeaks } from './link-past';
import { ResyncPanel } from './resync-panel';

/** The list's code comes apart from the page's: the headings, and what comes back, do not wait for it. */
const LinkList = dynamic(() => import('./link-list').then((module) => module.LinkList), {
  loading: () => <div className="m-4 h-40 rounded-panel bg-raised" />,
});

/** Comes with the first link that is chosen: with its chart it is larger than the list. */
const LinkDetail = dynamic(() => import('./link-detail').then((module) => module.LinkDetail), {
  loading: () => <div className="h-64 rounded-panel bg-raised" />,
});

export interface ReplicationScreenProps {
  /** A fixed past; `live` asks the console. */
  readonly past: StillPast | 'live';
}

/** Every link of the fleet: what would be lost now, against what, by which evidence, and what comes back. */
export function ReplicationScreen({ past }: ReplicationScreenProps) {
  const { entities, now } = useLiveFleet();
  const page = useMemo(() => buildReplicationPage(entities, now), [entities, now]);
  const peaks = useLinkPeaks(past);
  const { row: chosenId, clear } = useChosenRow();
  const { overview, summary, troubles } = page;
  const { simulated } = overview.console;
  const rows = useMemo(() => toListed(page, peaks), [page, peaks]);
  const chosen = rows.find(({ link }) => link.id === chosenId);
  return (
    <ConsolePage
      title="Replication"
      area="replication"
      overview={overview}
      trail={[{ name: 'Replication' }]}
      heading={
        <PageTitle title="Replication" status={<Summary summary={summary} />}>
          What would be lost if the source of a link went away now, and what that rests on.
        </PageTitle>
      }
    >
      <SourceTroubles troubles={troubles} effect="Figures from there keep their last values and age." now={now} />
      <ResyncPanel page={page} now={now} />
      <ListAndDetail
        list={
          <Panel
            id="links-title"
            title="All links"
            simulated={simulated}
            aside={`est.: of what arrived, not a bound${peaksWords(peaks)}`}
          >
            <LinkList rows={rows} now={now} empty={<NoLinks page={page} now={now} />} />
          </Panel>
        }
        detail={
          chosen === undefined
            ? 'none'
            : {
                id: chosen.link.id,
                label: `Detail of ${chosen.link.storeId}, ${chosen.pair}`,
                content: <LinkDetail row={chosen} past={past} now={now} />,
              }
        }
        onClose={clear}
      />
    </ConsolePage>
  );
}

function Summary({ summary }: { readonly summary: ReplicationPage['summary'] }) {
  return (
    <span data-testid="replication-summary" data-worst={summary.worst}>
      <ComplianceStatus
        state={summary.worst === 'none' ? 'not-measured' : summary.worst}
        sentence={summary.sentence}
        provableNow
      />
    </span>
  );
}

function toListed({ links, overview }: ReplicationPage, peaks: LinkPeaks): readonly ListedLink[] {
  const { simulated } = overview.console;
  return links.map((row) => ({
    ...row,
    simulated,
    worstSeconds: worstOf(row, peaks),
  }));
}

/** Of the minutes on record and of the newest lag, which is not on record yet. */
function worstOf({ link }: LinkRow, peaks: LinkPeaks): ListedLink['worstSeconds'] {
  const recorded = typeof peaks === 'string' ? undefined : peaks.get(link.id);
  const { measured } = link.loss;
  if (recorded === undefined) return 'unknown';
  return measured.state === 'known' ? Math.max(recorded, measured.seconds) : recorded;
}

function peaksWords(peaks: LinkPeaks): string {
  if (peaks === 'asking') return '; reading the worst of 24 h';
  return peaks === 'failed' ? '; the worst of 24 h could not be read' : '';
}

/** No link is only a claim while everything that would tell of one answers. */
function NoLinks({ page, now }: { readonly page: ReplicationPage; readonly now: EpochMs }) {
  const { asked, silent, checkedAt } = page.coverage;
  const at = checkedAt === 'never' ? now : checkedAt;
  return (
    <NothingToShow what="link replicates" coverage={{ asked, silent, noun: 'sources', checkedAt: at }} now={now} />
  );
}
