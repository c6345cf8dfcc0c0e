'use client';

import { useMemo } from 'react';
import { formatMoment } from '@/lib/format';
import { buildReadiness } from '@/lib/recovery/pages/build-readiness';
import { useLiveFleet } from '../shell/live-entities';
import { DataTable } from '../table/data-table';
import { Panel } from '../ui/panel';
import { readinessTable } from './readiness-columns';

export interface ReadinessPanelProps {
  /** Runs after which a person has allowed another one. */
  readonly clearedRuns: readonly string[];
  readonly simulated: boolean;
}

/** Every gate of every move is asked this often, in milliseconds of fleet time; runs are followed with every tick. */
const askedEveryMs = 5000;

/** Whether each workload could leave each region it may have to leave, now. */
export default function ReadinessPanel({ clearedRuns, simulated }: ReadinessPanelProps) {
  const { entities, now } = useLiveFleet();
  const askedAt = Math.floor(now / askedEveryMs) * askedEveryMs;
  // biome-ignore lint/correctness/useExhaustiveDependencies: entities change with every probe, and gates are asked more seldom
  const readiness = useMemo(() => buildReadiness(entities, clearedRuns, now), [askedAt, clearedRuns]);
  return (
    <Panel
      id="readiness-title"
      title="Can it run now"
      simulated={simulated}
      aside={`every gate asked at ${formatMoment(askedAt, now, 'second')}`}
    >
      <DataTable
        table={readinessTable}
        rows={readiness}
        now={now}
        height="part"
        empty={<p className="px-4 py-3 text-ink-muted text-table">We can’t say: no workload is known yet.</p>}
      />
    </Panel>
  );
}
