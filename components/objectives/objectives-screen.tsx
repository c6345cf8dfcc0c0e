'use client';

import { useMemo } from 'react';
import type { ComplianceReport } from '@/lib/domain/compliance/types';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
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
}

/** Whether promises were kept: every objective over a range, with what is not known beside it. */
export function ObjectivesScreen({ initial, refresh }: ObjectivesScreenProps) {
  const { entities, now } = useLiveFleet();
  const overview = useMemo(() => buildFleetOverview(entities, now), [entities, now]);
  const chosen = useTimeRange().range;
  const range = refresh ? chosen : initial.range;
  const reading = useCompliance(range, initial, refresh);
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
      <CompliancePanel range={range} reading={reading} simulated={overview.console.simulated} />
    </ConsolePage>
  );
}
