'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import { buildRoutingPage } from '@/lib/domain/routing-page/build-routing-page';
import type { RoutingPage } from '@/lib/domain/routing-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { NothingToShow } from '../states/known-or-not';
import { SourceTroubles } from '../states/source-troubles';
import { routingLooks } from '../status/routing-status';
import { StatusIcon } from '../status/status-icon';
import { ListAndDetail } from '../ui/list-and-detail';
import { Panel } from '../ui/panel';
import { useChosenRow } from '../url/use-chosen-row';

/** The list's code comes apart from the page's: the headings do not wait for it. */
const EntryPointList = dynamic(() => import('./entry-point-list').then((module) => module.EntryPointList), {
  loading: () => <div className="m-4 h-40 rounded-panel bg-raised" />,
});

/** Comes with the first entry point that is chosen. */
const EntryPointDetail = dynamic(() => import('./entry-point-detail').then((module) => module.EntryPointDetail), {
  loading: () => <div className="h-64 rounded-panel bg-raised" />,
});

/** How users are sent to regions, entry point by entry point. */
export function RoutingScreen() {
  const { entities, now } = useLiveFleet();
  const page = useMemo(() => buildRoutingPage(entities, now), [entities, now]);
  const { row: chosenId, clear } = useChosenRow();
  const { overview, summary, entryPoints, troubles } = page;
  const { simulated } = overview.console;
  const chosen = entryPoints.find(({ id }) => id === chosenId);
  return (
    <ConsolePage
      title="Routing"
      area="routing"
      overview={overview}
      trail={[{ name: 'Routing' }]}
      heading={
        <PageTitle title="Routing" status={<Summary summary={summary} />}>
          Where Route 53 sends users, what decides that, and what a move takes.
        </PageTitle>
      }
    >
      <SourceTroubles
        troubles={troubles}
        effect="Records, checks and controls keep what was read last and its age; answers over DNS go on."
        now={now}
      />
      <ListAndDetail
        list={
          <Panel
            id="entry-points-title"
            title="Entry points"
            simulated={simulated}
            aside="What Route 53 answers is seen from near the console"
          >
            <EntryPointList rows={entryPoints} now={now} empty={<NoEntryPoints page={page} now={now} />} />
          </Panel>
        }
        detail={
          chosen === undefined
            ? 'none'
            : {
                id: chosen.id,
                label: `Detail of ${chosen.view.hostname}`,
                content: <EntryPointDetail row={chosen} now={now} simulated={simulated} />,
              }
        }
        onClose={clear}
      />
    </ConsolePage>
  );
}

function Summary({ summary }: { readonly summary: RoutingPage['summary'] }) {
  const look = routingLooks[summary.worst === 'none' ? 'unknown' : summary.worst];
  return (
    <span data-testid="routing-summary" data-worst={summary.worst} className="inline-flex items-center gap-1.5">
      <StatusIcon shape={look.shape} tone={look.tone} />
      {summary.sentence}
    </span>
  );
}

/** The fleet declares them: none is a claim about the fleet file, once it was read. */
function NoEntryPoints({ page, now }: { readonly page: RoutingPage; readonly now: EpochMs }) {
  const { workloads } = page.overview;
  if (workloads.length > 0) {
    return (
      <p data-testid="empty-known" className="px-4 py-3 text-ink-muted text-table">
        The fleet declares no entry point of its {workloads.length} workloads.
      </p>
    );
  }
  return (
    <NothingToShow what="entry point" coverage={{ asked: 0, silent: 0, noun: 'sources', checkedAt: now }} now={now} />
  );
}
