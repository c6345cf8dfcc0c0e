'use client';

import dynamic from 'next/dynamic';
import { useMemo } from 'react';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { formatMoment } from '@/lib/format';
import { buildRecoveryPage } from '@/lib/recovery/pages/build-recovery-page';
import type { Command } from '../executions/command';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { DataTable } from '../table/data-table';
import { Panel } from '../ui/panel';
import { AwayPanel } from './away-panel';
import { FlapPanel } from './flap-panel';
import { LiveRuns } from './live-runs';
import { pastTable, practiceTable } from './run-columns';

export interface RecoveryScreenProps {
  readonly clearAntiFlap: Command | 'not-allowed';
  readonly ownResidue: Command | 'not-allowed';
  /** Runs after which a person has allowed another one. */
  readonly clearedRuns: readonly string[];
}

/** Every gate of every move, and what was measured: their code comes after the page, which does not wait for it. */
const ReadinessPanel = dynamic(() => import('./readiness-panel'), {
  loading: () => <div className="h-60 rounded-panel bg-raised" />,
});

const ResiduePanel = dynamic(() => import('./residue-panel'));
const EvidencePanel = dynamic(() => import('./evidence-panel'), {
  loading: () => <div className="h-60 rounded-panel bg-raised" />,
});

/** What is being moved, what could be, and what was. */
export function RecoveryScreen({ clearAntiFlap, ownResidue, clearedRuns }: RecoveryScreenProps) {
  const { entities, now } = useLiveFleet();
  const page = useMemo(() => buildRecoveryPage(entities, clearedRuns, now), [entities, clearedRuns, now]);
  const { overview, live, past, practice, flaps, away, residues } = page;
  const { simulated } = overview.console;
  return (
    <ConsolePage
      title="Recovery"
      area="recovery"
      overview={overview}
      trail={[{ name: 'Recovery' }]}
      heading={
        <PageTitle title="Recovery">
          What is being moved, whether each workload could leave a region now, and what was done.
        </PageTitle>
      }
      controls={
        <>
          <a href="/recovery/start" className="text-link underline">
            Look at a move …
          </a>
          <a href="/recovery/drills" className="text-link underline">
            Drills
          </a>
        </>
      }
    >
      <LiveRuns runs={live} now={now} simulated={simulated} nothing={nothingUnderWay(overview)} />
      <AwayPanel away={away} own={ownResidue} now={now} simulated={simulated} />
      {residues.length > 0 && <ResiduePanel residues={residues} own={ownResidue} now={now} simulated={simulated} />}
      <FlapPanel flaps={flaps} clear={clearAntiFlap} now={now} simulated={simulated} />
      <ReadinessPanel clearedRuns={clearedRuns} simulated={simulated} />
      <EvidencePanel simulated={simulated} />
      <Panel id="past-title" title="Runs that have ended" simulated={simulated}>
        <DataTable
          table={pastTable}
          rows={past}
          now={now}
          height="part"
          empty={<p className="px-4 py-3 text-ink-muted text-table">No run is on record.</p>}
        />
      </Panel>
      <Panel id="practice-title" title="Drills and dry runs" simulated={simulated} aside="kept apart from real ones">
        <DataTable
          table={practiceTable}
          rows={practice}
          now={now}
          height="part"
          empty={<p className="px-4 py-3 text-ink-muted text-table">No drill and no dry run is on record.</p>}
        />
      </Panel>
    </ConsolePage>
  );
}

function nothingUnderWay({ console, now }: FleetOverview): string {
  if (console.state === 'polling' || console.state === 'cut-off') {
    return `Nothing is being moved, as of ${formatMoment(now, now, 'second')}.`;
  }
  return 'We can’t say: no engine is heard. Nothing was being moved when it was heard last.';
}
