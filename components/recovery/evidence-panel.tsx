'use client';

import { useMemo } from 'react';
import { buildEvidence } from '@/lib/recovery/pages/build-evidence';
import { useLiveFleet } from '../shell/live-entities';
import { DataTable } from '../table/data-table';
import { Panel } from '../ui/panel';
import { evidenceTable } from './evidence-columns';

/** What runs and drills have shown of how long the loss of a region takes each workload from its users. */
export default function EvidencePanel({ simulated }: { readonly simulated: boolean }) {
  const { entities, now } = useLiveFleet();
  const rows = useMemo(() => buildEvidence(entities, now), [entities, now]);
  return (
    <Panel
      id="recovery-time-title"
      title="Recovery time, as measured"
      simulated={simulated}
      aside="losses of a region only; runs and drills are never one figure"
    >
      <DataTable
        table={evidenceTable}
        rows={rows}
        now={now}
        height="part"
        empty={<p className="px-4 py-3 text-ink-muted text-table">We can’t say: no workload is known yet.</p>}
      />
    </Panel>
  );
}
