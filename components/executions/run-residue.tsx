'use client';

import { useMemo } from 'react';
import { viewResidueOfRun } from '@/lib/recovery/pages/view-residue';
import { ResidueList } from '../recovery/residue-list';
import { useLiveFleet } from '../shell/live-entities';
import { Panel } from '../ui/panel';
import type { Command } from './command';

export interface RunResidueProps {
  readonly runId: string;
  readonly own: Command | 'not-allowed';
  readonly simulated: boolean;
}

/** What a run that has ended left behind; nothing where it moved nothing. */
export default function RunResidue({ runId, own, simulated }: RunResidueProps) {
  const { entities, now } = useLiveFleet();
  const residue = useMemo(() => viewResidueOfRun(entities, runId, now), [entities, runId, now]);
  if (residue === 'no-move') return null;
  return (
    <Panel id="residue-title" title="Left behind" simulated={simulated} aside={residue.sentence}>
      <ResidueList label="What this run changed" lines={residue.lines} own={own} now={now} />
    </Panel>
  );
}
