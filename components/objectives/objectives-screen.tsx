'use client';

import { useMemo } from 'react';
import type { ComplianceReport } from '@/lib/domain/compliance/types';
import type { Entity } from '@/lib/domain/entities';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { type StillMarks, useMarks } from '../events/use-marks';
import { ConsolePage } from '../shell/console-page';
import { useLiveFleet } from '../shell/live-entities';
import { PageTitle } from '../shell/page-title';
import { PageTimeRange } from '../time/range-picker';
import { useTimeRange } from '../time/use-time-range';
import { CompliancePanel } from './compliance-panel';
import { useCompliance } from './use-compliance';

export interface ObjectivesScreenProps {
  /** What the page came with. */
  readonly initial: ComplianceReport;
  /** Off in a still picture, which shows that report whatever the address says. */
  readonly refresh: boolean;
  /** Events marked on its timelines: `live` asks the console, else a fixed picture. */
  readonly marks: StillMarks | 'live';
}

/** Whether promises were kept: every objective over a range, with what is not known beside it. */
export function ObjectivesScreen({ initial, refresh, marks }: ObjectivesScreenProps) {
  const { entities, now } = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(entities, now), [entities, now]);
  const chosen = useTimeRange().range;
  const range = refresh ? chosen : initial.range;
  const reading = useCompliance(range, initial, refresh);
  const marked = useMarks({ of: 'fleet' }, range, marks);
  const regionsOf = useMemo(() => toRegionsOf(entities), [entities]);
  return (
    <ConsolePage
      title="Objectives"
      area="objectives"
      overview={overview}
      trail={[{ name: 'Objectives' }]}
      timeRange={<PageTimeRange now={now} />}
      heading={
        <PageTitle title="Objectives">
          Whether recovery-point objectives were kept, and how much of the time was measured.
        </PageTitle>
      }
    >
      <CompliancePanel
        range={range}
        reading={reading}
        marked={marked}
        regionsOf={regionsOf}
        simulated={overview.console.simulated}
      />
    </ConsolePage>
  );
}

function toRegionsOf(entities: readonly Entity[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    entities.flatMap((entity) =>
      entity.kind === 'workload' ? [[entity.id, entity.workload.regions.map(({ region }) => region)]] : [],
    ),
  );
}
